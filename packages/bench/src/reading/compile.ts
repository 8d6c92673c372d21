/** Loads the modules that its arguments name, so that Node keeps them compiled. Run apart from any submission. */
import { flushCompileCache } from "node:module";

for (const module of process.argv.slice(2)) await import(module);
flushCompileCache();
