/** What an application has read from a submission, in a process of its own. */
export { Reader, type ReaderOptions } from "./reader.ts";
export { reading, type Reading } from "./reading.ts";
export { unpackInto } from "../submission/receive.ts";
export { readSourceFiles } from "../cell/source-files.ts";
