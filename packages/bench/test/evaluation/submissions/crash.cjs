require("./support/serve.cjs").serve(() => {
  console.error("the pool is gone");
  process.exit(7);
});
