/** An operation could not be asked, as nothing was there for a place in its address, or in what a first step brought. Plain JSON. */
export interface UnaddressedFact {
  /** As its binding has it. */
  readonly address: string;
  /** The first step that brought too little, where it was one: the address is the step's. */
  readonly step?: string;
}
