import { accountStore } from "./accounts.js";
import { buildApp } from "./app.js";
import { readConfiguration } from "./configuration.js";
import { openDatabase } from "./database.js";
import { guessGuard } from "./guessing.js";
import { openMail } from "./mail.js";
import { resetStore } from "./resets.js";
import { prepareSchema } from "./schema.js";
import { sessionStore } from "./sessions.js";
import { stopOnSignal } from "./shutdown.js";
import { countTries } from "./tries.js";

const configuration = readConfiguration(process.env);
const stopping = new AbortController();
const database = openDatabase(configuration.databaseUrl);
const services = {
  database,
  accounts: accountStore(database),
  sessions: sessionStore(database, configuration.secret),
  resets: resetStore(database),
  guard: guessGuard(),
  mailLimit: countTries({ limit: 10, windowSeconds: 15 * 60 }),
  mail: openMail(configuration),
};
const app = buildApp(services);

stopOnSignal({ app, services, stopping });
// Listening only once it can serve: whoever waits for the port then finds everything ready.
await prepareSchema(database, { signal: stopping.signal });
await app.listen({ port: configuration.port, host: "0.0.0.0" });
console.log(`Listening on port ${configuration.port}.`);

setInterval(sweep, 10 * 60_000).unref();

async function sweep() {
  services.mailLimit.forgetOld();
  try {
    await services.sessions.removeExpired();
    await services.resets.removeExpired();
  } catch (error) {
    app.log.warn({ reason: error.message }, "old rows could not be removed");
  }
}
