import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { trace } from "@opentelemetry/api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTraces } from "../src/operations/traces.ts";
import { plainOperation } from "../src/configuration.ts";
import { client, openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
const metricsToken = "only the operator knows";
beforeAll(async () => {
  office = await openOffice({
    operation: { ...plainOperation, metricsToken: encodeURIComponent(metricsToken) },
  });
  mine = await office.organization();
});
afterAll(() => office.close());

describe("health", () => {
  test("says that the process lives, and that it can do its work", async () => {
    const anybody = client(office.url);
    expect((await anybody.ask("GET", "/api/health")).body).toEqual({ status: "alive" });
    const ready = await anybody.ask("GET", "/api/ready");
    expect(ready.status).toBe(200);
    expect(ready.body).toEqual({ status: "ready", database: "ok", queue: "ok", files: "ok", disk: "ok" });
  });

  test("is asked as often as one likes", async () => {
    const statuses = new Set<number>();
    for (let at = 0; at < 700; at++) statuses.add((await fetch(`${office.url}/api/health`)).status);
    expect([...statuses]).toEqual([200]);
  });
});

describe("metrics", () => {
  const read = (headers: Readonly<Record<string, string>> = {}) =>
    client(office.url, headers).ask("GET", "/api/metrics");

  test("tell durations by route, what waits, evaluations by state, and the event loop's lag", async () => {
    const { recruiter } = mine.people;
    const { body } = await recruiter.ask("POST", "/roles", { title: "Backend", challenge: "login-system" });
    const role = String(body.id);
    const { added } = (await recruiter.ask("POST", `/roles/${role}/candidates`, { people: [{ name: "Jo" }] })).body;
    const form = new FormData();
    form.append("file", new Blob(["work"]), "shop.zip");
    await recruiter.ask("POST", `/applications/${String(added[0])}/submissions`, form);
    await recruiter.ask("GET", `/roles/${role}`);

    const { status, text } = await read();
    expect(status).toBe(200);
    expect(text).toMatch(
      /assay_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/roles\/:role",status="200"\} 1/,
    );
    expect(text).toContain('assay_evaluations{state="waiting"} 1');
    expect(text).toContain('assay_queue_jobs{queue="evaluation",state="created"} 1');
    expect(text).toContain("assay_nodejs_eventloop_lag_seconds");
    expect(text).not.toContain(role);
  });

  test("are for this machine itself, or for whoever has the token: also not through a proxy on it", async () => {
    const passedOn = { "x-forwarded-for": "203.0.113.7" };
    expect((await read(passedOn)).status).toBe(403);
    expect((await read({ ...passedOn, "x-forwarded-for": "127.0.0.1" })).status).toBe(403);
    const bearer = (token: string) => ({ ...passedOn, authorization: `Bearer ${token}` });
    expect((await read(bearer(encodeURIComponent(metricsToken)))).status).toBe(200);
    expect((await read(bearer("another"))).status).toBe(403);
  });
});

test("traces go where OpenTelemetry's variable says, by route and without addresses", async () => {
  const sent: string[] = [];
  const collector = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      sent.push(Buffer.concat(parts).toString());
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => collector.once("listening", resolve));
  process.env["OTEL_EXPORTER_OTLP_ENDPOINT"] = `http://127.0.0.1:${String((collector.address() as AddressInfo).port)}`;
  const stop = startTraces();
  try {
    await mine.people.reader.ask("GET", "/roles?secret=in-the-address");
  } finally {
    await stop();
    trace.disable();
    delete process.env["OTEL_EXPORTER_OTLP_ENDPOINT"];
    collector.closeAllConnections();
    collector.close();
  }
  const all = sent.join("");
  expect(all).toContain("GET /api/v1/roles");
  expect(all).toContain("assay-server");
  expect(all).not.toContain("in-the-address");
});

describe("a server that lost what it stands on", () => {
  test("is alive and not ready, and says what can't be reached", async () => {
    const lost = await openOffice();
    try {
      // Also root may not write into what is no folder.
      await rename(join(lost.data, "files"), join(lost.data, "moved")).catch(() => undefined);
      await writeFile(join(lost.data, "files"), "in the way");
      const anybody = client(lost.url);
      const withoutFiles = await anybody.ask("GET", "/api/ready");
      expect(withoutFiles.status).toBe(503);
      expect(withoutFiles.body).toMatchObject({ status: "not-ready", database: "ok", files: "away" });

      await lost.parts.database.destroy();
      const withoutDatabase = await anybody.ask("GET", "/api/ready");
      expect(withoutDatabase.status).toBe(503);
      expect(withoutDatabase.body).toMatchObject({ database: "away" });
      expect((await anybody.ask("GET", "/api/health")).status).toBe(200);
    } finally {
      await lost.close().catch(() => undefined);
    }
  });
});
