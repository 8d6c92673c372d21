import { expect, it } from "vitest";
import challenge from "../../../../challenges/login-system/challenge.ts";
import { withConfirmation } from "../../src/acquaintance/confirmation.ts";
import { learnt } from "../../src/acquaintance/learn.ts";
import type { WholeDraft } from "../../src/acquaintance/next-candidates.ts";
import { proposeOperations } from "../../src/acquaintance/proposed.ts";
import type { Route } from "../../src/acquaintance/route.ts";
import type { Rehearsed } from "../../src/check/rehearsal.ts";
import type { Exchange } from "../../src/edge/exchange.ts";

const recognitions = challenge.acquaintance?.recognitions ?? {};
const body = { kind: "json", members: [{ path: ["email"] }, { path: ["password"] }] } as const;
const routes: readonly Route[] = [
  { method: "POST", path: "/register/", origin: "source", where: "", body },
  { method: "POST", path: "/login/", origin: "source", where: "", body },
];

function draftOf(): WholeDraft {
  return { ...proposeOperations(recognitions, routes), carriers: [], refused: {} };
}

function step(operation: string, outcome: Rehearsed["outcome"], status: number, text = "{}"): Rehearsed {
  const exchange = {
    ...{ operation, request: { method: "POST", path: "/", headers: {} } },
    response: { status, headers: [], body: text },
  } as unknown as Exchange;
  return { operation, outcome, seen: "", exchanges: [exchange] };
}

const refused = [step("signUp", "said", 201), step("logIn", "fails", 401)];

it.each([
  [
    "in an address with the token in it",
    { method: "GET", path: "/confirm_email/{token}/" },
    { token: { from: "$mail.link", match: "confirm_email/([^/?#&\\s]+)" } },
    { id: "confirm", request: "GET /confirm_email/{$steps.confirmation.outputs.token}/" },
  ],
  [
    "with two parts of its link",
    { method: "GET", path: "/activate/{uid}/{token}" },
    {
      uid: { from: "$mail.link", match: "activate/([^/?#&\\s]+)" },
      token: { from: "$mail.link", match: "activate/[^/?#&]+/([^/?#&\\s]+)" },
    },
    { request: "GET /activate/{$steps.confirmation.outputs.uid}/{$steps.confirmation.outputs.token}" },
  ],
  [
    "by a code and the address",
    {
      method: "POST",
      path: "/verify-email/",
      body: { kind: "json", members: [{ path: ["email"] }, { path: ["otp"] }] },
    },
    { otp: { from: "$mail.text", match: String.raw`\b(\d{4,8})\b` } },
    { request: "POST /verify-email/", json: { email: "$inputs.email", otp: "$steps.confirmation.outputs.otp" } },
  ],
] as const)("a sign-up is confirmed %s where the log-in is refused after it", (_way, confirming, outputs, request) => {
  const all: readonly Route[] = [...routes, { ...confirming, origin: "source", where: "" }];
  const added = withConfirmation(draftOf(), refused, all);
  expect(added.operations["signUp"]?.written["then"]).toMatchObject([
    { id: "confirmation", mail: "$inputs.email", outputs },
    request,
  ]);
  // A yes without a token that was found is no refusal.
  expect(withConfirmation(added, [step("signUp", "said", 201), step("logIn", "fails", 200)], all)).toBe(added);
  const without = withConfirmation(added, [step("signUp", "fails", 201)], all);
  expect(without.operations["signUp"]?.written).not.toHaveProperty("then");
  expect(withConfirmation(without, refused, all)).toBe(without);
});

it("nothing is confirmed where nothing in the project does so", () => {
  const draft = draftOf();
  const resend: Route = { method: "POST", path: "/resend-confirmation/", origin: "source", where: "", body };
  expect(withConfirmation(draft, refused, [...routes, resend])).toBe(draft);
});

it.each([
  ["Django REST's", '{"phone":["This field is required."],"first_name":["This field may not be blank."]}'],
  [
    "marshmallow's",
    '{"errors":{"json":{"phone":["Missing data for required field."],"first_name":["Missing data for required field."]}}}',
  ],
  ["Flask-RESTful's", '{"message":{"phone":"This field cannot be blank","first_name":"required"}}'],
])("members that a refusal misses are learnt from %s words", async (_whose, text) => {
  const draft = draftOf();
  const { operations } = await learnt(draft, [step("signUp", "fails", 400, text)], recognitions);
  expect(operations["signUp"]?.written["json"]).toEqual({
    ...{ email: "$inputs.email", password: "$inputs.password" },
    ...{ phone: "2025550143", first_name: "$inputs.name" },
  });
});

it("where an error was made says of no member that it is missing", async () => {
  const text = JSON.stringify({
    message: "Field first_name is required",
    stacks: "Error: Field first_name is required\n    at /app/server.js:5:9",
  });
  const { operations } = await learnt(draftOf(), [step("signUp", "fails", 400, text)], recognitions);
  expect(operations["signUp"]?.written["json"]).toEqual({
    ...{ email: "$inputs.email", password: "$inputs.password", first_name: "$inputs.name" },
  });
});

it("an access token is found that is called so, beside the one that refreshes it", async () => {
  const text = '{"refresh":"aaaaaaaaaaaa","access":"bbbbbbbbbbbb"}';
  const { operations } = await learnt(draftOf(), [step("logIn", "fails", 200, text)], recognitions);
  expect(operations["logIn"]?.written).toMatchObject({
    grants: "$response.body#/access",
    keeps: { refreshToken: "$response.body#/refresh" },
  });
});

it("another way to carry a token is tried only where one was carried", async () => {
  const carriers = [{ header: "X-Token", scheme: "" }];
  const own: Route = { method: "GET", path: "/me", origin: "source", where: "" };
  const draft = { ...proposeOperations(recognitions, [...routes, own]), carriers };
  const steps = [step("logIn", "works", 200, '{"token":"aaaaaaaaaaaa"}'), step("whoAmI", "fails", 401)];
  const first = await learnt(draft, steps, recognitions);
  expect(first).toMatchObject({ carriers, operations: { logIn: { written: { grants: "$response.body#/token" } } } });
  expect(await learnt(first, steps, recognitions)).toMatchObject({ carriers: [], carrier: carriers[0] });
});

it("a yes and a no that lead to different pages are told apart by these", async () => {
  const leads = (outcome: Rehearsed["outcome"], location: string): Rehearsed => {
    const { exchanges, ...rest } = step("logIn", outcome, 302);
    const response = { ...exchanges[0]?.response, headers: [["location", location]] };
    return { ...rest, exchanges: exchanges.map((exchange) => ({ ...exchange, response })) as unknown as Exchange[] };
  };
  const steps = [leads("works", "https://shop.example/profile/"), leads("doubtful", "/login/?next=/")];
  const { operations } = await learnt(draftOf(), steps, recognitions);
  const { success, refusal } = operations["logIn"]?.written as Record<string, { location: string }>;
  expect([success, refusal]).toMatchObject([{ status: 302 }, { status: 302 }]);
  expect("https://shop.example/profile/").toMatch(new RegExp(success?.location ?? "-"));
  expect("/login/").toMatch(new RegExp(refusal?.location ?? "-"));
  expect("/login/").not.toMatch(new RegExp(success?.location ?? "-"));
});

it("a sign-up that wants a token is tried with one that nobody has", async () => {
  const closed = { ...draftOf() };
  const { signUp } = closed.operations;
  if (signUp === undefined) throw new Error("no sign-up");
  const draft = {
    ...closed,
    operations: { ...closed.operations, signUp: { ...signUp, route: { ...signUp.route, credential: true } } },
  };
  const refusal = step("signUp", "fails", 401);
  const asked = refusal.exchanges.map((exchange) => ({
    ...exchange,
    request: { ...exchange.request, path: "/register/" },
  }));
  const { operations } = await learnt(draft, [{ ...refusal, exchanges: asked }], recognitions);
  expect(operations["signUp"]?.written["headers"]).toEqual({ Authorization: "Bearer nobody" });
  const open = await learnt(draftOf(), [{ ...refusal, exchanges: asked }], recognitions);
  expect(open.operations["signUp"]?.written).not.toHaveProperty("headers");
});
