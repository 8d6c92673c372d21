const { createServer } = require("node:net");
const { port } = new URL(process.env.DATABASE_URL);
const squat = () =>
  new Promise((resolve) =>
    createServer((socket) => socket.on("error", () => {}))
      .once("error", () => resolve(false))
      .listen(Number(port), "127.0.0.1", () => resolve(true)),
  );

require("./support/serve.cjs").serve(async (word) => {
  if (word === "cut off") return { squats: await squat() };
  const { connectDatabase } = require("./support/database.cjs");
  const database = connectDatabase();
  const late = setTimeout(() => database.close(), 1_000);
  await database.opened;
  clearTimeout(late);
  database.close();
  return {};
});
