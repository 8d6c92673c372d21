import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { createServer as createNetServer, type AddressInfo, type Server as NetServer } from "node:net";
import { setTimeout as passed } from "node:timers/promises";
import { record, webhookQueue } from "@assay/store";
import { sql } from "kysely";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendWebhook, webhookUrlProblem } from "../src/background/send-webhook.ts";
import { plainOperation } from "../src/configuration.ts";
import { openOffice, type Office, type Organization } from "./office.ts";

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let office: Office;
let mine: Organization;
let receiver: Server;
let at = "";
const received: Received[] = [];
/** How the receiver answers, by path. */
const answers = new Map<string, () => { readonly status: number; readonly location?: string }>();

beforeAll(async () => {
  office = await openOffice({ operation: { ...plainOperation, privateAddresses: true } });
  mine = await office.organization();
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const path = request.url ?? "";
      received.push({ path, headers: request.headers, body: Buffer.concat(parts).toString() });
      const { status, location } = answers.get(path)?.() ?? { status: 204 };
      response.writeHead(status, location === undefined ? {} : { location }).end();
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => receiver.once("listening", resolve));
  at = `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}`;
});
afterAll(async () => {
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
  await office.close();
});

const made = async (path: string) => (await mine.people.owner.ask("POST", "/webhooks", { url: at + path })).body;
const of = (path: string) => received.filter((one) => one.path === path);

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries > 200) throw new Error("it never came");
    await passed(100);
  }
}

/** What anything that changes something does. */
const happens = (action: string, subject: string, organization = mine.id) =>
  office.parts.database
    .transaction()
    .execute((transaction) => record(transaction, { organization, by: "worker", action, subject }));

const deliveries = async (webhook: string) =>
  (await mine.people.owner.ask("GET", `/webhooks/${webhook}/deliveries`)).body as readonly {
    readonly event: string;
    readonly tries: number;
    readonly last_answer: string;
    readonly delivered_at: string | null;
    readonly given_up_at: string | null;
  }[];

describe("a webhook", () => {
  test("is told of what happened, signed, with ids and without names", async () => {
    const { id, secret } = await made("/signed");
    await happens("evaluation.done", "an-evaluation");
    await until(() => of("/signed").length === 1);
    const [{ headers, body } = { headers: {}, body: "" }] = of("/signed");
    const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(verified).toMatchObject({
      type: "evaluation.done",
      data: { id: "an-evaluation", organization: mine.id },
    });
    expect(() => new Webhook(secret).verify(body.replace("done", "fine"), headers as Record<string, string>)).toThrow();
    await until(async () => (await deliveries(id))[0]?.delivered_at !== null);
    expect(await deliveries(id)).toMatchObject([{ event: "evaluation.done", tries: 1, last_answer: "204" }]);
  });

  test("is told by the work that is handed in, and of nothing that is not for programs", async () => {
    await made("/real");
    const { recruiter } = mine.people;
    const role = (await recruiter.ask("POST", "/roles", { title: "Backend", challenge: "login-system" })).body.id;
    const { added } = (
      await recruiter.ask("POST", `/roles/${String(role)}/candidates`, { people: [{ name: "Jonas Weber" }] })
    ).body;
    const form = new FormData();
    form.append("file", new Blob(["their work"]), "shop.zip");
    const evaluation = await recruiter.ask("POST", `/applications/${String(added[0])}/submissions`, form);
    await recruiter.ask("POST", `/evaluations/${String(evaluation.body.id)}/cancel`);
    await until(() => of("/real").length === 2);
    const told = of("/real").map(({ body }) => JSON.parse(body) as { readonly type: string });
    expect(told.map(({ type }) => type).sort()).toEqual(["evaluation.cancelled", "submission.final"]);
    expect(JSON.stringify(told)).not.toContain("Jonas");
  });

  test("that fails is tried again, later each time, with the same id, until it answers", async () => {
    let tries = 0;
    answers.set("/shaky", () => ({ status: ++tries < 3 ? 503 : 200 }));
    const { id } = await made("/shaky");
    await happens("decision.made", "a-decision");
    // Nobody waits for the real pauses.
    const hurry = setInterval(() => {
      void sql`UPDATE queue.job SET start_after = now() WHERE name = ${webhookQueue} AND state = 'retry'`.execute(
        office.parts.database,
      );
    }, 200);
    try {
      await until(async () => (await deliveries(id))[0]?.delivered_at != null);
    } finally {
      clearInterval(hurry);
    }
    expect(new Set(of("/shaky").map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await deliveries(id)).toMatchObject([{ tries: 3, last_answer: "200" }]);
  });

  test("waits longer from one try to the next", async () => {
    const queue = await office.parts.queue.getQueue(webhookQueue);
    expect(queue).toMatchObject({ retryLimit: 8, retryDelay: 60, retryBackoff: true, retryDelayMax: 21_600 });
  });

  test("that leads on elsewhere is not followed", async () => {
    answers.set("/moved", () => ({ status: 302, location: `${at}/inside` }));
    const { id } = await made("/moved");
    await happens("decision.made", "moved");
    await until(async () => (await deliveries(id))[0]?.tries === 1);
    expect((await deliveries(id))[0]).toMatchObject({ last_answer: "302", delivered_at: null });
    expect(of("/inside")).toEqual([]);
    await mine.people.owner.ask("DELETE", `/webhooks/${String(id)}`);
  });

  test("can be tried out, and hears nothing once it is removed", async () => {
    const { id } = await made("/tried");
    const { owner } = mine.people;
    expect((await owner.ask("POST", `/webhooks/${String(id)}/ping`)).status).toBe(202);
    await until(() => of("/tried").length === 1);
    expect(JSON.parse(of("/tried")[0]?.body ?? "")).toMatchObject({ type: "ping" });
    expect((await owner.ask("DELETE", `/webhooks/${String(id)}`)).status).toBe(204);
    const { body } = await owner.ask("GET", "/webhooks");
    expect(body.webhooks.map((webhook: { id: string }) => webhook.id)).not.toContain(id);
    await happens("evaluation.done", "too late");
    await passed(2_500);
    expect(of("/tried")).toHaveLength(1);
  });

  test("hears nothing of another organization, and nothing of a change that was taken back", async () => {
    await made("/mine");
    const other = await office.organization("Somebody else");
    await happens("evaluation.done", "theirs", other.id);
    await office.parts.database
      .transaction()
      .execute(async (transaction) => {
        await record(transaction, {
          organization: mine.id,
          by: "worker",
          action: "evaluation.done",
          subject: "undone",
        });
        throw new Error("taken back");
      })
      .catch(() => undefined);
    await happens("evaluation.done", "ours");
    await until(() => of("/mine").length > 0);
    await passed(1_500);
    expect(of("/mine").map(({ body }) => (JSON.parse(body) as { data: { id: string } }).data.id)).toEqual(["ours"]);
  });

  test("keeps its secret to itself", async () => {
    const { secret } = await made("/secret");
    expect(secret).toMatch(/^whsec_/);
    expect((await mine.people.owner.ask("GET", "/webhooks")).text).not.toContain(secret);
    expect((await mine.people.owner.ask("GET", "/audit")).text).not.toContain(secret);
  });
});

/** One try, and how long it took. */
async function tried(url: string, privateAllowed: boolean) {
  const begun = performance.now();
  const answer = await sendWebhook({ id: "1", url, secret: "whsec_AAAA", payload: {} }, privateAllowed);
  return { ...answer, seconds: Math.floor((performance.now() - begun) / 1_000) };
}

describe("an address that doesn't answer", () => {
  test("gets the same answer, just as late, whether its port is closed, open, silent, elsewhere or nowhere", async () => {
    const [silent, abrupt] = [
      createNetServer(() => undefined).listen(0, "127.0.0.1"),
      createNetServer((socket) => socket.destroy()).listen(0, "127.0.0.1"),
    ];
    await Promise.all([silent, abrupt].map((server) => new Promise((resolve) => server.once("listening", resolve))));
    const portOf = (server: NetServer) => String((server.address() as AddressInfo).port);
    const answers = await Promise.all([
      tried(`http://127.0.0.1:${portOf(silent)}/`, true),
      tried(`http://127.0.0.1:${portOf(abrupt)}/`, true),
      tried("http://127.0.0.1:1/", true),
      tried(`https://127.0.0.1:${new URL(at).port}/no-tls`, true),
      tried("https://nobody.invalid/", true),
      tried("https://localhost:1/", false),
      tried(`https://localtest.invalid.:${portOf(silent)}/`, false),
    ]);
    silent.close();
    abrupt.close();
    for (const { delivered, answer } of answers) expect([delivered, answer]).toEqual([false, "no answer"]);
    expect(answers.map(({ seconds }) => seconds).filter((seconds) => seconds < 14)).toEqual([]);
    // The operator reads which it was.
    expect(answers.slice(0, 3).map(({ detail }) => detail)).toEqual([
      "no answer within 15 seconds",
      expect.stringMatching(/SOCKET|ECONNRESET/),
      "ECONNREFUSED",
    ]);
  });
});

describe("an address that leads inside", () => {
  test.each([
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://192.168.0.10:8443/hook",
    "https://169.254.169.254/latest/meta-data/",
    "https://[64:ff9b::7f00:1]/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://localhost/",
    "https://db.internal/",
    "http://hooks.example.com/",
    "https://me:word@hooks.example.com/",
  ])("is refused when it is given: %s", (url) => {
    expect(webhookUrlProblem(url, false)).toBeDefined();
  });

  test("is told from one that is open", () => {
    expect(webhookUrlProblem("https://hooks.example.com/assay", false)).toBeUndefined();
  });

  test("is refused by the API with the field that is wrong, unless the operator allows it", async () => {
    const strict = await openOffice();
    try {
      const { people } = await strict.organization();
      const { status, body } = await people.owner.ask("POST", "/webhooks", { url: `${at}/strict` });
      expect([status, body.fields[0].path]).toEqual([400, "url"]);
      const none = await people.owner.ask("POST", "/webhooks", { url: "ftp://example.com" });
      expect(none.status).toBe(400);
    } finally {
      await strict.close();
    }
  });
});
