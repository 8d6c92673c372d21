import { afterEach, describe, expect, it } from "vitest";
import { userNameOf } from "../../src/operations/user-name.ts";
import { boundTo, type Answer, type Asked } from "./bound.ts";

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

async function bound(...backend: Parameters<typeof boundTo>) {
  const made = await boundTo(...backend);
  closing.push(made.close);
  return made;
}

/** Sign-up and log-in for bindings that are about something else. */
const plainCore = `
  signUp: { request: POST /signup, json: { email: $inputs.email, password: $inputs.password }, success: 201 }
  logIn: { request: POST /login, json: { email: $inputs.email }, grants: $response.body#/token, success: 200 }`;

describe("a backend with a nested body and a token in a header of its own", () => {
  const yaml = `
people: both
token: { header: x-access-token, scheme: "" }
headers: { X-Client: test }
operations:
  signUp:
    request: POST /api/users
    json: { user: { username: $inputs.userName, email: $inputs.email, password: $inputs.password } }
    success: 201
  logIn:
    request: POST /api/login
    json: { user: { email: $inputs.email, password: $inputs.password } }
    grants: $response.body#/user/token
    success: 200
  whoAmI:
    request: GET /api/user
    credential: true
    success: 200
    outputs: { email: $response.body#/user/email, userName: $response.body#/user/username }`;
  const users = new Map<string, { username: string; email: string; password: string }>();
  const backend = ({ path, json, headers }: Asked): Answer => {
    if (headers["x-client"] !== "test") return { status: 418 };
    const user = json["user"] as { username: string; email: string; password: string };
    if (path === "/api/users") return users.set(user.email, user) && { status: 201 };
    if (path === "/api/login") {
      const known = users.get(user.email)?.password === user.password;
      return known ? { json: { user: { token: `token-of-${user.email}` } } } : { status: 401 };
    }
    const known = users.get(String(headers["x-access-token"]).replace("token-of-", ""));
    return known === undefined || headers.authorization !== undefined ? { status: 401 } : { json: { user: known } };
  };

  it("is signed up to, logged in to and asked who that is", async () => {
    const { operator, person } = await bound(yaml, backend);
    expect((await operator.operate(person, "signUp")).accepted).toBe(true);
    const logIn = await operator.operate(person, "logIn");
    expect(logIn.credential).toEqual({ kind: "bearer", token: `token-of-${person.email}` });
    const { outputs } = await operator.operate(person, "whoAmI");
    expect(outputs).toEqual({ email: person.email, userName: userNameOf(person.email) });
    expect((await operator.operate(person, "whoAmI", {}, { credential: null })).accepted).toBe(false);
  });

  it("gets what a check adds beside the innermost members", async () => {
    const { operator, person } = await bound(yaml, backend);
    const request = await operator.requestFor(person, "signUp");
    const changed = JSON.parse(request.textOf({ ...request.body, role: "admin" })) as { user: Record<string, unknown> };
    expect(changed.user).toMatchObject({ role: "admin", email: person.email });
  });
});

it("Basic carries user name and password, and the token as a user name later", async () => {
  const { operator, person } = await bound(
    `
people: user-name
token: { scheme: basic }
operations:
  signUp: { request: POST /users, json: { username: $inputs.userName, password: $inputs.password }, success: 201 }
  logIn:
    request: GET /token
    basic: { user: $inputs.userName, password: $inputs.password }
    grants: $response.body#/token
    success: 200
  whoAmI: { request: GET /resource, credential: true, success: 200 }`,
    ({ path, json, headers }) => {
      if (path === "/users") return { status: json["username"] === userNameOf(person.email) ? 201 : 400 };
      const given = Buffer.from((headers.authorization ?? "").replace("Basic ", ""), "base64").toString();
      if (path === "/token")
        return given === `${userNameOf(person.email)}:${person.password}` ? { json: { token: "t1" } } : { status: 401 };
      return { status: given === "t1:" ? 200 : 401 };
    },
  );
  for (const operation of ["signUp", "logIn", "whoAmI"])
    expect((await operator.operate(person, operation)).accepted, operation).toBe(true);
  expect((await operator.operate(person, "whoAmI")).namesNobody).toBe(true);
});

describe("a site of HTML forms with a session's cookie and a CSRF token", () => {
  const form = (first: string) =>
    `first: [{ id: page, request: GET ${first}, outputs: { csrf: $response.form#/csrf } }]`;
  const yaml = `
people: user-name
operations:
  signUp:
    ${form("/register")}
    request: POST /register
    form: { csrf: $steps.page.outputs.csrf, user: $inputs.userName, pass: $inputs.password }
    success: { status: 302, location: ^/login }
  logIn:
    ${form("/login")}
    request: POST /login
    form: { csrf: $steps.page.outputs.csrf, user: $inputs.userName, pass: $inputs.password }
    grants: cookies
    success: 200
    refusal: { status: 200, body: wrong password }
    limit: { status: 200, body: too many }
  whoAmI: { request: GET /profile, credential: true, success: { status: 200, body: hello, without-body: please log in } }`;
  const site = () => {
    const users = new Map<string, string>();
    const sessions = new Map<string, { csrf: string; user?: string }>();
    let made = 0;
    return ({ method, path, form: fields, cookies }: Asked): Answer => {
      const session = sessions.get(cookies["sid"] ?? "");
      if (path === "/profile") return { html: session?.user === undefined ? "Please log in" : `Hello ${session.user}` };
      if (method === "GET") {
        const id = `s${String(++made)}`;
        sessions.set(id, { csrf: `c${id}` });
        const html = `<form><input type="hidden" name="csrf" value="c${id}"></form>`;
        return { html, headers: { "set-cookie": `sid=${id}; HttpOnly` } };
      }
      if (session?.csrf === undefined || fields.get("csrf") !== session.csrf) return { status: 403, html: "csrf" };
      const user = fields.get("user") ?? "";
      if (path === "/register") {
        if (users.has(user)) return { status: 302, html: "", headers: { location: "/register?taken" } };
        users.set(user, fields.get("pass") ?? "");
        return { status: 302, html: "", headers: { location: "/login" } };
      }
      if (users.get(user) !== fields.get("pass")) return { html: "<p>Wrong password.</p>" };
      const id = `in${String(++made)}`;
      sessions.set(id, { csrf: session.csrf, user });
      return { html: "Welcome", headers: { "set-cookie": `sid=${id}; HttpOnly` } };
    };
  };

  it("is used as a browser uses it", async () => {
    const { operator, person } = await bound(yaml, site());
    expect((await operator.operate(person, "signUp")).accepted).toBe(true);
    expect((await operator.operate(person, "logIn")).credential?.kind).toBe("cookie");
    expect((await operator.operate(person, "whoAmI")).accepted).toBe(true);
  });

  it("says no with 200 and a message, or by where it leads", async () => {
    const { operator, people, person } = await bound(yaml, site());
    await operator.operate(person, "signUp");
    const again = await operator.operate(people.otherDevice(person), "signUp");
    expect([again.accepted, again.exchange.meaning]).toEqual([false, "unclear"]);
    const wrong = await operator.operate(people.otherDevice(person), "logIn", { password: "wrong" });
    expect([wrong.accepted, wrong.exchange.meaning, wrong.credential]).toEqual([false, "refused", undefined]);
    const stranger = await operator.operate(people.person(), "whoAmI");
    expect(stranger.accepted).toBe(false);
  });
});

it("a confirmation mail is followed before the first log-in", async () => {
  const asked: string[] = [];
  const mails: { to: string; text: string }[] = [];
  const { operator, person } = await bound(
    `
operations:
  signUp:
    request: POST /signup
    json: { email: $inputs.email }
    success: 201
    then:
      - id: confirmation
        mail: $inputs.email
        outputs: { code: { from: $mail.link, match: "code=(\\\\w+)" } }
      - { id: confirm, request: GET /confirm, query: { code: $steps.confirmation.outputs.code } }
  logIn: { request: POST /login, json: { email: $inputs.email }, grants: $response.body#/token, success: 200 }`,
    ({ path, query }) => {
      asked.push(`${path} ${query.get("code") ?? ""}`.trim());
      return path === "/signup" ? { status: 201 } : { json: { token: "t" } };
    },
    mails,
  );
  mails.push({ to: person.email, text: "Follow https://shop.example/confirm?code=abc123 please" });
  await operator.operate(person, "signUp");
  await operator.operate(person, "logIn");
  expect(asked).toEqual(["/signup", "/confirm abc123", "/login"]);
});

it("a refresh token is kept, and sent where the log-out wants it", async () => {
  const bodies: unknown[] = [];
  const { operator, person } = await bound(
    `
operations:
  signUp: { request: POST /signup, json: { email: $inputs.email }, success: 201 }
  logIn:
    request: POST /login
    json: { email: $inputs.email }
    grants: $response.body#/access
    keeps: { refresh: $response.body#/tokens/0/value }
    success: 200
  logOut: { request: POST /logout, json: { refreshToken: $credential.refresh }, success: 204 }`,
    ({ path, json }) => {
      if (path === "/logout") bodies.push(json);
      return path === "/login" ? { json: { access: "a", tokens: [{ value: "r" }] } } : { status: 204 };
    },
  );
  await operator.operate(person, "logIn");
  await operator.operate(person, "logOut");
  expect(bodies).toEqual([{ refreshToken: "r" }]);
});

it("an operation that a backend may lack is spoken only after it was asked for, also where the backend has it", async () => {
  const { operator, person } = await bound(
    `operations:${plainCore}
  whoAmI: { request: GET /me, success: 200 }
  logOut: { request: POST /logout, success: 200 }`,
    () => ({}),
    [],
    ["signUp", "logIn"],
  );
  expect((await operator.operate(person, "logIn")).accepted).toBe(true);
  await expect(operator.operate(person, "whoAmI")).rejects.toThrow(/name it in the check's needs/);
  await expect(operator.requestFor(person, "whoAmI")).rejects.toThrow(/whoAmI/);
  expect(operator.knows("whoAmI")).toBe(true);
  expect((await operator.operate(person, "whoAmI")).accepted).toBe(true);
  await expect(operator.together([person], "logOut")).rejects.toThrow(/a backend may lack logOut/);
});

it("inputs stand in the path and the query, escaped", async () => {
  const seen: string[] = [];
  const { operator, person } = await bound(
    `operations:${plainCore}
  updateProfile:
    request: PUT /users/{$inputs.email}/name
    query: { to: $inputs.name, bio: $inputs.bio }
    success: 200`,
    ({ path, query }) => {
      seen.push(`${path} ${query.toString()}`);
      return {};
    },
  );
  await operator.operate(person, "updateProfile", { email: "a/b@c.example.com", name: "Ö & co" });
  expect(seen).toEqual(["/users/a%2Fb%40c.example.com/name to=%C3%96+%26+co"]);
});
