import Fastify from "fastify";
import { addRoutes } from "./routes.js";

export function buildApp(services) {
  const app = Fastify({ logger: { level: "warn" }, bodyLimit: 1_000_000 });
  app.setErrorHandler((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error(error);
    reply.code(status).send({ error: { message: status < 500 ? error.message : "Something went wrong." } });
  });
  addRoutes(app, services);
  return app;
}
