import { flushCompileCache } from "node:module";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { Mail, MailRefusal } from "../../check/world.ts";

export interface MailServerSettings {
  readonly socketPath: string;
  /** User and group to become. */
  readonly user?: number;
}

export type MailServerMessage =
  | { readonly kind: "listening" }
  | { readonly kind: "mail"; readonly mail: Omit<Mail, "at"> }
  | { readonly kind: "refused"; readonly refusal: Omit<MailRefusal, "at"> };

/** Bytes of one mail. */
const largestMail = 1_000_000;
/** A submission may send without end; what is beyond this is refused for good. */
const mostMails = 5_000;
const mostBytes = 20_000_000;

/** Refusals that are told; the first ones show what is wrong. */
const mostRefusals = 200;
const longestCommand = 300;

const settings = JSON.parse(process.argv[2] ?? "") as MailServerSettings;
let mails = 0;
let bytes = 0;

function tell(message: MailServerMessage): void {
  process.send?.(message);
}

class Refusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

async function receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped: the client must be able to finish before it is told.
    if (size <= largestMail) chunks.push(chunk);
  }
  if (size > largestMail) throw new Refusal(552, `A mail may have ${largestMail} bytes`);
  if (mails >= mostMails || bytes + size > mostBytes) throw new Refusal(452, "The mailbox is full");
  mails += 1;
  bytes += size;
  tell({ kind: "mail", mail: await read(Buffer.concat(chunks), session) });
}

async function read(raw: Buffer, session: Pick<SMTPServerSession, "envelope">): Promise<Omit<Mail, "at">> {
  const { mailFrom, rcptTo } = session.envelope;
  const parsed = await PostalMime.parse(raw);
  return {
    to: rcptTo.map(({ address }) => address),
    from: mailFrom === false ? "" : mailFrom.address,
    subject: parsed.subject ?? "",
    text: parsed.text ?? (await textOfMarkup(parsed.html ?? "")),
    ...(parsed.html !== undefined && { html: parsed.html }),
    headers: parsed.headers.map(({ originalKey, value }) => [originalKey, value] as const),
    raw: raw.toString("utf8"),
  };
}

/** A mail of HTML alone has no text. The parser makes one where a mail has parts of both kinds, so it is given such a mail. */
async function textOfMarkup(html: string): Promise<string> {
  const parts = [
    "Content-Type: multipart/mixed; boundary=part\r\n",
    "--part\r\nContent-Type: text/plain\r\n\r\n",
    "--part\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n",
    Buffer.from(html).toString("base64"),
    "--part--",
  ];
  return (await PostalMime.parse(parts.join("\r\n"))).text?.trim() ?? "";
}

/** Each connection's last command: what a refusal answers. */
const lastCommands = new Map<string, string>();
let refusals = 0;

/** The server says each line of a conversation to its log, and a bad address to nothing else. */
function listen({ tnx, cid = "" }: { readonly tnx?: string; readonly cid?: string }, _form: string, line = ""): void {
  if (tnx === "close") lastCommands.delete(cid);
  if (tnx === "command") lastCommands.set(cid, line.slice(0, longestCommand));
  const command = lastCommands.get(cid);
  if (tnx !== "send" || !/^[45]/.test(line) || command === undefined || ++refusals > mostRefusals) return;
  tell({ kind: "refused", refusal: { command, answer: line.slice(0, longestCommand) } });
}

const silent = (): void => undefined;
const logger = { debug: listen, info: listen, error: silent, warn: silent, trace: silent, fatal: silent };

const server = new SMTPServer({
  logger,
  name: "mail.example",
  banner: "ready",
  authOptional: true,
  authMethods: ["PLAIN", "LOGIN"],
  allowInsecureAuth: true,
  hideSTARTTLS: true,
  disabledCommands: ["STARTTLS"],
  disableReverseLookup: true,
  size: largestMail,
  maxClients: 200,
  onAuth(auth, _session, callback) {
    callback(null, { user: auth.username ?? "anyone" });
  },
  onData(stream, session, callback) {
    receive(stream, session).then(
      () => callback(),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  },
});
// A client that breaks off is no reason to end.
server.on("error", () => undefined);
process.on("disconnect", () => process.exit());

// Everything that is loaded late is loaded now: our own files may be closed to the user that we become.
await read(
  Buffer.from(
    'Subject: =?iso-8859-1?q?=e9?=\r\nContent-Type: text/html; charset="windows-1252"\r\n\r\n<p>\x80</p>',
    "latin1",
  ),
  { envelope: { mailFrom: false, rcptTo: [] } },
);
// For the next server; as another user it could not be written.
flushCompileCache();
if (settings.user !== undefined) {
  process.setgroups?.([settings.user]);
  process.setgid?.(settings.user);
  process.setuid?.(settings.user);
}
server.listen(settings.socketPath, () => tell({ kind: "listening" }));
