/** The operations of the contract. `database` is a pool of PostgreSQL connections. */
export function addRoutes(app, { database }) {
  app.post("/signup", notYet);
  app.post("/login", notYet);
  app.post("/logout", notYet);
  app.get("/me", notYet);
  app.patch("/me", notYet);
  app.post("/me/password", notYet);
  app.post("/password/forgot", notYet);
  app.post("/password/reset", notYet);
  app.delete("/me", notYet); // an extra

  app.get("/health", async (request, reply) => {
    try {
      await database.query("SELECT 1");
      return { status: "ok" };
    } catch {
      return reply.code(503).send({ status: "unavailable" });
    }
  });
}

async function notYet(request, reply) {
  return reply.code(501).send({ error: { message: "Not built yet." } });
}
