/** What a server of Assay's own needs of PostgreSQL's programs. */
export { findBinaries, type PostgresBinaries } from "./binaries.ts";
export { runTool, temporaryOwner } from "./cluster.ts";
export { letsIn } from "./lets-in.ts";
export { cacheFolder } from "../cache-folder.ts";
