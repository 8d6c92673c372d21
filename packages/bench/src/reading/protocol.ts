/** What the coordinator asks of a reader: to call a function with this input. Plain JSON. */
export interface ToReader {
  readonly type: "read";
  /** The address of the file that exports it. */
  readonly module: string;
  readonly name: string;
  readonly input: unknown;
}

export interface ReaderAnswers {
  readonly read: { readonly output?: unknown };
}
