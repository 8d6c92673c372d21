import { defineChallenge, tookOf } from "@assay/bench";
import type { Attempt, Binding, Inputs, Person } from "@assay/bench";
import { pressure } from "./pressure.ts";
import { recognitions } from "./recognitions.ts";
import { rehearse } from "./rehearsal.ts";

const profile = {
  id: "$response.body#/id",
  email: "$response.body#/email",
  name: "$response.body#/name",
  bio: "$response.body#/bio",
};

/**
 * `contract.yaml` as a binding. `success` holds the contract's statuses, and two that it doesn't name: a sign-up
 * answered 200 and a log-in answered 201. Their own checks may say so; without them the core could not be exercised,
 * and nothing else would be learnt about a backend that works.
 */
const binding: Binding = {
  signUp: {
    method: "POST",
    path: "/signup",
    json: { email: "$inputs.email", password: "$inputs.password", name: "$inputs.name" },
    success: [201, 202, 200],
    outputs: {
      id: "$response.body#/user/id",
      email: "$response.body#/user/email",
      name: "$response.body#/user/name",
    },
  },
  logIn: {
    method: "POST",
    path: "/login",
    json: { email: "$inputs.email", password: "$inputs.password" },
    grants: "$response.body#/token",
    success: [200, 204, 201],
  },
  whoAmI: { method: "GET", path: "/me", credential: true, success: [200], outputs: profile },
  updateProfile: {
    method: "PATCH",
    path: "/me",
    credential: true,
    json: { name: "$inputs.name", bio: "$inputs.bio" },
    success: [200, 204],
    outputs: profile,
  },
  changePassword: {
    method: "POST",
    path: "/me/password",
    credential: true,
    json: { currentPassword: "$inputs.currentPassword", newPassword: "$inputs.newPassword" },
    grants: "$response.body#/token",
    success: [200, 204],
  },
  logOut: { method: "POST", path: "/logout", credential: true, success: [200, 204] },
  forgotPassword: {
    method: "POST",
    path: "/password/forgot",
    json: { email: "$inputs.email" },
    success: [200, 202, 204],
  },
  resetPassword: {
    method: "POST",
    path: "/password/reset",
    json: { email: "$inputs.email", token: "$inputs.token", newPassword: "$inputs.newPassword" },
    success: [200, 204],
  },
  health: { method: "GET", path: "/health", success: [200] },
  deleteAccount: { method: "DELETE", path: "/me", credential: true, success: [200, 204] },
};

export default defineChallenge({
  id: "login-system",
  title: "Login system",
  version: "1.0.0",
  binding,
  furtherOperations: ["refresh"],
  usualInputs,
  establishes: {
    signUp: "sign-up",
    logIn: "log-in",
    whoAmI: "who-am-i",
    updateProfile: "profile-update",
    changePassword: "password-change",
    logOut: "log-out",
    forgotPassword: "password-reset",
    resetPassword: "password-reset",
    health: "health",
    deleteAccount: "account-deletion",
  },
  core: ["signUp", "logIn"],
  costlyOperations: ["signUp", "logIn", "changePassword", "resetPassword"],
  readiness: "health",
  pressure,
  acquaintance: { recognitions, rehearse },

  async measureCosts({ edge, app }) {
    const person = edge.person();
    await app.operate(person, "signUp");
    const first = await app.operate(person, "logIn");
    // An app that answers nothing would be waited for again and again.
    if (!first.accepted) return { idleMs: 0, hashMs: 0, credentialKind: "unknown" };

    // Few log-ins and all of them right, so that no limit on guessing is met.
    const logIns = await app.inTurn(Array<Person>(5).fill(person), "logIn");
    const cheap = await app.inTurn(Array<Person>(15).fill(person), "whoAmI");
    const idleMs = median(cheap.filter(isAnswered).map(took));
    const logInMs = median(logIns.filter(({ accepted }) => accepted).map(took));
    return {
      idleMs,
      hashMs: Math.max(0, logInMs - idleMs),
      credentialKind: first.credential?.kind ?? "unknown",
    };
  },
});

/**
 * A profile update sends nothing unless the check says it, because what isn't sent must stay as it is. A reset's token
 * comes from a mail, which only the check has.
 */
function usualInputs(operation: string, person: Person): Inputs {
  const { email, password, name } = person;
  switch (operation) {
    case "signUp":
      return { email, password, name };
    case "logIn":
      return { email, password };
    case "changePassword":
      return { currentPassword: password, newPassword: another(password) };
    case "forgotPassword":
      return { email };
    case "resetPassword":
      return { email, newPassword: another(password) };
    default:
      return {};
  }
}

/** A password that differs, and meets the brief whenever the given one does. */
function another(password: string): string {
  return `New-1${password}`.slice(0, 64);
}

function isAnswered({ exchange }: Attempt): boolean {
  return exchange.failure === undefined;
}

function took({ exchange }: Attempt): number {
  return tookOf(exchange);
}

/** Zero for an empty list. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
