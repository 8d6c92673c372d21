const hoard = [];
require("./support/serve.cjs").serve(() => {
  for (;;) hoard.push(Buffer.alloc(16 * 1024 * 1024, 1));
});
