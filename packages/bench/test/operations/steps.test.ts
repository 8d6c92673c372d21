import { afterEach, expect, it } from "vitest";
import { StepEmpty } from "../../src/operations/request.ts";
import { boundTo, type Answer } from "./bound.ts";

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

const withForm = `
operations:
  signUp:
    first: [{ id: page, request: GET /signup, outputs: { csrf: "$response.form#/csrf", hint: "$response.form#/hint" } }]
    request: POST /signup
    form: { email: $inputs.email, csrf: $steps.page.outputs.csrf }
    success: [201]
  logIn: { request: POST /login, form: { email: $inputs.email }, grants: cookies, success: [200] }
  updateProfile:
    first: [{ id: page, request: GET /profile, credential: true, outputs: { csrf: "$response.form#/csrf" } }]
    request: POST /profile
    credential: true
    form: { csrf: $steps.page.outputs.csrf }
    success: [200]
`;
const form = '<form><input name="csrf" value="abc"></form>';

async function open(yaml: string, answer: Parameters<typeof boundTo>[1], mails: Parameters<typeof boundTo>[2] = []) {
  const asked: string[] = [];
  const bound = await boundTo(
    yaml,
    (request) => {
      asked.push(`${request.method} ${request.path}`);
      return answer(request);
    },
    mails,
  );
  closing.push(bound.close);
  return { ...bound, asked };
}

it("an operation whose first step was answered without what it needs is not asked", async () => {
  const { operator, person, asked } = await open(withForm, () => ({ html: "<p>Please come back later.</p>" }));
  const asking = operator.operate(person, "signUp");
  await expect(asking).rejects.toThrow(StepEmpty);
  await expect(asking).rejects.toMatchObject({ fact: { address: "/signup", step: "page" } });
  expect(asked).toEqual(["GET /signup"]);
});

it("someone who is turned away at a first step is turned away by the operation", async () => {
  const { operator, person, asked } = await open(withForm, ({ method }) =>
    method === "GET" ? { html: "<p>Log in</p>" } : { status: 403 },
  );
  const stale = { kind: "bearer", token: "ended" } as const;
  expect((await operator.operate(person, "updateProfile", {}, { credential: stale })).accepted).toBe(false);
  expect((await operator.operate(person, "updateProfile")).accepted).toBe(false);
  expect(asked.filter((one) => one === "POST /profile")).toHaveLength(2);
});

it("a page that broke once is asked for again", async () => {
  let pages = 0;
  const { operator, person } = await open(withForm, ({ method, form: sent }): Answer => {
    if (method === "GET") return ++pages === 1 ? { status: 500 } : { html: form };
    return { status: sent.get("csrf") === "abc" ? 201 : 403 };
  });
  expect((await operator.operate(person, "signUp")).accepted).toBe(true);
});

const verified = `
operations:
  signUp:
    request: POST /signup
    json: { email: $inputs.email }
    then:
      - { id: mail, mail: $inputs.email, outputs: { code: { from: $mail.text, match: "code ([0-9]+)" } } }
      - { id: verify, request: "GET /verify/{$steps.mail.outputs.code}" }
    success: [201]
  logIn: { request: POST /login, json: { email: $inputs.email }, success: [200] }
`;

it.each([
  ["comes and its link works", true, 200, true],
  ["comes and its link is refused", true, 410, false],
  ["does not come", false, 200, false],
])("a sign-up whose mail %s: %s %s is accepted: %s", async (_what, comes, status, isAccepted) => {
  const mails: { to: string; text: string }[] = [];
  const { operator, person, asked } = await open(
    verified,
    ({ path }) => ({ status: path === "/signup" ? 201 : status }),
    mails,
  );
  if (comes) mails.push({ to: person.email, text: "Your code 4711" });
  expect((await operator.operate(person, "signUp")).accepted).toBe(isAccepted);
  expect(asked).toEqual(comes ? ["POST /signup", "GET /verify/4711"] : ["POST /signup"]);
});

it("so is one whose app is gone before its link was opened", async () => {
  let close: () => void = () => undefined;
  const mails: { to: string; text: string }[] = [];
  const bound = await open(verified, () => ({ status: 201 }), mails);
  close = bound.close;
  const { operator, person } = bound;
  Object.defineProperty(mails, "find", {
    value: () => {
      close();
      return { to: person.email, text: "Your code 4711" };
    },
  });
  expect((await operator.operate(person, "signUp")).accepted).toBe(false);
});

it("a field of a form is read as a browser shows it", async () => {
  const page = `<form><input name="csrf" value="abc">
    <textarea name="bio">\nI like tea &amp; &lt;cake&gt;.\nEvery day.</textarea>
    <select name="country"><option value="de">Germany</option><option value="fr" selected>France</option></select></form>`;
  const yaml = `
operations:
  signUp: { request: POST /signup, json: { email: $inputs.email }, success: [201] }
  logIn: { request: POST /login, json: { email: $inputs.email }, success: [200] }
  whoAmI:
    request: GET /me
    success: [200]
    outputs: { bio: "$response.form#/bio", name: "$response.form#/country" }
`;
  const { operator, person } = await open(yaml, () => ({ html: page }));
  expect((await operator.operate(person, "whoAmI")).outputs).toEqual({
    bio: "I like tea & <cake>.\nEvery day.",
    name: "fr",
  });
});
