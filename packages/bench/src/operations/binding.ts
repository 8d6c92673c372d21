/**
 * How operations map onto one backend's HTTP.
 * Outputs are runtime expressions as in OpenAPI links: `$response.body#/token`, `$response.header.location`.
 */
export interface OperationBinding {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  /** Input name → JSON member of the request body. */
  readonly body?: Readonly<Record<string, string>>;
  /** Sends the person's credential. */
  readonly credential?: boolean;
  /** Its reply may give the person a (new) credential: a token at this expression, or cookies. */
  readonly grants?: string;
  /** Statuses by which the backend says that it was done. The effect is what counts in the end. */
  readonly success: readonly number[];
  readonly outputs?: Readonly<Record<string, string>>;
}

export type Binding = Readonly<Record<string, OperationBinding>>;
