const { createServer } = require("node:net");
const { port } = new URL(process.env.DATABASE_URL);
createServer((socket) => socket.on("error", () => {}))
  .on("error", () => {})
  .listen(Number(port), "127.0.0.1");
require("./support/serve.cjs").serve(() => {
  throw new Error("no database");
});
