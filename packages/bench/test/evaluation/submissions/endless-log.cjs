const { writeSync } = require("node:fs");
const block = Buffer.from(`${"x".repeat(99)}\n`.repeat(10_000));

require("./support/serve.cjs").serve((word) => {
  const until = Date.now() + 3_000;
  let bytes = 0;
  while (Date.now() < until) {
    try {
      bytes += writeSync(1, block);
      if (bytes > 40_000_000 && bytes < 41_500_000) bytes += writeSync(1, `among the flood ${word}\n`);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
  return { bytes };
});
