require("./support/serve.cjs")
  .serve(undefined, 3_000)
  .then(() => console.log("listening on 3000"));
