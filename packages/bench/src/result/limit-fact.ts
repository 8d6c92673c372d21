/** The app's own limit turned visitors away while a check was gathered. Plain JSON. */
export interface LimitFact {
  /** The first operation that was limited. */
  readonly operation: string;
  /** How many requests were turned away. */
  readonly count: number;
  /** How long the last of them said to wait, where it said so. */
  readonly retryAfterSeconds?: number;
}
