import type { DatabaseInspector } from "../check/world.ts";
import type { HiddenData } from "../check/hidden-data.ts";

/** An inspector on a running server, as a cell holds it. */
export interface OpenInspector extends DatabaseInspector {
  /** What the submission kept from it since the last call: the answers given meanwhile lack it. */
  takeHidden(): readonly HiddenData[];
  close(): Promise<void>;
}
