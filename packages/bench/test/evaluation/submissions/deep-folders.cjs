const { mkdirSync } = require("node:fs");
const { tmpdir } = require("node:os");

/** Nests folders deeper than any path can name. */
function nest(folder) {
  const before = process.cwd();
  process.chdir(folder);
  let made = 0;
  try {
    for (; made < 5_000; made++) {
      mkdirSync("d");
      process.chdir("d");
    }
  } catch {
    // Full: what is there is deep all the same.
  }
  process.chdir(before);
  return made;
}

const made = { data: nest(process.env.DATA_DIR), temporary: nest(tmpdir()) };
require("./support/serve.cjs").serve(() => made);
