/** Evaluates the folder that it is given, to be killed meanwhile. */
import { evaluated } from "./evaluating.ts";

const [path = ""] = process.argv.slice(2);
await evaluated(path, ["answer"]);
