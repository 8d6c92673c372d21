const { spawn } = require("node:child_process");
const bomb = () =>
  spawn("sh", ["-c", "b() { b & b & sleep 20; }; b"], { stdio: "ignore", detached: true }).on("error", () => {});
require("./support/serve.cjs").serve(async () => {
  for (let count = 0; count < 20; count++) bomb();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
});
