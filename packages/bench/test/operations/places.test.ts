import { afterEach, expect, it } from "vitest";
import { boundTo } from "./bound.ts";

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

const yaml = `
operations:
  signUp: { request: POST /users, json: { login: $inputs.userName, password: $inputs.password }, success: [201] }
  logIn:
    first: [{ id: who, request: POST /log-in/who, json: { login: $inputs.userName } }]
    request: POST /log-in
    json: { password: $inputs.password }
    success: [200]
  updateProfile: { request: PATCH /me, json: { about: $inputs.bio }, success: [200], outputs: { bio: $response.body#/about } }
`;

async function backend() {
  const { operator, person, close } = await boundTo(yaml, () => ({ status: 201 }));
  closing.push(close);
  return { operator, person };
}

it("an input that the binding has no place for is refused: the request would be judged for what it never carried", async () => {
  const { operator, person } = await backend();
  await expect(operator.operate(person, "updateProfile", { bio: "a", name: "b" })).rejects.toThrow(/no place for name/);
  await expect(operator.requestFor(person, "updateProfile", { name: "b" })).rejects.toThrow(/no place for name/);
  await expect(operator.together([person], "signUp", { name: "b" })).rejects.toThrow(/no place for name/);
  expect(operator.placed("updateProfile", { bio: "a", name: "b" })).toEqual({ bio: "a" });
});

it("what is sent anyway claims nothing, and a user name comes from an email", async () => {
  const { operator, person } = await backend();
  const { accepted } = await operator.operate(person, "signUp", { name: person.name, email: "anna@shop.example" });
  expect(accepted).toBe(true);
  expect(operator.takes("signUp", "email")).toBe(false);
});

it("a place in a step before the request is a place", async () => {
  const { operator } = await backend();
  expect(operator.takes("logIn", "userName")).toBe(true);
  expect(operator.placed("logIn", { email: "anna@shop.example", name: "b" })).toEqual({ email: "anna@shop.example" });
});

it("an output is read only where the binding says where it is", async () => {
  const { operator } = await backend();
  expect(operator.reads("updateProfile", "bio")).toBe(true);
  expect(operator.reads("updateProfile", "name")).toBe(false);
  expect(operator.reads("whoAmI", "name")).toBe(false);
});
