/** A line of the submission's log with a password in it that our visitors had sent. */
export interface PrintedPassword {
  /** The check that was being gathered when it was printed; empty while the app started or was measured. */
  readonly check: string;
  /** At most 500 characters. */
  readonly line: string;
}
