import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainOperation } from "../src/configuration.ts";
import { invited, type Invited } from "./invited.ts";
import { byCookie, client, openOffice, type Office, type Organization } from "./office.ts";
import { formWith } from "./submission.ts";

const run = promisify(execFile);

let office: Office;
let mine: Organization;
let jonas: Invited;
beforeAll(async () => {
  office = await openOffice({
    operation: { ...plainOperation, hosts: ["assay.example.com"] },
    patience: { head: 1_000, body: 1_000, silence: 1_000, whole: 60_000 },
  });
  mine = await office.organization();
  jonas = await invited(office, mine, { challenge: "login-system" });
});
afterAll(() => office.close());

/** Sends these bytes as they are, and returns all that comes back until the server ends the connection. */
function raw(text: string, { andEnd = false } = {}): Promise<string> {
  const { hostname, port } = new URL(office.url);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => {
      socket.write(text);
      if (andEnd) socket.end();
    });
    socket.on("data", (part) => (answer += String(part)));
    socket.once("close", () => resolve(answer)).once("error", reject);
  });
}

const head = (method: string, path: string, headers: Readonly<Record<string, string>> = {}) =>
  `${[`${method} ${path} HTTP/1.1`, "host: localhost", ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)].join("\r\n")}\r\n\r\n`;

const form = (content: string) =>
  `--x\r\ncontent-disposition: form-data; name="file"; filename="work.zip"\r\n\r\n${content}`;
const upload = (headers: Readonly<Record<string, string>>) =>
  head("POST", "/api/v1/portal/submissions", {
    ...{ authorization: jonas.who.headers["authorization"] ?? "", "content-type": "multipart/form-data; boundary=x" },
    ...headers,
  });

describe("a request that comes in slowly", () => {
  test("is ended while its head isn't whole", async () => {
    expect(await raw("GET /api/v1/me HTTP/1.1\r\nhost: localhost\r\n")).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("is ended while its body isn't whole, whatever it says of its length", async () => {
    const headers = {
      "content-type": "application/json",
      authorization: mine.people.owner.headers["authorization"] ?? "",
    };
    for (const [header, value, body] of [
      ["content-length", "100", '{"name":'],
      ["transfer-encoding", "chunked", '8\r\n{"name":\r\n'],
    ] as const) {
      const answer = await raw(head("POST", "/api/v1/tokens", { ...headers, [header]: value }) + body);
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer).toContain('"code":"too-slow"');
    }
  });

  test("does no harm where nobody reads it", async () => {
    const headers = {
      "content-type": "application/json",
      "content-length": "100",
      authorization: "Bearer nobody",
      connection: "close",
    };
    expect(await raw(`${head("POST", "/api/v1/tokens", headers)}{"name":`)).toMatch(/^HTTP\/1\.1 401 /);
    for (const who of [client(office.url), mine.people.reader])
      await who.ask("POST", "/roles", { title: "Not allowed" });
    // An error that nobody hears of ends the process; here, the run of the tests.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect((await client(office.url).ask("GET", "/api/health")).status).toBe(200);
  });

  test("is ended where a file stops coming, or its form never begins, and leaves nothing", async () => {
    for (const body of [form("PK"), "--x\r\n", ""]) {
      const answer = await raw(upload({ "content-length": "5000" }) + body);
      expect(answer, JSON.stringify(body)).toMatch(/^HTTP\/1\.1 408 /);
    }
    expect(await kept()).toEqual([]);
  });
});

test("a form without its end is answered, and leaves neither a file nor an open descriptor", async () => {
  const before = await descriptors();
  for (let tries = 0; tries < 20; tries++) {
    const body = form("PK not really a zip");
    const answer = await raw(upload({ "content-length": String(body.length), connection: "close" }) + body);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  }
  // And a client that leaves in the middle.
  await raw(upload({ "content-length": "5000" }) + form("PK"), { andEnd: true }).catch(() => "");
  await expect.poll(kept).toEqual([]);
  await expect.poll(async () => (await descriptors()) - before, { timeout: 20_000 }).toBeLessThan(10);
});

const kept = async () => (await readdir(join(office.data, "files/submissions")).catch(() => [])).sort();
const descriptors = async () => (await readdir("/proc/self/fd")).length;

test("a head that is too large is refused", async () => {
  expect(await raw(head("GET", "/api/v1/me", { "x-large": "x".repeat(20_000) }))).toMatch(/^HTTP\/1\.1 431 /);
});

describe("a name that isn't ours", () => {
  const asked = async (host: string, path = "/api/v1/challenges") =>
    /^HTTP\/1\.1 (\d+)/.exec(await raw(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`))?.[1];

  test("opens nothing: neither the API nor the pages", async () => {
    const port = new URL(office.url).port;
    for (const host of [
      "evil.example",
      `rebound.example:${port}`,
      "203.0.113.9",
      "localhost.evil.example",
      "127.0.0.1.evil.example",
    ]) {
      expect(await asked(host), host).toBe("421");
      expect(await asked(host, "/"), host).toBe("421");
    }
    const answer = await raw("GET / HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n");
    expect(answer).toContain("ASSAY_HOSTS");
  });

  test("is refused with what to do, and doesn't matter to health probes", async () => {
    const port = new URL(office.url).port;
    for (const host of ["localhost", `127.0.0.1:${port}`, "assay.example.com", "ASSAY.example.com"]) {
      expect(await asked(host), host).not.toBe("421");
    }
    expect(await asked("10.1.2.3:8080", "/api/health")).toBe("200");
    expect(await asked("10.1.2.3:8080", "/api/ready")).toBe("200");
  });
});

test("what is personal is kept in no cache; the files of the pages are", async () => {
  const ruth = await byCookie(office, mine.people.owner);
  const cached = async (who: typeof ruth, path: string) => (await who.ask("GET", path)).headers.get("cache-control");
  for (const path of ["/me", "/roles", "/api/auth/get-session", "/roles/none", "/sessions"]) {
    expect(await cached(ruth, path), path).toBe("no-store");
  }
  expect(await cached(jonas.who, "/portal")).toBe("no-store");
  expect(await cached(client(office.url), "/me")).toBe("no-store");
});

test("no other site may read what we answer, and paths lead nowhere else", async () => {
  const answer = await fetch(`${office.url}/api/v1/me`, {
    headers: { ...mine.people.owner.headers, origin: "https://evil.example" },
  });
  expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control-"))).toEqual([]);
  for (const path of [
    "/../../../etc/passwd",
    "/..%2f..%2f..%2fetc%2fpasswd",
    "/assets/..%5c..%5cetc/passwd",
    "//etc/passwd",
  ]) {
    const text = await raw(head("GET", path, { connection: "close" }));
    expect(text, path).not.toContain("root:");
    expect(text, path).toMatch(/^HTTP\/1\.1 [24]/);
  }
});

test("a limit isn't got around by writing an address in another way", async () => {
  const statuses: number[] = [];
  for (let tries = 0; tries < 25; tries++) {
    const { statusCode } = await office.app.inject({
      ...{ method: "POST", url: "/%61pi/v1/welcome", remoteAddress: `2001:db8::${tries.toString(16)}`, payload: {} },
    });
    statuses.push(statusCode);
  }
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
});

test("each person has so many live streams at once, and others have theirs", async () => {
  const { body } = await jonas.who.ask("POST", "/portal/submissions", formWith(Buffer.from("no zip")));
  const path = `${office.url}/api/v1/evaluations/${String(body.evaluation ?? "")}/events`;
  const { owner, recruiter } = mine.people;
  const ending = new AbortController();
  const open = (who: typeof owner) => fetch(path, { headers: who.headers, signal: ending.signal });
  const statuses = (await Promise.all(Array.from({ length: 25 }, () => open(owner)))).map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
  expect((await open(recruiter)).status).toBe(200);
  ending.abort();
  const again = new AbortController();
  await expect
    .poll(async () => (await fetch(path, { headers: owner.headers, signal: again.signal })).status, { timeout: 20_000 })
    .toBe(200);
  again.abort();
});

describe("a disk without room", () => {
  test("refuses files with 507, isn't ready, and takes them again once there is room", async (context) => {
    const storage = await mkdtemp(join(tmpdir(), "assay-small-"));
    try {
      await run("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", storage]);
    } catch {
      await rm(storage, { recursive: true });
      context.skip("this machine lets nobody mount a small disk");
      return;
    }
    context.onTestFinished(async () => {
      await run("umount", [storage]);
      await rm(storage, { recursive: true });
    });
    const small = await openOffice({ storage, operation: { ...plainOperation, leastFree: 0 } });
    try {
      const anne = await invited(small, await small.organization(), { challenge: "login-system" });
      const send = (bytes: number) => anne.who.ask("POST", "/portal/submissions", formWith(Buffer.alloc(bytes, 1)));
      const refused = await send(6_000_000);
      expect([refused.status, refused.body?.code]).toEqual([507, "no-room"]);
      expect((await send(1_000)).status).toBe(201);
      expect((await readdir(join(storage, "submissions"))).filter((name) => name.endsWith(".partial"))).toEqual([]);
      expect((await client(small.url).ask("GET", "/api/ready")).body).toMatchObject({ status: "ready", disk: "ok" });
    } finally {
      await small.close();
    }
    const careful = await openOffice({ storage, operation: { ...plainOperation, leastFree: 100_000_000 } });
    try {
      const anne = await invited(careful, await careful.organization(), { challenge: "login-system" });
      const { status } = await anne.who.ask("POST", "/portal/submissions", formWith(Buffer.alloc(1_000, 1)));
      expect(status).toBe(507);
      const ready = await client(careful.url).ask("GET", "/api/ready");
      expect([ready.status, ready.body.disk]).toEqual([503, "full"]);
      const push = await fetch(`${careful.url}/git/${anne.application}.git/info/refs?service=git-receive-pack`, {
        headers: { authorization: `Basic ${Buffer.from(`task:${anne.token}`).toString("base64")}` },
      });
      expect(push.status).toBe(507);
    } finally {
      await careful.close();
    }
  });
});
