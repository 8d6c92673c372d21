import { createServer } from "node:http";
import { accountStore } from "./accounts.js";
import { buildApp } from "./app.js";
import { readConfig } from "./config.js";
import { openDatabase, prepareDatabase } from "./database.js";
import { guessGuard, mailLimit } from "./guessing.js";
import { openMailer } from "./mail.js";
import { sessionStore } from "./sessions.js";

const graceMs = 5_500; // longer than any request may take

const config = readConfig(process.env);
const database = openDatabase(config.databaseUrl);
const mailer = openMailer(config);
const app = buildApp({
  database,
  accounts: accountStore(database),
  sessions: sessionStore(database),
  guard: guessGuard(),
  limitMails: mailLimit(),
  mailer,
});
const server = createServer({ requestTimeout: 20_000 }, app);
const stopping = new AbortController();
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, stop);

// Listening only once it can serve: whoever waits for the port then finds everything ready.
await prepareDatabase(database, stopping.signal);
server.listen(config.port, () => console.log(`Listening on port ${config.port}.`));

/** Takes no new requests, finishes those in flight and the mails under way, and ends within 10 s. */
async function stop() {
  stopping.abort();
  setTimeout(() => process.exit(1), graceMs + 3_000).unref();
  // Someone who sends a request a byte at a time must not keep us from stopping.
  setTimeout(() => server.closeAllConnections(), graceMs).unref();
  await new Promise((resolve) => {
    if (!server.listening) return resolve();
    server.close(resolve);
    server.closeIdleConnections();
  });
  await mailer.close();
  await database.close();
  process.exit(0);
}
