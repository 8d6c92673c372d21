/** What the coordinator asks of a reader: to run one module with this input. Plain JSON. */
export interface ToReader {
  readonly type: "read";
  readonly module: string;
  readonly input: unknown;
}

export interface ReaderAnswers {
  readonly read: { readonly output?: unknown };
}
