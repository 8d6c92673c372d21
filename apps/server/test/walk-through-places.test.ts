import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { pointedAt, type CodeFile } from "@assay/hiring";
import { describe, expect, test } from "vitest";
import walkThrough from "../../../challenges/login-system/walk-through.ts";

const pack = join(import.meta.dirname, "../../../challenges/login-system");
const notTheirs = /^(node_modules|vendor|target|dist|\.\w+|__pycache__)$/;

function filesIn(folder: string, root = folder): readonly CodeFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (notTheirs.test(entry.name)) return [];
    if (entry.isDirectory()) return filesIn(path, root);
    return [{ path: relative(root, path).split(sep).join("/"), text: readFileSync(path, "utf8") }];
  });
}

/** The line that each prompt points at: its file's name, and what it says. */
function placesIn(files: readonly CodeFile[]): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    pointedAt(walkThrough.prompts, files).map(({ id, place }) => [
      id,
      place && `${place.path.split("/").at(-1) ?? ""}: ${place.lines[place.line - place.from]?.trim() ?? ""}`,
    ]),
  );
}

/** Each was looked at by a person: the line is about what is asked there. */
const looked: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "solutions/go-postgres": {
    "password-storage":
      "hasher.go: return argon2.IDKey([]byte(password), salt, p.passes, p.memoryKiB, p.lanes, uint32(size)), nil",
    "same-email": "accounts.go: `INSERT INTO users (email, name, password_hash) VALUES ($1, $2, $3)",
    "database-away": "accounts.go: account, err := readAccount(s.pool.QueryRow(ctx,",
    "log-in-ends":
      'sessions.go: _, err := s.pool.Exec(ctx, "DELETE FROM sessions WHERE token_digest = $1", digest(token))',
    "reset-once": "resets.go: WHERE email = $1 AND token_digest = $2 AND expires_at > now())`,",
    guessing:
      "guesses.go: func (g *Guesses) Try(account string, network netip.Prefix, verify func() (bool, error)) (right bool, err error) {",
    mistakes: "form.go: if len(email) > 254 || !isAddress(email) {",
  },
  "solutions/java-postgres": {
    "password-storage":
      'PasswordHasher.java: new DelegatingPasswordEncoder("argon2", Map.of("argon2", new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2)));',
    "same-email":
      'Accounts.java: .sql("INSERT INTO account (email, name, password_hash) VALUES (:email, :name, :hash) RETURNING " + COLUMNS)',
    "database-away": 'Accounts.java: database.sql("DELETE FROM account WHERE id = :id").param("id", id).update();',
    "log-in-ends":
      'Sessions.java: database.sql("DELETE FROM session WHERE token_digest = :digest").param("digest", logIn.tokenDigest()).update();',
    "reset-once": "Passwords.java: WHERE email = :email AND token_digest = :digest AND expires_at > now())",
    guessing: "Guesses.java: throw Refusal.tooManyTries();",
    mistakes: 'AccountController.java: @Valid @NotNull(message = "An email is needed.") Email email,',
  },
  "solutions/node-mongodb": {
    "password-storage": "passwords.js: const deriveKey = promisify(argon2);",
    "same-email": "accounts.js: const { insertedId } = await users.insertOne(account);",
    "database-away": "accounts.js: const { insertedId } = await users.insertOne(account);",
    "log-in-ends": "log-ins.js: await sessions.end(sessionId);",
    "reset-once":
      'accounts.js: return { email, "reset.digest": digestOf(token), "reset.expiresAt": { $gt: new Date() } };',
    guessing: "guessing.js: throw rejected instanceof Error ? rejected : tooMany();",
    mistakes: 'validation.js: const email = text("email")',
  },
  "solutions/node-postgres": {
    "password-storage": "passwords.js: const deriveKey = promisify(argon2);",
    "same-email": "accounts.js: `INSERT INTO users (email, name, password_hash) VALUES ($1, $2, $3)",
    "database-away": "accounts.js: const { rows } = await database.query(",
    "log-in-ends": 'sessions.js: await database.query("DELETE FROM sessions WHERE id = $1", [sessionId]);',
    "reset-once": "resets.js: WHERE email = $1 AND token_digest = $2 AND expires_at > now()`,",
    guessing:
      "tries.js: if (moments.length >= limit) throw tooMany(Math.ceil((moments[0] + windowMs - now()) / 1000));",
    mistakes: "fields.js: export function readEmail(body) {",
  },
  "solutions/php-mysql": {
    "password-storage": "Passwords.php: return password_hash($password, PASSWORD_ARGON2ID, self::COST);",
    "same-email": "Accounts.php: 'INSERT INTO accounts (email, password_hash, name) VALUES (?, ?, ?)',",
    "database-away": "Accounts.php: $this->database->run(",
    "log-in-ends": "Sessions.php: $this->database->run('DELETE FROM sessions WHERE token_hash = ?', [$tokenHash]);",
    "reset-once":
      "Resets.php: 'SELECT 1 FROM resets WHERE account_id = ? AND token_hash = ? AND expires_at > UTC_TIMESTAMP()',",
    guessing: "Guesses.php: throw HttpError::tooManyTries(self::SECONDS);",
    mistakes: "Fields.php: $isAddress = strlen($email) <= 254 && filter_var($email, FILTER_VALIDATE_EMAIL) !== false;",
  },
  "solutions/python-mysql": {
    "password-storage":
      "hashing.py: self._argon2 = argon2.PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)",
    "same-email": "accounts.py: session.add(user)",
    "database-away": "accounts.py: session.execute(update(User).where(User.id == user.id).values(changes))",
    "log-in-ends": 'logins.py: @blueprint.post("/logout")',
    "reset-once":
      "passwords.py: good = (PasswordReset.token_digest == digest_of(token), PasswordReset.expires_at > now())",
    guessing: "guessing.py: raise too_many(math.ceil(moments[0] + self._seconds - now))",
    mistakes: "fields.py: def email(self) -> str:",
  },
  "solutions/python-sqlite": {
    "password-storage":
      "passwords.py: self._argon2 = argon2.PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)",
    "same-email": 'accounts.py: "INSERT INTO users (id, email, name, password_hash) VALUES (?, ?, ?, ?)",',
    "database-away": "accounts.py: connection.execute(",
    "log-in-ends":
      'sessions.py: connection.execute("DELETE FROM sessions WHERE token_digest = ?", (digest_of(token),))',
    "reset-once":
      'resets.py: f"SELECT 1 FROM password_resets WHERE {GOOD}", {"digest": digest_of(token), "email": email}',
    guessing: "guessing.py: raise too_many(math.ceil(moments[0] + self._seconds - self._clock()))",
    mistakes: "fields.py: def _email(value: str) -> str:",
  },
  "samples/careless": {
    "password-storage": 'index.js: return crypto.createHash("md5").update(password).digest("hex");',
    "same-email":
      'index.js: const result = await pool.query("INSERT INTO users (email, password, name) VALUES ($1, $2, $3) RETURNING *", [',
    "database-away": 'index.js: const result = await pool.query("SELECT * FROM users WHERE id = $1", [data.id]);',
    "log-in-ends": 'index.js: app.post("/logout", auth, (req, res) => {',
    "reset-once":
      'index.js: const result = await pool.query("SELECT * FROM users WHERE email = $1 AND reset_token = $2", [email, token]);',
    guessing: 'index.js: app.post("/login", async (req, res) => {',
    mistakes: "index.js: const { email, password, name } = req.body;",
  },
};

describe("a prompt points at a line that is about what it asks", () => {
  test.each(readdirSync(join(pack, "solutions")).map((name) => `solutions/${name}`))("in %s", (folder) => {
    expect(placesIn(filesIn(join(pack, folder)))).toEqual(looked[folder]);
  });

  test("in careless work", () => {
    expect(placesIn(filesIn(join(pack, "samples/careless")))).toEqual(looked["samples/careless"]);
  });
});

describe("a prompt points nowhere", () => {
  const accounts = filesIn(join(pack, "solutions/node-postgres")).filter(({ path }) => path.startsWith("src/"));
  const only = (name: string) => accounts.filter(({ path }) => path === `src/${name}.js`);

  test("where a reset is made, when it asks about two who sign up with one email", () => {
    expect(only("resets").map(({ text }) => text.includes("ON CONFLICT"))).toEqual([true]);
    expect(placesIn(only("resets"))["same-email"]).toBeUndefined();
  });

  test("where resets are thrown away with an account's log-ins, when it asks how one is checked", () => {
    expect(only("accounts").map(({ text }) => text.includes("DELETE FROM password_resets"))).toEqual([true]);
    expect(placesIn(only("accounts"))["reset-once"]).toBeUndefined();
  });
});
