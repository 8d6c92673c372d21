/** An operation could not be asked, as nothing was there for a place in its address. Plain JSON. */
export interface UnaddressedFact {
  /** As its binding has it. */
  readonly address: string;
}
