export function health(app, { database }) {
  app.get("/health", async (request, reply) => {
    try {
      await database.ping();
      return { status: "ok" };
    } catch {
      return reply.code(503).send({ status: "unavailable", error: { message: "The database cannot be reached." } });
    }
  });
}
