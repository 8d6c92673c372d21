import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { rehearse } from "../../src/acquaintance/index.ts";
import type { Challenge } from "../../src/check/challenge.ts";
import { loadChallenge } from "../../src/evaluation/load-challenge.ts";

const challengeFolder = fileURLToPath(new URL("../../../../challenges/login-system", import.meta.url));
let folder = "";
let challenge: Challenge;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "python-backend-"));
  challenge = await loadChallenge(challengeFolder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Keeps its people in a folder that nobody made, and refuses to run on another Python than the project's own. */
const program = `
import http.server, json, os, sqlite3, sys
assert sys.prefix.endswith(".venv"), sys.prefix
with sqlite3.connect("../kept/people.db") as db:
    db.execute("CREATE TABLE people (email TEXT PRIMARY KEY, password TEXT)")
class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with sqlite3.connect("../kept/people.db") as db:
            if self.path == "/join":
                db.execute("INSERT INTO people VALUES (?, ?)", (body["email"], body["password"]))
            rows = db.execute("SELECT email FROM people WHERE email = ? AND password = ?", (body["email"], body["password"])).fetchall()
        self.send_response(200 if rows else 401)
        self.end_headers()
        self.wfile.write(json.dumps({"token": "for " + body["email"]}).encode())
http.server.ThreadingHTTPServer(("0.0.0.0", int(os.environ["PORT"])), Handler).serve_forever()
`;

it(
  "a start that changes its folder finds the project's own Python, and a folder to write in need not be there",
  { timeout: 240_000 },
  async () => {
    const path = join(folder, "shop");
    await mkdir(join(path, "inside"), { recursive: true });
    await writeFile(join(path, "requirements.txt"), "");
    await writeFile(join(path, "inside/main.py"), program);
    const binding = join(folder, "binding.yaml");
    await writeFile(
      binding,
      `setup: { language: python, database: sqlite, install: python3 -m venv --clear .venv, start: cd inside && exec python main.py, writable: [kept] }
operations:
  signUp: { request: POST /join, json: { email: $inputs.email, password: $inputs.password }, success: 200 }
  logIn: { request: POST /enter, json: { email: $inputs.email, password: $inputs.password }, grants: $response.body#/token, success: 200 }`,
    );
    expect((await rehearse({ path, challenge, challengeFolder, binding })).missing).toEqual([]);
  },
);
