import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { propose, readBinding, rehearse } from "../../src/acquaintance/index.ts";
import type { Challenge } from "../../src/check/challenge.ts";
import { loadChallenge } from "../../src/evaluation/load-challenge.ts";

const challengeFolder = fileURLToPath(new URL("../../../../challenges/login-system", import.meta.url));
let folder = "";
let challenge: Challenge;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "backend-"));
  challenge = await loadChallenge(challengeFolder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** User names, a token in a header of its own that nothing in our contract has, and 200 for everything. */
const program = `
const users = new Map(), tokens = new Map();
const app = { post: (path, act) => routes.set("POST " + path, act), get: (path, act) => routes.set("GET " + path, act) };
const routes = new Map();
app.post("/account/register", (req) => { const { handle, password } = req.body; if (!handle || users.has(handle)) return [409, { message: "taken" }]; users.set(handle, password); return [200, {}]; });
app.post("/account/login", (req) => { const { handle, password } = req.body; if (users.get(handle) !== password) return [401, {}]; const key = String(Math.random()).repeat(2); tokens.set(key, handle); return [200, { result: { sessionToken: key } }]; });
app.get("/account/me", (req) => { const handle = tokens.get(req.headers["x-session-token"]); return handle ? [200, { me: { handle } }] : [401, {}]; });
require("http").createServer((req, res) => {
  let text = "";
  req.on("data", (part) => (text += part)).on("end", () => {
    const act = routes.get(req.method + " " + req.url);
    let body = {};
    try { body = JSON.parse(text); } catch {}
    const [status, reply] = act ? act({ body, headers: req.headers }) : [404, {}];
    res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(reply));
  });
}).listen(process.env.PORT);
`;

async function backend(name: string, text = program): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  await writeFile(join(path, "package.json"), JSON.stringify({ name, main: "index.js" }));
  await writeFile(join(path, "index.js"), text);
  return path;
}

it("a backend that nobody has bound is bound from its source, and by trying", { timeout: 120_000 }, async () => {
  const path = await backend("unknown");
  const { text, missing, steps } = await propose({ path, challenge, challengeFolder });
  expect(missing).toEqual([]);
  expect(steps?.find(({ operation }) => operation === "whoAmI")?.outcome).toBe("works");
  expect(text).toContain("header: x-session-token");
  expect(text).toContain("grants: $response.body#/result/sessionToken");
  expect(text).toContain("userName: $response.body#/me/handle");
  expect(text).toContain("people: user-name");
});

it(
  "an operation that is refused as it was guessed is left out, and can be taken back from its comment",
  { timeout: 120_000 },
  async () => {
    const path = await backend("guessed");
    const further = `
app.post("/account/change-password", (req) => { const { password, password2 } = req.body; return [422, { message: "the code is missing" }]; });
app.post("/account/logout", () => [200, {}]);
require("http")`;
    await writeFile(join(path, "index.js"), program.replace('\nrequire("http")', further));
    const { text, steps, doubts, missing } = await propose({ path, challenge, challengeFolder });
    expect(missing).toEqual([]);
    expect(steps?.filter(({ operation }) => operation === "changePassword")).toMatchObject([{ isMisbound: true }]);
    expect(doubts).toContainEqual("changePassword: left out, and kept as a comment. It was answered with 422.");
    const bound = readBinding(text, "binding.yaml", challenge).backend.operations;
    expect(Object.keys(bound)).toEqual(expect.arrayContaining(["signUp", "logIn", "whoAmI", "logOut"]));
    expect(bound).not.toHaveProperty("changePassword");
    expect(text).not.toContain("seen: POST /account/change-password");
    const takenBack = text.replace(/^ {2}# (?=changePassword:| )/gm, "  ");
    expect(readBinding(takenBack, "binding.yaml", challenge).backend.operations["changePassword"]?.path).toBe(
      "/account/change-password",
    );
  },
);

it("a person's own address opens only to them, and a stranger is refused there", { timeout: 120_000 }, async () => {
  const own = program
    .replace('"/account/me"', '"/user/:id"')
    .replace('const handle = tokens.get(req.headers["x-session-token"])', "const handle = authenticate(req)")
    .replace("const routes", 'const authenticate = (req) => tokens.get(req.headers["x-session-token"]);\nconst routes')
    .replace("result: {", "result: { userId: 7,")
    .replace("req.url);", 'req.url.replace(/user.[^/]+$/, "user/:id"));');
  const { text, steps } = await propose({ path: await backend("own-address", own), challenge, challengeFolder });
  expect(text).toContain("request: GET /user/{$credential.id}");
  expect(steps?.find(({ operation }) => operation === "whoAmI")?.outcome).toBe("works");
});

it(
  "a backend whose port and whose database's file stand in its code is bound, in a copy that is ours",
  { timeout: 120_000 },
  async () => {
    const path = await backend("fixed");
    const kept = `
const { JWT_SECRET } = process.env;
if (!JWT_SECRET) throw new Error("JWT_SECRET is missing");
const { DatabaseSync } = require("node:sqlite");
const db = new DatabaseSync("./shop.db");
db.exec("CREATE TABLE IF NOT EXISTS users (handle TEXT PRIMARY KEY, password TEXT)");
class Users {
  has(handle) { return this.get(handle) !== undefined; }
  get(handle = "") { return db.prepare("SELECT password FROM users WHERE handle = ?").get(handle)?.password; }
  set(handle, password) { db.prepare("INSERT INTO users VALUES (?, ?)").run(handle, password); }
}`;
    const source = program.replace("new Map(), tokens", "new Users(), tokens").replace("process.env.PORT", "3000");
    await writeFile(join(path, "index.js"), `${kept}\n${source}`);
    const { text, missing, problem } = await propose({ path, challenge, challengeFolder });
    expect(problem).toBeUndefined();
    expect(missing).toEqual([]);
    const { changes, settings, backend: bound } = readBinding(text, "binding.yaml", challenge);
    expect(changes.replace).toEqual([{ file: "index.js", text: ".listen(3000", with: ".listen(process.env.PORT" }]);
    expect(settings.environment).toEqual({ JWT_SECRET: "${AUTH_SECRET}" });
    expect(bound.writable).toEqual(["."]);
  },
);

it("what a person says already is kept, and the rest is looked for", { timeout: 120_000 }, async () => {
  const path = await backend("given");
  const own = program.replace("/account/register", "/account/enlist");
  await writeFile(join(path, "index.js"), `if (process.env.SHOP !== "open") process.exit(1);\n${own}`);
  const signUp = {
    request: "POST /account/enlist",
    json: { handle: "$inputs.userName", password: "$inputs.password" },
    success: 200,
  };
  const given = { people: "user-name", setup: { environment: { SHOP: "open" } }, operations: { signUp } };
  const { text, missing, notFound } = await propose({ path, challenge, challengeFolder, given });
  expect([missing, notFound]).toEqual([[], []]);
  const { settings, backend: bound } = readBinding(text, "binding.yaml", challenge);
  expect(settings.environment).toEqual({ SHOP: "open" });
  expect(bound.operations["signUp"]?.path).toBe("/account/enlist");
  expect(bound.operations["logIn"]?.path).toBe("/account/login");
  expect(text).not.toContain("seen: POST /account/enlist");
});

it(
  "a document of a megabyte that it serves is read whole, past a limit of ten requests a visitor",
  { timeout: 120_000 },
  async () => {
    const path = await backend("limited");
    const post = {
      requestBody: { content: { "application/json": { schema: { properties: { handle: {}, password: {} } } } } },
    };
    const document = {
      openapi: "3.0.0",
      info: { description: "x".repeat(1_000_000) },
      paths: { "/account/register": { post }, "/account/login": { post }, "/account/me": { get: {} } },
    };
    await writeFile(join(path, "described.txt"), JSON.stringify(document));
    const limit = `
const visits = new Map();
const before = require("http").createServer;
require("http").createServer = (listener) => before((req, res) => {
  const visitor = req.socket.remoteAddress;
  visits.set(visitor, (visits.get(visitor) ?? 0) + 1);
  if (visits.get(visitor) > 10) return res.writeHead(429).end();
  if (req.url === "/swagger/doc.json") return res.end(require("fs").readFileSync("described.txt"));
  listener(req, res);
});`;
    await writeFile(join(path, "index.js"), `${limit}\n${program}`);
    const { text, missing, from } = await propose({ path, challenge, challengeFolder });
    expect([from, missing]).toEqual(["GET /swagger/doc.json", []]);
    expect(text).not.toContain("429");
  },
);

it("what a limit kept from being learnt is said", { timeout: 240_000 }, async () => {
  const path = await backend("closed");
  const source = program.replace(
    "const act =",
    "if (req.url !== '/health') return res.writeHead(429).end(); const act =",
  );
  await writeFile(join(path, "index.js"), source);
  const { text, doubts, missing } = await propose({ path, challenge, challengeFolder });
  expect(missing).toEqual(["signUp", "logIn"]);
  expect(doubts.join("\n")).toContain(
    "it limits how often it is asked (429), so nothing was learnt of GET /openapi.json",
  );
  expect(text).toContain("# tried: It was answered with 429. It limits how often it is asked");
  expect(text).toContain("request: POST /account/register");
});

it(
  "a document among its files may weigh 10 MB; a bigger one is not read, and that is said",
  { timeout: 120_000 },
  async () => {
    const path = await backend("described");
    const post = {
      requestBody: { content: { "application/json": { schema: { properties: { handle: {}, password: {} } } } } },
    };
    const weighing = (bytes: number, prefix: string) =>
      JSON.stringify({
        openapi: "3.0.0",
        paths: { [`${prefix}/register`]: { post }, [`${prefix}/login`]: { post } },
        info: { description: "x".repeat(bytes) },
      });
    await writeFile(join(path, "api.json"), weighing(11_000_000, "/elsewhere"));
    await writeFile(join(path, "openapi.json"), weighing(9_000_000, "/account"));
    const { from, text, doubts } = await propose({ path, challenge, challengeFolder });
    expect(from).toBe("openapi.json");
    expect(text).toContain("request: POST /account/login");
    expect(doubts).toContain("operations: unsure: api.json is longer than 10 MB, so it was not read");
    await expect(propose({ path: join(path, "api.json"), challenge, challengeFolder })).rejects.toMatchObject({
      code: "document-too-big",
    });
  },
);

it(
  "one that listens and ends before it answers is told so, and what was seen in it is there to be completed",
  { timeout: 120_000 },
  async () => {
    const path = await backend("ends");
    const words = program
      .replace("/account/register", "/a")
      .replace("/account/login", "/b")
      .replace("res.write", "if (0) res.write");
    await writeFile(
      join(path, "index.js"),
      `${words}\nsetTimeout(() => { console.error("no shop.db can be opened"); process.exit(3); }, 300);`,
    );
    const { problem, text, notFound } = await propose({ path, challenge, challengeFolder });
    expect(problem).toMatchObject({ code: "ended-after-start", lastLines: ["no shop.db can be opened"] });
    expect(notFound).toEqual(["signUp", "logIn"]);
    expect(text).toContain("  # seen: POST /a\n  # seen: POST /b\n");
    const completed = text.replace(/^ {2}# (?!seen|Nothing|unsure)/gm, "  ");
    expect(readBinding(completed, "binding.yaml", challenge).backend.operations).toMatchObject({
      logIn: { path: "/path", grants: "$response.body#/token" },
    });
    const binding = join(folder, "ends.yaml");
    await writeFile(binding, text);
    await expect(rehearse({ path, challenge, challengeFolder, binding })).rejects.toMatchObject({
      code: "binding-lacks",
    });
    await writeFile(binding, completed);
    await expect(rehearse({ path, challenge, challengeFolder, binding })).rejects.toMatchObject({
      code: "ended-after-start",
    });
  },
);

it("a rehearsal says what does not work, and what to change", { timeout: 120_000 }, async () => {
  const path = await backend("wrongly-bound");
  const binding = join(folder, "wrong.yaml");
  await writeFile(
    binding,
    `people: user-name
operations:
  signUp: { request: POST /account/registr, json: { handle: $inputs.userName, password: $inputs.password }, success: 200 }
  logIn: { request: POST /account/login, json: { handle: $inputs.userName }, success: 200 }`,
  );
  const { steps, missing } = await rehearse({ path, challenge, challengeFolder, binding });
  expect(missing).toEqual(["signUp", "logIn"]);
  expect(steps.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual(["signUp fails", "logIn not-tried"]);
  expect(steps[0]?.advice).toContain("correct `request`");
  expect(steps[0]?.exchanges).toHaveLength(1);
});

it("the folders that it writes to have a limit of their own", { timeout: 120_000 }, async () => {
  const path = await backend("filling");
  const binding = join(folder, "filling.yaml");
  await writeFile(
    binding,
    `people: user-name
setup: { writable: [.], before-start: "! head -c 300M /dev/zero > filled 2>&1 && rm filled" }
operations:
  signUp: { request: POST /account/register, json: { handle: $inputs.userName, password: $inputs.password }, success: 200 }
  logIn: { request: POST /account/login, json: { handle: $inputs.userName, password: $inputs.password }, grants: $response.body#/result/sessionToken, success: 200 }`,
  );
  expect((await rehearse({ path, challenge, challengeFolder, binding })).missing).toEqual([]);
});

it("a change of password without a place for the new one is not sent", { timeout: 120_000 }, async () => {
  const path = await backend("without-place");
  const binding = join(folder, "without-place.yaml");
  await writeFile(
    binding,
    `people: user-name
operations:
  signUp: { request: POST /account/register, json: { handle: $inputs.userName, password: $inputs.password }, success: 200 }
  logIn: { request: POST /account/login, json: { handle: $inputs.userName, password: $inputs.password }, grants: $response.body#/result/sessionToken, success: 200 }
  changePassword: { request: POST /account/password, credential: true, json: { old: $inputs.currentPassword }, success: 200 }`,
  );
  const { steps } = await rehearse({ path, challenge, challengeFolder, binding });
  const step = steps.find(({ operation }) => operation === "changePassword");
  expect(step).toMatchObject({ outcome: "fails", exchanges: [] });
  expect(step?.seen).toContain("no place for `$inputs.newPassword`");
});

it("a command before the start that fails is told with its last lines", { timeout: 120_000 }, async () => {
  const path = await backend("migrated");
  const binding = join(folder, "migrated.yaml");
  await writeFile(
    binding,
    `setup: { before-start: "echo no such table; exit 3" }
operations:
  signUp: { request: POST /account/register, success: 200 }
  logIn: { request: POST /account/login, success: 200 }`,
  );
  await expect(rehearse({ path, challenge, challengeFolder, binding })).rejects.toMatchObject({
    code: "exited-at-start",
    message: expect.stringContaining("exit 3") as string,
    lastLines: ["no such table"],
  });
});
