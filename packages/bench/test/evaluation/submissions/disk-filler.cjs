const { openSync, writeSync, closeSync } = require("node:fs");
const { join } = require("node:path");

function fill(folder) {
  const file = openSync(join(folder, "fill"), "w");
  const block = Buffer.alloc(4 * 1024 * 1024, 1);
  let bytes = 0;
  try {
    while (bytes < 2 ** 31) bytes += writeSync(file, block);
    return { bytes, refused: null };
  } catch (error) {
    return { bytes, refused: error.code };
  } finally {
    closeSync(file);
  }
}

require("./support/serve.cjs").serve(() => ({ data: fill(process.env.DATA_DIR), temporary: fill("/tmp") }));
