/** For applications that run evaluations in processes of their own: how these end, and how what they leave is removed. */
export { makeTemporaryFolder, removeTemporaryFolder } from "./temporary-folder.ts";
export { sweep } from "./sweep.ts";
export { endingWithParent } from "../sandbox/ending-with-parent.ts";
