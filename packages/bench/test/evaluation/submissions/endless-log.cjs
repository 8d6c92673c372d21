const { writeSync } = require("node:fs");
const block = Buffer.from(`${"x".repeat(99)}\n`.repeat(10_000));

require("./support/serve.cjs").serve((word) => {
  const began = Date.now();
  let bytes = 0;
  // Past the word at 40 MB on a busy machine, too, where three seconds of writing may end before it.
  while (Date.now() < began + (bytes < 48_000_000 ? 30_000 : 3_000)) {
    try {
      bytes += writeSync(1, block);
      if (bytes > 40_000_000 && bytes < 41_500_000) bytes += writeSync(1, `among the flood ${word}\n`);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
  return { bytes };
});
