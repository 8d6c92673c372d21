require("./support/serve.js").serve(() => {
  console.error("the pool is gone");
  process.exit(7);
});
