import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, rm, stat } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Mail } from "../../../src/index.ts";
import { users } from "../../../src/sandbox/users.ts";
import { startMail, type MailServer } from "../../../src/services/mail/mail.ts";

let root: string;
let mail: MailServer;
const now = () => performance.now();

beforeEach(async () => {
  root = await mkdtemp("/tmp/assay-mail-");
  await chmod(root, 0o711);
  mail = await startMail({ directory: join(root, "mail"), now, ...(users.mail !== undefined && { user: users.mail }) });
});
afterEach(async () => {
  await mail.close();
  await rm(root, { recursive: true });
});

/** Says these lines, each after the server's answer to the one before; tells the answers. */
async function say(...lines: readonly string[]): Promise<string[]> {
  const socket: Socket = connect(mail.socketPath);
  const answers: string[] = [];
  let rest = "";
  for await (const chunk of socket) {
    rest += String(chunk);
    if (!/^\d{3} .*\r\n$/m.test(rest)) continue;
    answers.push(rest.trim());
    rest = "";
    const line = lines[answers.length - 1];
    if (line === undefined) break;
    socket.write(`${line}\r\n`);
  }
  socket.destroy();
  return answers;
}

function send(to: string, content: string): Promise<string[]> {
  const envelope = ["EHLO app", "MAIL FROM:<shop@shop.example>", `RCPT TO:<${to}>`, "DATA"];
  return say(...envelope, `${content}\r\n.`);
}

test("a mail is received, decoded, and kept as it came", async () => {
  const since = now();
  const raw = [
    "From: Shop <shop@shop.example>",
    "To: Ann@x.example",
    "Subject: =?utf-8?B?WsOpYnJh?=",
    "X-Folded: one",
    " two",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "Caf=C3=A9: https://shop.example/reset?token=3Dabc=",
    "def",
  ].join("\r\n");
  await send("Ann@x.example", raw);
  const received = await mail.box.next("ann@X.example", { sinceMs: since });
  expect(received).toMatchObject({
    to: ["Ann@x.example"],
    from: "shop@shop.example",
    subject: "Zébra",
    text: expect.stringContaining("Café: https://shop.example/reset?token=abcdef") as string,
  });
  expect(received?.headers).toContainEqual(["X-Folded", "one two"]);
  expect(received?.raw.trim()).toBe(raw);
  expect(received?.at).toBeGreaterThanOrEqual(since);
  expect(mail.box.to("other@x.example")).toEqual([]);
});

test("a mail of HTML alone has its text too", async () => {
  await send(
    "a@x",
    'Content-Type: text/html\r\n\r\n<p>Your code</p><p><a href="https://shop.example/r?token&#x3D;t1">here</a></p>',
  );
  const received = await mail.box.next("a@x");
  expect(received?.html).toContain("<p>Your code</p>");
  expect(received?.text).toContain("https://shop.example/r?token=t1");
});

test("whoever waits for a mail gets the next one and no earlier one, or nothing after a while", async () => {
  await send("a@x", "Subject: first\r\n\r\n1");
  await mail.box.next("a@x");
  const since = now();
  const waiting = mail.box.next("a@x", { sinceMs: since });
  await send("a@x", "Subject: second\r\n\r\n2");
  expect((await waiting)?.subject).toBe("second");
  expect(await mail.box.next("a@x", { sinceMs: now(), withinMs: 50 })).toBeUndefined();
});

test("whoever waits for a mail of one kind is not given another that comes before it", async () => {
  const since = now();
  const like = ({ subject }: Mail) => subject === "wanted";
  const waiting = mail.box.next("b@x", { sinceMs: since, like });
  await send("b@x", "Subject: welcome\r\n\r\n1");
  await send("b@x", "Subject: wanted\r\n\r\n2");
  expect((await waiting)?.text).toContain("2");
  expect(await mail.box.next("b@x", { sinceMs: now(), withinMs: 50, like })).toBeUndefined();
});

test("a log-in with any password is let in, and encryption is not offered", async () => {
  const answers = await say("EHLO app", `AUTH PLAIN ${Buffer.from("\0me\0anything").toString("base64")}`, "QUIT");
  expect(answers[1]).not.toMatch(/STARTTLS/);
  expect(answers[2]).toMatch(/^235/);
});

test("a mail that is too big is refused and the next one taken", async () => {
  const answers = await send("a@x", `Subject: big\r\n\r\n${"x".repeat(1_100_000)}`);
  expect(answers.at(-1)).toMatch(/^552/);
  await send("a@x", "Subject: small\r\n\r\n1");
  expect((await mail.box.next("a@x"))?.subject).toBe("small");
  expect(mail.box.all()).toHaveLength(1);
});

test("a flood is refused once the box is full, and the server lives", async () => {
  const content = `Subject: flood\r\n\r\n${`${"x".repeat(998)}\r\n`.repeat(950)}`;
  let last: string | undefined;
  for (let count = 0; count < 80 && !last?.startsWith("452"); count += 1) last = (await send("a@x", content)).at(-1);
  expect(last).toMatch(/^452/);
  expect(mail.box.all().length).toBeLessThan(80);
  expect((await say("EHLO app", "QUIT")).at(-1)).toMatch(/^221/);
}, 30_000);

test("garbage and clients that break off leave the server as it was", async () => {
  for (const garbage of ["\0\0\0\0", "GET / HTTP/1.1\r\n\r\n", "EHLO a\r\nDATA\r\n", "x".repeat(100_000)]) {
    const socket = connect(mail.socketPath);
    socket.on("error", () => undefined);
    socket.write(garbage);
    await sleep(20);
    socket.destroy();
  }
  await send(
    "a@x",
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=none-such\r\n\r\n<p",
  );
  await send("a@x", "Subject: after\r\n\r\n1");
  expect((await mail.box.next("a@x", { sinceMs: 0 }))?.at).toBeDefined();
  await sleep(50);
  expect(mail.box.all().at(-1)?.subject).toBe("after");
});

test("the server runs as its own user", async () => {
  if (users.mail === undefined) return;
  expect((await stat(mail.socketPath)).uid).toBe(users.mail);
  const status = readFileSync(`/proc/${mail.pid}/status`, "utf8");
  expect(status).toMatch(new RegExp(`^Uid:\\t${users.mail}\\t${users.mail}\\t${users.mail}`, "m"));
  expect(status).toMatch(new RegExp(`^Gid:\\t${users.mail}\\t${users.mail}\\t${users.mail}`, "m"));
});

test("a server that has ended is our error, not a mail that never came", async () => {
  const waiting = mail.box.next("a@x");
  process.kill(mail.pid, "SIGKILL");
  await expect(waiting).rejects.toThrow(/ended early/);
  expect(() => mail.box.all()).toThrow(/ended early/);
});

test("closing leaves nothing", async () => {
  await mail.close();
  expect(existsSync(mail.socketPath)).toBe(false);
  expect(existsSync(`/proc/${mail.pid}`)).toBe(false);
});

test("what it refuses is told as it was offered", async () => {
  const since = now();
  await say("EHLO app", "MAIL FROM:<Shop <no-reply@shop.example>>");
  await expect
    .poll(() => mail.box.refused(since))
    .toMatchObject([
      { command: "MAIL FROM:<Shop <no-reply@shop.example>>", answer: expect.stringMatching(/^501 /) as string },
    ]);
  await send("ada@b.example", "Subject: One\r\n\r\nTwo");
  expect(mail.box.refused(since)).toHaveLength(1);
});
