import { aiPolicies, stages } from "@assay/store";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { ifMatch, tagged, versionRead } from "./as-read.ts";
import { payOf, rolePlan, rolePlanSent } from "./role-plan.ts";
import { toldFacts } from "./told-facts.ts";
import { email, id, line, maybeLine, maybeMoment, moment, type Api } from "./route.ts";

const days = z.number().int("must be whole").min(1, "must be from 1 to 90").max(90, "must be from 1 to 90");
const months = z.number().int("must be whole").min(1, "must be from 1 to 60").max(60, "must be from 1 to 60");

const settings = {
  title: line(120),
  pays: maybeLine(200).default(""),
  days: days.default(7),
  ai_policy: z.enum(aiPolicies).default("welcome"),
  decider: maybeLine(120).default(""),
  keep_months: months.default(6),
  place: maybeLine(80).default(""),
  // Whoever makes a role without a thought for it should not be swayed either.
  blind: z.boolean().default(false),
  ...rolePlanSent,
};

const role = z
  .object({
    ...{ id, title: z.string(), challenge: z.string(), state: z.enum(["open", "closed"]), pays: z.string() },
    ...{
      days: z.number(),
      ai_policy: z.enum(aiPolicies),
      decider: z.string(),
      keep_months: z.number(),
      place: z.string(),
    },
    ...{ is_demo: z.boolean(), made_at: moment, closed_at: maybeMoment },
    ...{ blind: z.boolean(), blind_off_at: maybeMoment, blind_off_by: z.string().nullable() },
    ...{ hours_low: z.number().nullable(), hours_high: z.number().nullable(), budget: z.string() },
    /** The version that `ETag` has too. */
    version: z.number().int(),
    ...rolePlan,
  })
  .meta({ id: "Role" });

export const card = z
  .object({
    ...{ id, role_id: id, candidate_id: id, name: z.string(), email: z.string(), source: z.string() },
    ...{ code_name: z.string(), name_hidden: z.boolean(), name_opened_by: z.array(z.string()).readonly() },
    ...{ has_email: z.boolean(), stage: z.enum(stages) },
    ...{ invited_at: maybeMoment, opened_at: maybeMoment, agreed_at: maybeMoment, due_at: maybeMoment },
    ...{ submitted_at: maybeMoment, contract_started_at: maybeMoment, link_made_at: maybeMoment },
    ...toldFacts,
    evaluation: z
      .object({
        ...{ id, state: z.enum(["waiting", "running", "done", "failed", "cancelled"]), verdict: z.string().nullable() },
        problem: z.object({ code: z.string(), message: z.string() }).nullable(),
      })
      .nullable(),
    questions: z.number(),
    rated_by: z.array(z.string()).readonly(),
  })
  .meta({ id: "Card" });

const person = z.object({
  name: line(120),
  email: z.union([email, z.literal("")]).default(""),
  source: maybeLine(80).default(""),
});

const ofRole = z.object({ role: id });

/** Roles, and who is in them. */
export function roleRoutes(api: Api, { roles, applications, challenges }: Parts): void {
  api.get(
    "/roles",
    {
      config: { access: "read" },
      schema: { response: { 200: z.array(role.extend({ people: z.number() })).readonly() } },
    },
    async (request) => roles.list(memberOf(request).organization),
  );

  api.post(
    "/roles",
    {
      config: { access: "recruit" },
      schema: { body: z.object({ ...settings, challenge: line(80) }), response: { 201: role } },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      if (challenges.find(request.body.challenge) === undefined) {
        throw new Problem("not-valid", "Choose one of the challenges that there are.", [
          { path: "challenge", message: "is no challenge of this server" },
        ]);
      }
      return reply.code(201).send(await roles.make(organization, { ...request.body, ...payOf(request.body) }, by));
    },
  );

  api.get(
    "/roles/:role",
    { config: { access: "read" }, schema: { params: ofRole, response: { 200: role } } },
    async (request, reply) =>
      tagged(reply, found(await roles.find(request.params.role, memberOf(request).organization), "role")),
  );

  api.patch(
    "/roles/:role",
    {
      config: { access: "recruit" },
      schema: {
        summary: "With `If-Match` only while it is as it was read: else 412, and nothing is changed",
        params: ofRole,
        headers: ifMatch,
        body: z.object({
          ...{ title: settings.title.optional(), pays: maybeLine(200).optional(), decider: maybeLine(120).optional() },
          ...{ days: days.optional(), ai_policy: z.enum(aiPolicies).optional() },
          ...{ keep_months: months.optional(), place: maybeLine(80).optional() },
          blind: z.boolean().optional(),
          ...rolePlanSent,
        }),
        response: { 200: role },
      },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      if (Object.keys(request.body).length === 0) throw new Problem("not-valid", "Say what is to be changed.");
      const given = Object.fromEntries(
        Object.entries({ ...request.body, ...payOf(request.body) }).filter(([, value]) => value !== undefined),
      );
      const read = versionRead(request.headers["if-match"]);
      const changed = found(await roles.changeAsRead(request.params.role, organization, given, { by, read }), "role");
      if (changed === "changed") {
        throw new Problem(
          "changed-meanwhile",
          "Someone saved this role after you opened it. Look at their changes first.",
        );
      }
      return tagged(reply, changed);
    },
  );

  for (const [word, open] of [
    ["close", false],
    ["open", true],
  ] as const) {
    api.post(
      `/roles/:role/${word}`,
      { config: { access: "recruit" }, schema: { params: ofRole, response: { 200: role } } },
      async (request) => {
        const { organization, id: by } = memberOf(request);
        return found(await roles.setOpen(request.params.role, organization, open, by), "role");
      },
    );
  }

  api.get(
    "/roles/:role/board",
    {
      config: { access: "read" },
      schema: { params: ofRole, response: { 200: z.object({ role, cards: z.array(card).readonly() }) } },
    },
    async (request) => {
      const { organization } = memberOf(request);
      const mine = found(await roles.find(request.params.role, organization), "role");
      return { role: mine, cards: await applications.cards(organization, { role: mine.id }) };
    },
  );

  const added = z.object({ added: z.array(id).readonly(), skipped: z.number() });

  api.post(
    "/roles/:role/candidates",
    {
      config: { access: "recruit" },
      schema: {
        params: ofRole,
        body: z.object({ people: z.array(person).min(1).max(1_000) }),
        response: { 201: added },
      },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const mine = found(await roles.find(request.params.role, organization), "role");
      const ids = await applications.add(mine.id, organization, request.body.people, by);
      return reply.code(201).send({ added: ids, skipped: request.body.people.length - ids.length });
    },
  );

  api.post(
    "/roles/:role/candidates/read",
    {
      config: { access: "recruit", echoes: true },
      schema: {
        params: ofRole,
        summary: "Reads people from a table (CSV, or pasted from a spreadsheet) without adding them yet",
        body: z.object({ text: z.string().min(1).max(1_000_000) }),
        response: { 200: z.object({ people: z.array(person) }) },
      },
    },
    async (request) => {
      found(await roles.find(request.params.role, memberOf(request).organization), "role");
      return { people: readPeople(request.body.text) };
    },
  );
}

/**
 * A table of people, with commas, semicolons or tabs, with a first line that names its columns or without: then the first
 * column is the name, and whatever looks like one is the email. @throws Problem `not-valid`, naming the line
 */
export function readPeople(text: string): z.infer<typeof person>[] {
  let rows: string[][];
  try {
    rows = parse(text, {
      ...{ bom: true, delimiter: [",", ";", "\t"], trim: true, skip_empty_lines: true, relax_column_count: true },
      relax_quotes: true,
    });
  } catch (error) {
    throw new Problem("not-valid", `The table can't be read: ${error instanceof Error ? error.message : ""}`);
  }
  const [first = [], ...rest] = rows;
  const heads = first.map((head) => head.toLowerCase());
  const columnOf = (...words: readonly string[]) =>
    heads.findIndex((head) => words.some((word) => head.includes(word)));
  const named = first.every((cell) => !cell.includes("@")) && columnOf("name") >= 0;
  const [name, mail, source] = named
    ? [columnOf("name"), columnOf("mail"), columnOf("source", "from", "where")]
    : [0, -1, -1];
  return (named ? rest : rows).map((cells, at) => {
    const guessed = cells.findIndex((cell) => cell.includes("@"));
    const read = person.safeParse({
      name: cells[name] ?? "",
      email: cells[mail < 0 && !named ? guessed : mail] ?? "",
      source: cells[source] ?? "",
    });
    if (read.success) return read.data;
    const line = at + (named ? 2 : 1);
    const fields = read.error.issues.map(({ path, message }) => ({
      path: `${String(line)}.${path.join(".")}`,
      message,
    }));
    throw new Problem("not-valid", `Please look at line ${String(line)} of the table.`, fields);
  });
}
