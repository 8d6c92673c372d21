import assert from "node:assert/strict";
import { chmod } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { users } from "../../../src/sandbox/users.ts";
import { startMail, type MailServer } from "../../../src/services/mail/mail.ts";
import type { Row } from "../row.ts";

interface MailRow {
  readonly id: string;
  readonly tries: string;
  readonly pace?: Row["pace"];
  /** Says what it wants to the server; its last answer is given to `holds`. */
  readonly send: (client: Client) => Promise<string>;
  readonly holds?: (lastAnswer: string, mail: MailServer) => void;
}

/** The smallest mail client: it can say anything. */
class Client {
  readonly #socket: Socket;
  #said = "";
  #greeted = false;

  constructor(path: string) {
    this.#socket = connect(path);
    this.#socket.on("error", () => undefined);
    this.#socket.on("data", (chunk: Buffer) => (this.#said = (this.#said + chunk.toString()).slice(-10_000)));
  }

  /**
   * Sends the line and returns the last line of the answer, empty where the server went away or stays silent. Where
   * lines were poured out before, `answer` tells this line's answer from theirs.
   */
  async say(line: string, within = 20_000, answer = /^\d{3} .*\r\n/m): Promise<string> {
    // The server speaks first.
    if (!this.#greeted) await this.#answer(within);
    this.#greeted = true;
    this.#said = "";
    this.#socket.write(`${line}\r\n`);
    return this.#answer(within, answer);
  }

  async #answer(within: number, answer = /^\d{3} .*\r\n/m): Promise<string> {
    const deadline = performance.now() + within;
    while (!answer.test(this.#said)) {
      if (this.#socket.destroyed || performance.now() > deadline) return "";
      await sleep(2);
    }
    return this.#said.trim().split("\r\n").at(-1) ?? "";
  }

  /** Sends without waiting for any answer. */
  async pour(text: string): Promise<void> {
    if (this.#socket.destroyed || this.#socket.write(text)) return;
    await new Promise<void>((resolve) => {
      this.#socket.once("drain", resolve);
      this.#socket.once("close", () => resolve());
    });
  }

  async open(): Promise<void> {
    await this.say("EHLO app");
    await this.say("MAIL FROM:<shop@shop.example>");
  }

  /** A whole mail; what the server answers to it. */
  async mail(content: string, to = "a@x.example"): Promise<string> {
    await this.open();
    await this.say(`RCPT TO:<${to}>`);
    await this.say("DATA");
    return this.say(`${content}\r\n.`);
  }

  close(): void {
    this.#socket.destroy();
  }
}

const nested = (depth: number): string => {
  const heads = Array.from(
    { length: depth },
    (_none, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  );
  const ends = Array.from({ length: depth }, (_none, at) => `\r\n--b${depth - 1 - at}--`);
  return `${heads.join("")}Content-Type: text/plain\r\n\r\ninner${ends.join("")}`;
};

const isTaken = (answer: string): void => assert.match(answer, /^250/);
/** Taken and read, or refused by a code: anything but silence. */
const isAnswered = (answer: string): void => assert.match(answer, /^[245]\d\d/);

const definitions: readonly MailRow[] = [
  {
    id: "mail-too-big",
    tries: "sends a mail of 50 MB",
    send: (client) => client.mail(`Subject: big\r\n\r\n${`${"x".repeat(998)}\r\n`.repeat(50_000)}`),
    holds: (answer) => assert.match(answer, /^552/),
  },
  {
    id: "mail-many-recipients",
    tries: "sends one mail to 20,000 people",
    async send(client) {
      await client.open();
      const recipients = Array.from({ length: 20_000 }, (_none, at) => `RCPT TO:<p${at}@x.example>\r\n`);
      for (let at = 0; at < recipients.length; at += 500) await client.pour(recipients.slice(at, at + 500).join(""));
      // No recipient is answered by 252, so every one before it has been answered.
      await client.say("VRFY a@x.example", 20_000, /^252 .*\r\n/m);
      await client.say("DATA");
      return client.say("Subject: many\r\n\r\n1\r\n.");
    },
    holds: isAnswered,
  },
  {
    id: "mail-deep-parts",
    tries: "sends a mail of 5,000 parts in parts",
    send: (client) => client.mail(nested(5_000)),
    holds: isAnswered,
  },
  {
    id: "mail-many-parts",
    tries: "sends a mail of 30,000 attachments",
    send: (client) =>
      client.mail(
        `Content-Type: multipart/mixed; boundary=b\r\n\r\n${"--b\r\nContent-Disposition: attachment\r\n\r\n".repeat(22_000)}--b--`,
      ),
    holds: isAnswered,
  },
  {
    id: "mail-header-flood",
    tries: "sends a mail of 60,000 headers",
    send: (client) => client.mail(`${Array.from({ length: 60_000 }, (_none, at) => `X-${at}: y\r\n`).join("")}\r\nx`),
    holds: isAnswered,
  },
  {
    id: "mail-folded-header",
    tries: "sends a header that goes on for 400,000 lines",
    send: (client) => client.mail(`Subject: a${"\r\n ".repeat(300_000)}\r\n\r\nx`),
    holds: isAnswered,
  },
  {
    id: "mail-encoded-words",
    tries: "sends a subject of 40,000 encoded words, and unclosed ones",
    send: (client) =>
      client.mail(`Subject: ${"=?utf-8?B?w6k=?=".repeat(40_000)}${"=?utf-8?q?".repeat(20_000)}\r\n\r\nx`),
    holds: isAnswered,
  },
  {
    id: "mail-broken-addresses",
    tries: "sends 900 kB of brackets, quotes and commas as an address list",
    send: (client) => client.mail(`To: ${'"<,('.repeat(225_000)}\r\n\r\nx`),
    holds: isAnswered,
  },
  {
    id: "mail-markup-of-brackets",
    tries: "sends a page of 900 kB of unclosed tags and entities",
    send: (client) => client.mail(`Content-Type: text/html\r\n\r\n${"<a <!--&#x ".repeat(80_000)}`),
    holds: isAnswered,
  },
  {
    id: "mail-forged-headers",
    tries: "puts terminal codes, markup and line ends into names and subjects",
    send: (client) =>
      client.mail('Subject: =?utf-8?B?G1syShtdMDtvd25lZAcNCkJjYzogYUBi?=\r\nFrom: "<script>" <a@x>\r\n\r\nx'),
    holds(answer, mail) {
      isTaken(answer);
      assert.deepEqual(mail.box.all().at(-1)?.to, ["a@x.example"]);
    },
  },
  {
    id: "mail-never-ending",
    tries: "begins a mail and sends 200 MB of it without an end",
    pace: "long",
    async send(client) {
      await client.open();
      await client.say("RCPT TO:<a@x.example>");
      await client.say("DATA");
      for (let at = 0; at < 200; at++) await client.pour(`${"x".repeat(1022)}\r\n`.repeat(1024));
      return "200";
    },
  },
  {
    id: "mail-line-without-end",
    tries: "sends a command of 60 MB without a line end",
    async send(client) {
      for (let at = 0; at < 60; at++) await client.pour("x".repeat(1024 * 1024));
      return "200";
    },
  },
  {
    id: "mail-many-connections",
    tries: "opens 2,000 connections and says nothing",
    async send(client) {
      await client.say("NOOP");
      return "200";
    },
  },
  {
    id: "mail-smuggled",
    tries: "ends a mail in five ways that other servers read otherwise, to smuggle in a second",
    send: (client) =>
      client.mail(
        ["\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r\n\0.\r\n"]
          .map(
            (end) =>
              `Subject: one\r\n\r\nx${end}MAIL FROM:<boss@shop.example>\r\nRCPT TO:<victim@x.example>\r\nDATA\r\nSubject: two\r\n\r\ny`,
          )
          .join(""),
      ),
    holds(_answer, mail) {
      assert.deepEqual(mail.box.to("victim@x.example"), []);
    },
  },
];

export const mails: readonly Row[] = definitions.map(({ id, tries, pace = "quick", send, holds }) => ({
  id,
  tries,
  pace,
  ways: ["no driver"],
  async attempt({ room }) {
    await chmod(room, 0o711);
    const user = users.mail === undefined ? {} : { user: users.mail };
    const mail = await startMail({ directory: join(room, "mail"), now: () => performance.now(), ...user });
    const clients = [new Client(mail.socketPath)];
    try {
      if (id === "mail-many-connections") for (let at = 0; at < 2_000; at++) clients.push(new Client(mail.socketPath));
      holds?.(await send(clients[0] as Client), mail);
      for (const client of clients) client.close();
      // Whatever it did, the next mail is taken and read.
      await sleep(100);
      const after = new Client(mail.socketPath);
      clients.push(after);
      assert.match(
        await after.mail("Subject: after\r\n\r\n1", "after@x.example"),
        /^250/,
        "the next mail was not taken",
      );
      assert.equal((await mail.box.next("after@x.example", { withinMs: 20_000 }))?.subject, "after");
    } finally {
      for (const client of clients) client.close();
      await mail.close();
    }
  },
}));
