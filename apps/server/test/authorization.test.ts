import { accesses, type Access } from "@assay/store";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allows, type RouteAccess } from "../src/access/access.ts";
import { byCookie, client, openOffice, type Client, type Office, type Organization } from "./office.ts";

/**
 * Every route of the OpenAPI document, asked by everybody there is: nobody, whoever has a candidate's link, each access of
 * the organization whose things are asked for, and the owner of another. A new route is in it by being there.
 */
let office: Office;
let mine: Organization;
let other: Organization;
let candidate: Client;
/** Of each kind of thing that a path names, one of ours. */
let things: Readonly<Record<string, string>>;
/** What each person has for themselves alone. */
const personal = new Map<string, Readonly<Record<string, string>>>();
let routes: readonly Route[];

interface Route {
  readonly method: string;
  readonly path: string;
  readonly access: RouteAccess;
}

beforeAll(async () => {
  office = await openOffice();
  [mine, other] = [await office.organization(), await office.organization("Somebody else")];
  ({ things, candidate } = await madeThings());
  const document = office.app.swagger() as unknown as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly "x-access": RouteAccess }>>>>;
  };
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      access: operation["x-access"],
    })),
  );
});
afterAll(() => office.close());

async function madeThings() {
  const { recruiter } = mine.people;
  const role = (await recruiter.ask("POST", "/roles", { title: "Backend", challenge: "login-system", pays: "€150" }))
    .body.id as string;
  const { added } = (await recruiter.ask("POST", `/roles/${role}/candidates`, { people: [{ name: "Jonas Weber" }] }))
    .body;
  const application = added[0] as string;
  const { link } = (await recruiter.ask("POST", `/applications/${application}/invite`, {})).body;
  const adjustment = await office.parts.database
    .insertInto("adjustment")
    .values({ application_id: application, text: "May I call instead?", days: 0 })
    .returning("id")
    .executeTakeFirstOrThrow();
  const form = new FormData();
  form.append("file", new Blob(["not really one"]), "shop.zip");
  const { body } = await recruiter.ask("POST", `/applications/${application}/submissions`, form);
  const token = String(link).split("#")[1] ?? "";
  for (const person of Object.values(mine.people)) {
    const { id: session } = await office.parts.database
      .insertInto("session")
      .values({ userId: person.id, token: `digest of ${person.id}`, expiresAt: new Date(Date.now() + 3_600_000) })
      .returning("id")
      .executeTakeFirstOrThrow();
    const browser = await byCookie(office, person);
    const token = (await browser.ask("POST", "/tokens", { name: "One of mine" })).body.id;
    personal.set(person.id, { token, session });
  }
  const { owner } = mine.people;
  const spare = await office.organization("Whose reader is lent");
  await office.parts.database
    .updateTable("member")
    .set({ organizationId: mine.id })
    .where("userId", "=", spare.people.reader.id)
    .execute();
  const invitation = await owner.ask("POST", "/invitations", { email: "new@marlow.example.com", access: "reader" });
  const webhook = await owner.ask("POST", "/webhooks", { url: "https://hooks.example.com/" });
  const { candidate_id } = (await owner.ask("GET", `/applications/${application}`)).body;
  const running = {
    ...{ member: spare.people.reader.id, invitation: invitation.body.id as string },
    ...{ webhook: webhook.body.id as string, candidate: candidate_id as string },
  };
  const judged = await saidAndDecided({ role, application, evaluation: body.id as string });
  return {
    things: {
      ...running,
      ...judged,
      role,
      application,
      adjustment: adjustment.id,
      evaluation: body.id as string,
      challenge: "login-system",
      starter: "node",
      place: "solves-problems",
    },
    candidate: client(office.url, { authorization: `Bearer ${token}` }),
  };
}

/** What people say and decide: one of each. */
async function saidAndDecided(of: {
  readonly role: string;
  readonly application: string;
  readonly evaluation: string;
}) {
  const { role, application, evaluation } = of;
  const { recruiter } = mine.people;
  const [{ database, overrules, shares }, organization] = [office.parts, mine.id];
  // About whom nothing was handed in, so that no report has to be opened.
  const { body } = await recruiter.ask("POST", `/roles/${role}/candidates`, { people: [{ name: "Sam Keller" }] });
  const decided = await recruiter.ask("POST", `/applications/${String(body.added[0])}/decision`, {
    ...{ choice: "no", reason: "Took another job meanwhile." },
  });
  const said = await overrules.make({
    ...{ organization, evaluation, role, check: "log-out", outcome: "pass", reason: "The brief allows it." },
    ...{ reach: { of: "role" }, by: { id: recruiter.id, name: "The recruiter" } },
  });
  const dispute = await database
    .insertInto("dispute")
    .values({ evaluation_id: evaluation, check_id: "log-out", text: "It does." })
    .returning("id")
    .executeTakeFirstOrThrow();
  const notice = await database
    .insertInto("notice")
    .values({
      ...{ organization_id: organization, application_id: application, for_candidate: false, kind: "dispute" },
      facts: JSON.stringify({ evaluation, check: "log-out" }),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const { share } = await shares.make(evaluation, { organization, by: recruiter.id });
  const after = await letterAndPlan(String(body.added[0]));
  return {
    ...after,
    ...{ decision: decided.body.id as string, overrule: said.id, dispute: dispute.id },
    ...{ notice: notice.id, share: share.id },
  };
}

/** What comes after a decision: one of each. */
async function letterAndPlan(application: string) {
  const { letters, plans, planLinks, decisions } = office.parts;
  const by = { id: mine.people.recruiter.id, name: "The recruiter" };
  const actor = { organization: mine.id, by: by.id, side: "hirer" } as const;
  await decisions.make([application], { organization: mine.id, choice: "hire", reason: "Changed our mind.", by });
  const written = {
    organization: mine.id,
    kind: "offer",
    subject: "An offer",
    text: "Hello",
    by,
    how: "by-hand",
  } as const;
  const letter = await letters.send(application, written);
  const item = { kind: "milestone", on_day: "2026-12-01", text: "It runs", first: "", seen: "" } as const;
  const times = { starts_on: "2026-12-01", time_zone: "Europe/Berlin", at_time: "10:00" };
  await plans.make(application, { ...times, items: [item] }, actor);
  const plan = await plans.of(application);
  const link = await planLinks.make(application, actor);
  return { letter: letter?.id ?? "", item: plan?.items[0]?.id ?? "", plan_link: link.id };
}

/** With what is ours in place of names, and for what changes something a body that nothing accepts. */
async function asked(who: Client, { method, path }: Route): Promise<number> {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const thing = personal.get(who.id)?.[name] ?? personal.get(mine.people.owner.id)?.[name] ?? things[name];
    if (thing === undefined) throw new Error(`the matrix has nothing called ${name}: make one in madeThings`);
    return thing;
  });
  const ending = new AbortController();
  // A stream goes on: its status is enough.
  const answer = await fetch(`${office.url}${filled}`, {
    method,
    headers: { ...who.headers, ...(method === "GET" ? {} : { "content-type": "application/json" }) },
    ...(method === "GET" ? {} : { body: JSON.stringify({ nothing: "like this" }) }),
    signal: ending.signal,
  });
  ending.abort();
  return answer.status;
}

describe("every route", () => {
  test("is in the document, with who may use it", () => {
    expect(routes.length).toBeGreaterThan(15);
    for (const { method, path, access } of routes) expect(access, `${method} ${path}`).toBeTypeOf("string");
  });

  test("is closed to nobody in particular and to a link that is none, unless it is for anybody", async () => {
    for (const route of routes.filter(({ access }) => access !== "anybody")) {
      for (const who of [client(office.url), client(office.url, { authorization: `Bearer ${"x".repeat(43)}` })]) {
        expect(await asked(who, route), `${route.method} ${route.path}`).toBe(401);
      }
    }
  });

  test("of members is closed to a candidate, and of candidates to members", async () => {
    for (const route of routes.filter(({ access }) => access !== "anybody")) {
      const who = route.access === "candidate" ? mine.people.owner : candidate;
      expect(await asked(who, route), `${route.method} ${route.path}`).toBe(401);
    }
  });

  test.each(accesses)("is open to a %s where it says so, and nowhere else", async (access: Access) => {
    for (const route of routes.filter(({ access: needed }) => needed !== "anybody" && needed !== "candidate")) {
      const status = await asked(mine.people[access], route);
      const where = `${route.method} ${route.path} for a ${access}`;
      if (allows(access, route.access)) expect([401, 403, 404], where).not.toContain(status);
      else expect(status, where).toBe(403);
      expect(status, where).toBeLessThan(500);
    }
  });

  test("shows an owner nothing of another organization", async () => {
    for (const route of routes.filter(({ path, access }) => /\{(?!challenge\})/.test(path) && access !== "candidate")) {
      // What is wrong with a body may be told first.
      expect([404, 400], `${route.method} ${route.path}`).toContain(await asked(other.people.owner, route));
    }
  });
});
