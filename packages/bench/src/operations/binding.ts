/**
 * A value that is sent, as JSON. A text may be a runtime expression (`$inputs.email`) or hold some in braces
 * (`Bearer {$inputs.token}`); a member whose expression has no value is left out.
 */
export type Template = string | number | boolean | null | readonly Template[] | TemplateObject;

// An interface, as a type may not name itself through Record.

export interface TemplateObject {
  readonly [member: string]: Template;
}

/** A request, written with runtime expressions for what differs from person to person. */
export interface RequestTemplate {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `{$inputs.…}` where an input belongs into the path. */
  readonly path: string;
  /** At most one of the two bodies. */
  readonly json?: TemplateObject;
  readonly form?: Readonly<Record<string, Template>>;
  readonly query?: Readonly<Record<string, Template>>;
  readonly headers?: Readonly<Record<string, Template>>;
  /** User name and password in the `Authorization` header. */
  readonly basic?: { readonly user: string; readonly password: string };
}

/** Where a value is found: a runtime expression, or the first group of a pattern in what one yields. */
export type Source = string | { readonly from: string; readonly match: string };

/** By what a reply is known. All that is given must hold; texts are regular expressions. */
export interface ReplyPattern {
  readonly status: readonly number[];
  readonly body?: string;
  readonly withoutBody?: string;
  /** Of the `Location` header. */
  readonly location?: string;
}

/** What happens around an operation: a page that holds a token for its form, a mail with a link to follow. */
export type Step = { readonly id: string; readonly outputs?: Readonly<Record<string, Source>> } & (
  { readonly request: RequestTemplate; readonly credential?: boolean } | { readonly mail: string }
);

/**
 * How one operation maps onto one backend's HTTP. Expressions are those of OpenAPI links and Arazzo (see `expression.ts`).
 */
export interface OperationBinding extends RequestTemplate {
  /** Sends the person's credential. */
  readonly credential?: boolean;
  /** Its reply may give the person a (new) credential: a token at this place, else its cookies; "cookies" where there is never a token. */
  readonly grants?: Source;
  /** Further values of the credential, such as a refresh token: `$credential.<name>` in later requests. */
  readonly keeps?: Readonly<Record<string, Source>>;
  readonly first?: readonly Step[];
  /** After a success. */
  readonly then?: readonly Step[];
  /** By which the backend says that it was done: statuses, or patterns. The effect is what counts in the end. */
  readonly success: readonly (number | ReplyPattern)[];
  /** Where a status does not tell that it was turned away (a page with a message). */
  readonly refusal?: readonly (number | ReplyPattern)[];
  /** Where a status does not tell that it was one try too many. */
  readonly limit?: readonly (number | ReplyPattern)[];
  readonly outputs?: Readonly<Record<string, Source>>;
}

export type Binding = Readonly<Record<string, OperationBinding>>;

/** How a token is carried: `Authorization: Bearer …` unless said. `basic` sends it as the user name of Basic. */
export interface Carrier {
  readonly header: string;
  readonly scheme: string;
}

/** An existing backend that was not written for the challenge, and how its operations are asked. Plain JSON. */
export interface BoundBackend {
  readonly operations: Binding;
  /** What its people are known by. */
  readonly people: "email" | "user-name" | "both";
  readonly carrier?: Carrier;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Run in the submission's sandbox, in each cell, when the database is there and the app is not yet. */
  readonly beforeStart: readonly (readonly [string, ...string[]])[];
  /** The same, once the app listens. */
  readonly afterStart: readonly (readonly [string, ...string[]])[];
  /** Folders of the project in which it may write, each cell in its own copy; `.` is its top. */
  readonly writable: readonly string[];
}
