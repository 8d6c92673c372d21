/**
 * What a submission kept from the inspector, and how. Plain JSON, and the facts of the sentence that the report says of
 * it. It is the submission's own doing: never our error, and never a pass.
 */
export interface HiddenData {
  /**
   * `locked`: a lock that outlasted our patience. `connections`: the server let nobody else in. `size`: more than can be
   * read in fair time. `unreadable`: it is stored so that reading it fails.
   */
  readonly how: "locked" | "connections" | "size" | "unreadable";
  /** The table, file or key as people read it; empty where it is the database as a whole. */
  readonly place: string;
  /** How long we tried, whole seconds. */
  readonly seconds: number;
}
