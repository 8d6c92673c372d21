import { afterEach, expect, it } from "vitest";
import { AddressIncomplete } from "../../src/operations/request.ts";
import { boundTo, type Answer, type Asked } from "./bound.ts";

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

const idInPath = `
operations:
  signUp: { request: POST /accounts, json: { email: $inputs.email }, success: [201] }
  logIn:
    request: POST /login
    json: { email: $inputs.email }
    grants: $response.body#/token
    keeps: { id: $response.body#/id }
    success: [200]
  whoAmI: { request: "GET /accounts/{$credential.id}", credential: true, success: [200] }
`;

/** Two people, each signed up and logged in, and the paths that were asked since. */
async function twoPeople(yaml: string, logIn: (asked: Asked, id: number) => Answer) {
  const ids = new Map<unknown, number>();
  const paths: string[] = [];
  const bound = await boundTo(yaml, (asked) => {
    paths.push(asked.path);
    if (asked.path === "/accounts") ids.set(asked.json["email"], ids.size + 1);
    if (asked.path === "/login") return logIn(asked, ids.get(asked.json["email"]) ?? 0);
    return { status: asked.path === "/accounts" ? 201 : 200 };
  });
  closing.push(bound.close);
  const [first, second] = [bound.person, bound.people.person()];
  for (const person of [first, second]) {
    await bound.operator.operate(person, "signUp");
    await bound.operator.operate(person, "logIn");
  }
  paths.length = 0;
  return { ...bound, first, second, paths };
}

const withToken = (_asked: Asked, id: number): Answer => ({ json: { id, token: `token-${String(id)}` } });

it("the address of an account is asked without a log-in, with a forged one, and as another person", async () => {
  const { operator, people, first, second, paths } = await twoPeople(idInPath, withToken);
  await operator.operate(first, "whoAmI");
  await operator.operate(first, "whoAmI", {}, { credential: null });
  await operator.operate(first, "whoAmI", {}, { credential: { kind: "bearer", token: "forged" } });
  await operator.operate(people.otherDevice(first), "whoAmI", {}, { credential: null });
  await operator.operate(first, "whoAmI", {}, { about: second });
  await operator.operate(people.person(), "whoAmI", {}, { credential: null, about: second });
  expect(paths).toEqual(["/accounts/1", "/accounts/1", "/accounts/1", "/accounts/1", "/accounts/2", "/accounts/2"]);
});

it("so is one that a session in a cookie came with", async () => {
  const { operator, first, paths } = await twoPeople(
    idInPath.replace("grants: $response.body#/token", "grants: cookies"),
    (_asked, id) => ({ json: { id }, headers: { "set-cookie": `session=${String(id)}; HttpOnly` } }),
  );
  await operator.operate(first, "whoAmI");
  await operator.operate(first, "whoAmI", {}, { credential: null });
  expect(paths).toEqual(["/accounts/1", "/accounts/1"]);
});

it("an address with a user name in it names the other person's", async () => {
  const yaml = idInPath.replace("/accounts/{$credential.id}", "/accounts/{$inputs.userName}");
  const { operator, first, second, paths } = await twoPeople(yaml, withToken);
  await operator.operate(first, "whoAmI", {}, { about: second });
  expect(paths).toEqual([`/accounts/${second.email.split("@")[0] ?? ""}`]);
});

it("an address that isn't whole is not asked: another would be", async () => {
  const { operator, people, paths } = await twoPeople(idInPath, withToken);
  const asking = operator.operate(people.person(), "whoAmI", {}, { credential: null });
  await expect(asking).rejects.toThrow(AddressIncomplete);
  await expect(operator.requestFor(people.person(), "whoAmI")).rejects.toThrow(AddressIncomplete);
  expect(paths).toEqual([]);
});

it("a value that is the log-in, or is new with each, is part of no address where the log-in is not sent", async () => {
  let logIns = 0;
  for (const answer of [
    (_asked: Asked, id: number): Answer => ({ json: { id: `key-${String(id)}`, token: `key-${String(id)}` } }),
    (_asked: Asked, id: number): Answer => ({
      json: { id: `session-${String(++logIns)}`, token: `key-${String(id)}` },
    }),
  ]) {
    const { operator, first, paths } = await twoPeople(idInPath, answer);
    await operator.operate(first, "logIn");
    paths.length = 0;
    expect((await operator.operate(first, "whoAmI")).accepted).toBe(true);
    await expect(operator.operate(first, "whoAmI", {}, { credential: null })).rejects.toThrow(AddressIncomplete);
    expect(paths).toHaveLength(1);
  }
});
