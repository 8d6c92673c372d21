import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";
import { randomUUID } from "node:crypto";
import pg from "pg";
import { SMTPServer } from "smtp-server";

/** Where the tests may make databases: an administrator's URL. Without it, the tests that need one are skipped. */
export const testDatabaseUrl = process.env.TEST_DATABASE_URL;
export const needsDatabase = {
  skip: testDatabaseUrl ? false : "set TEST_DATABASE_URL to a PostgreSQL you may create databases in",
};

/** Starts the real service on a fresh database, with a real mail server beside it. */
export async function startService({ copies = 1, databaseUrl: givenUrl } = {}) {
  const own = givenUrl ? undefined : await createDatabase();
  const mailServer = await startMailServer();
  const environment = {
    ...process.env,
    DATABASE_URL: givenUrl ?? own.url,
    SMTP_URL: mailServer.url,
    PUBLIC_URL: "https://shop.example",
    MAIL_FROM: "shop@shop.example",
    AUTH_SECRET: "a secret that is used in the tests and nowhere else",
  };
  const running = await Promise.all(Array.from({ length: copies }, () => startCopy(environment)));

  return {
    mails: mailServer.mails,
    mailServer,
    copies: running,
    ask: (method, path, options) => ask(running[options?.copy ?? 0], method, path, options),
    async restart() {
      await running[0].stop();
      running[0] = await startCopy(environment);
    },
    async close() {
      await Promise.all(running.map((copy) => copy.stop()));
      await mailServer.close();
      await own?.drop();
    },
  };
}

async function startCopy(environment) {
  const port = await freePort();
  const child = spawn(process.execPath, ["src/server.js"], {
    cwd: new URL("..", import.meta.url),
    env: { ...environment, PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const exited = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  await untilListening(url, child);
  return {
    url,
    exited,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      return exited;
    },
  };
}

async function untilListening(url, child) {
  while (child.exitCode === null) {
    try {
      await fetch(`${url}/health`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`The service ended with ${child.exitCode} before it listened.`);
}

/** `from` is the visitor's address, as the proxy would append it. */
async function ask(copy, method, path, { body, token, from = "203.0.113.1", raw, type = "application/json" } = {}) {
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(copy.url + path, {
    method,
    headers: {
      "x-forwarded-for": from,
      ...(content === undefined ? {} : { "content-type": type }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: content,
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text), headers: response.headers };
}

async function createDatabase() {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(`CREATE DATABASE ${name}`);
  const url = new URL(testDatabaseUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) };
}

async function administer(statement) {
  const client = new pg.Client(testDatabaseUrl);
  await client.connect();
  await client.query(statement);
  await client.end();
}

export async function startMailServer(port = 0) {
  const mails = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      let text = "";
      stream.setEncoding("utf8");
      stream.on("data", (part) => (text += part));
      stream.on("end", () => {
        mails.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          text: text.replace(/=\r\n/g, "").replace(/=3D/g, "="),
        });
        done();
      });
    },
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: listening } = server.server.address();
  return {
    mails,
    port: listening,
    url: `smtp://127.0.0.1:${listening}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
