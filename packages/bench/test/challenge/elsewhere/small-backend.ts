import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { evaluate, type Evaluation } from "../../../src/evaluation/index.ts";
import type { CheckResult } from "../../../src/result/result.ts";

const challengeFolder = fileURLToPath(new URL("../../../../../challenges/login-system", import.meta.url));
const made: string[] = [];

/** Removes what `evaluated` made. */
export async function removeBackends(): Promise<void> {
  await Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

/** What a small backend does: `act` answers a request that was read, as `[status, body, headers]`. */
export interface SmallBackend {
  /** Source that declares `act(request)`; `users`, a Map of email to password, is there. May be asynchronous. */
  readonly acting: string;
  readonly operations: string;
}

/** A server that keeps everything in memory: no table shows what it holds. */
const serving = (acting: string) => `
const { randomBytes, createHmac } = require("crypto");
const users = new Map();
const random = () => randomBytes(24).toString("hex");
const token = (claims) => {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = encode({ alg: "HS256", typ: "JWT" }) + "." + encode(claims);
  return text + "." + createHmac("sha256", process.env.AUTH_SECRET).update(text).digest("base64url");
};
const readBody = (text) => { try { return Object(JSON.parse(text)); } catch { return undefined; } };
${acting}
require("http").createServer((req, res) => {
  let text = "";
  req.on("data", (part) => (text += part)).on("end", async () => {
    const { pathname, searchParams } = new URL(req.url, "http://backend");
    const request = { method: req.method, path: pathname, query: searchParams, headers: req.headers, text };
    const [status, body = {}, headers = {}] = await act(request);
    const isText = typeof body === "string";
    res.writeHead(status, { "content-type": isText ? "text/html" : "application/json", ...headers });
    res.end(isText ? body : JSON.stringify(body));
  });
}).listen(process.env.PORT);
`;

/** Evaluates a small backend by its binding, with these checks alone. */
export async function evaluated(
  { acting, operations }: SmallBackend,
  only: readonly string[],
  seed = 7,
): Promise<Evaluation> {
  const path = await mkdtemp(join(tmpdir(), "elsewhere-"));
  made.push(path);
  const binding = join(path, "binding.yaml");
  await writeFile(join(path, "package.json"), JSON.stringify({ name: "elsewhere", main: "index.cjs" }));
  await writeFile(join(path, "index.cjs"), serving(acting));
  await writeFile(binding, `operations:\n${operations}`);
  return evaluate({ path, challengeFolder, binding, only, seed });
}

/** Check → what became of it, with the reason of what has one. */
export function outcomesOf({ result }: Evaluation): Readonly<Record<string, string>> {
  return Object.fromEntries(result.checks.map((check) => [check.id, outcomeOf(check)]));
}

function outcomeOf({ outcome, reason }: CheckResult): string {
  return reason === undefined ? outcome : `${outcome}: ${reason}`;
}
