/** A member of a request's body, by its path inside of it: `["user", "email"]`. */
export interface Member {
  readonly path: readonly string[];
  /** Known to be needed, or known not to be. */
  readonly required?: boolean;
  /** What its description gives as a value. */
  readonly sample?: string | number | boolean;
  /** A button: it is sent as it stands, whatever its name. */
  readonly isButton?: boolean;
}

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** Something that a backend answers, as far as a document, its source or its pages tell. What is missing is not known. */
export interface Route {
  readonly method: Method;
  /** Parameters in braces: `/users/{id}`. */
  readonly path: string;
  readonly origin: "document" | "source" | "page";
  /** For people: `openapi.yaml`, `routes/auth.js:12`, `GET /login`. */
  readonly where: string;
  /** Its operation id, or the name of what handles it. */
  readonly name?: string;
  readonly body?: { readonly kind: "json" | "form"; readonly members: readonly Member[] };
  readonly query?: readonly Member[];
  /** User name and password come in the `Authorization` header. */
  readonly basic?: boolean;
  /** It is for those who are logged in, or for everyone. */
  readonly credential?: boolean;
  readonly success?: readonly number[];
  /** It was asked for, and limited each time (429): whether it is there was not seen. */
  readonly isLimited?: boolean;
  /** Members of its reply. */
  readonly reply?: readonly (readonly string[])[];
  /** The page that holds its form, and the fields that the page fills in itself. */
  readonly page?: { readonly path: string; readonly hidden: readonly string[] };
}

/** Longer than any name that a person gives. */
const longestName = 200;

/** "userName", "user_name", "UserName" → "user-name". */
export function wordsIn(name: string): string {
  return name
    .slice(0, longestName)
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
    .toLowerCase();
}
