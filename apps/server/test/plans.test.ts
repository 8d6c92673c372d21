import ICAL from "ical.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportCandidate } from "@assay/store";
import { roleWith, quickChallenges } from "./evaluated-work.ts";
import { client, openOffice, type Client, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
beforeAll(async () => {
  office = await openOffice({ challenges: quickChallenges });
  mine = await office.organization();
});
afterAll(() => office.close());

const item = {
  kind: "milestone",
  on_day: "2096-12-01",
  text: "It runs; really, it does",
  first: "Ask, then\ntry",
  seen: "",
};
const daysOf = ({ items }: { readonly items: readonly { readonly on_day: string }[] }) =>
  items.map(({ on_day }) => on_day);
const draftTimes = { starts_on: "2096-12-01", time_zone: "Europe/Berlin", at_time: "10:00" };
const draft = {
  ...draftTimes,
  items: [item, { kind: "check-in", on_day: "2097-07-06", text: "", first: "", seen: "" }],
};

const inYear = (days: number) => new Date(Date.UTC(2099, 11, 1 + days)).toISOString().slice(0, 10);

async function hired(choice = "hire"): Promise<string> {
  const { applications } = await roleWith(mine, 1);
  const application = String(applications[0]);
  const why = { choice, reason: "What weighed most is written down here." };
  await mine.people.recruiter.ask("POST", `/applications/${application}/decision`, why);
  return application;
}

async function planned(): Promise<{ application: string; plan: any }> {
  const application = await hired();
  const { status, body } = await mine.people.recruiter.ask("POST", `/applications/${application}/plan`, draft);
  expect(status).toBe(201);
  return { application, plan: body };
}

async function starterOf(application: string): Promise<{ starter: Client; id: string }> {
  const { body } = await mine.people.recruiter.ask("POST", `/applications/${application}/plan/links`);
  expect(body.link).toMatch(new RegExp(`^${office.url}/plan#[\\w-]{43}$`));
  const token = String(body.link).split("#")[1] ?? "";
  return { starter: client(office.url, { authorization: `Bearer ${token}` }), id: String(body.id) };
}

describe("a plan", () => {
  test("is made once, and only after an offer", async () => {
    const { application } = await planned();
    const { recruiter } = mine.people;
    expect((await recruiter.ask("POST", `/applications/${application}/plan`, draft)).body.code).toBe("not-now");
    const other = await hired("no");
    expect((await recruiter.ask("POST", `/applications/${other}/plan`, draft)).status).toBe(409);
    expect((await recruiter.ask("GET", `/applications/${other}/plan`)).body).toEqual({ plan: null });
  });

  test("refuses days and zones that there are not, saying which", async () => {
    const application = await hired();
    const wrong = {
      ...{ ...draft, time_zone: "Europe/Nowhere", at_time: "25:00", starts_on: "2026-02-31" },
      items: [{ ...item, text: " " }],
    };
    const { status, body } = await mine.people.recruiter.ask("POST", `/applications/${application}/plan`, wrong);
    expect(status).toBe(400);
    expect(body.fields.map(({ path }: any) => path).toSorted()).toEqual([
      ...["at_time", "items.0.text", "starts_on", "time_zone"],
    ]);
  });

  test("begins on a day that somebody can mean; another first day takes along what is not done", async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const { recruiter } = mine.people;
    const application = await hired();
    for (const starts_on of ["1999-01-04", day(-33)]) {
      const { status, body } = await recruiter.ask("POST", `/applications/${application}/plan`, {
        ...draft,
        starts_on,
      });
      expect([status, body.fields?.[0].path]).toEqual([400, "starts_on"]);
    }
    const made = {
      ...draft,
      starts_on: "2099-12-01",
      items: [0, 3, 12].map((on) => ({ ...item, on_day: inYear(on) })),
    };
    const { items } = (await recruiter.ask("POST", `/applications/${application}/plan`, made)).body;
    await recruiter.ask("PUT", `/plan-items/${String(items[1].id)}/done`, { done: true });
    const times = { time_zone: "Asia/Kolkata", at_time: "09:30" };
    const move = (starts_on: string) =>
      recruiter.ask("PUT", `/applications/${application}/plan/times`, { ...times, starts_on });
    expect((await move("1999-01-04")).status).toBe(400);
    const { body: moved } = await move("2099-12-08");
    expect(moved).toMatchObject({ ...times, starts_on: "2099-12-08" });
    expect(daysOf(moved)).toEqual([inYear(3), inYear(7), inYear(20)]);
    expect((await recruiter.ask("PUT", `/applications/${application}/plan/times`, times)).body.items).toEqual(
      moved.items,
    );
  });

  test("is moved, said in other words, struck and taken back in, and grows", async () => {
    const { application, plan } = await planned();
    const { recruiter } = mine.people;
    const [{ id }] = plan.items;
    const changed = { on_day: "2096-12-03", text: "It runs", first: "", seen: "Both saw it" };
    const put = (struck: boolean) => recruiter.ask("PUT", `/plan-items/${String(id)}`, { ...changed, struck });
    expect((await put(true)).body.items[0]).toMatchObject({ ...changed, struck_at: expect.any(String) });
    expect((await put(false)).body.items[0]).toMatchObject({ ...changed, struck_at: null });
    const added = await recruiter.ask("POST", `/applications/${application}/plan/items`, {
      ...item,
      on_day: "2096-12-02",
    });
    expect(daysOf(added.body)).toEqual(["2096-12-02", "2096-12-03", "2097-07-06"]);
    const times = { time_zone: "Asia/Kolkata", at_time: "09:30" };
    expect((await recruiter.ask("PUT", `/applications/${application}/plan/times`, times)).body).toMatchObject(times);
  });

  test("is ticked and written to by both sides, each seeing whose it is; a reader only reads", async () => {
    const { application, plan } = await planned();
    const { starter } = await starterOf(application);
    const { reviewer, reader } = mine.people;
    // That there is a plan says what was decided.
    expect((await reviewer.ask("GET", `/applications/${application}/plan`)).body.code).toBe("not-now");
    await reviewer.ask("PUT", `/applications/${application}/rating`, { scores: { "solves-problems": 4 } });
    const [milestone, checkIn] = plan.items;
    const ticked = await starter.ask("PUT", `/plan/items/${String(milestone.id)}/done`, { done: true });
    expect(ticked.body.plan.items[0]).toMatchObject({ done_by: "starter" });
    await starter.ask("POST", `/plan/items/${String(checkIn.id)}/lines`, { text: "It went well." });
    const { body } = await reviewer.ask("POST", `/plan-items/${String(checkIn.id)}/lines`, { text: "I think so too." });
    expect(body.items[1].lines.map(({ by, text }: any) => [by, text])).toEqual([
      ...[
        ["starter", "It went well."],
        ["hirer", "I think so too."],
      ],
    ]);
    expect(
      (await reviewer.ask("PUT", `/plan-items/${String(milestone.id)}/done`, { done: false })).body.items[0],
    ).toMatchObject({ done_at: null, done_by: null });
    expect((await reader.ask("PUT", `/plan-items/${String(milestone.id)}/done`, { done: true })).status).toBe(403);
    // Whose plan it is, and no more than that: nothing of how it came to the offer.
    expect(Object.keys((await starter.ask("GET", "/plan")).body)).toEqual(["name", "organization", "plan"]);
  });

  test("opens by its own link alone, until the link is taken back", async () => {
    const { application } = await planned();
    const { plan: others } = await planned();
    const { starter, id } = await starterOf(application);
    expect((await starter.ask("PUT", `/plan/items/${String(others.items[0].id)}/done`, { done: true })).status).toBe(
      404,
    );
    expect((await client(office.url).ask("GET", "/plan")).status).toBe(401);
    const kept = await office.parts.database.selectFrom("plan_link").selectAll().where("id", "=", id).execute();
    expect(JSON.stringify(kept)).not.toContain(starter.headers["authorization"]?.split(" ")[1]);
    expect((await mine.people.recruiter.ask("DELETE", `/plan-links/${id}`)).status).toBe(204);
    for (const path of ["/plan", "/plan/calendar"]) expect((await starter.ask("GET", path)).status).toBe(401);
    expect((await mine.people.recruiter.ask("GET", `/applications/${application}/plan/links`)).body).toEqual([]);
  });

  test("is gone with the candidate, and in the export with what both wrote", async () => {
    const { application, plan } = await planned();
    const { recruiter } = mine.people;
    await recruiter.ask("POST", `/plan-items/${String(plan.items[1].id)}/lines`, { text: "A line." });
    await starterOf(application);
    const { candidate_id } = (await recruiter.ask("GET", `/applications/${application}`)).body;
    const all = await exportCandidate(office.parts.database, String(candidate_id), mine.id);
    expect(all?.data).toMatchObject({ plan: [draftTimes], plan_line: [{ text: "A line.", by: "hirer" }] });
    expect(all?.data["plan_item"]).toHaveLength(draft.items.length);
    expect(all?.data).not.toHaveProperty("plan_link");
    await office.parts.deletion.deleteCandidate(String(candidate_id), mine.id, "retention");
    for (const table of ["plan", "plan_item", "plan_line", "plan_link"] as const) {
      const left = await office.parts.database
        .selectFrom(table)
        .select("application_id")
        .where("application_id", "=", application)
        .execute();
      expect(left, table).toEqual([]);
    }
  });
});

describe("its calendar file", () => {
  test("shows no name to who may not see it yet, also where a line of it is broken in two", async () => {
    const { recruiter, owner } = mine.people;
    const name = "Maximiliane Wolkenstein-Hohenfels von und zu Grünberg-Lichtenstein auf Schönau";
    const { body } = await recruiter.ask("POST", "/roles", {
      ...{ title: "Blind", challenge: "challenge", blind: true, pays: "100 euros" },
    });
    const { added } = (await recruiter.ask("POST", `/roles/${String(body.id)}/candidates`, { people: [{ name }] }))
      .body;
    const application = String(added[0]);
    await recruiter.ask("POST", `/applications/${application}/open-name`);
    const why = { choice: "hire", reason: "What weighed most is written down here." };
    await recruiter.ask("POST", `/applications/${application}/decision`, why);
    await recruiter.ask("POST", `/applications/${application}/plan`, draft);
    // Who decided too may read the plan, and not the name.
    await owner.ask("POST", `/applications/${application}/decision`, why);
    const read = async (who: Client) => {
      const { status, text } = await who.ask("GET", `/applications/${application}/plan/calendar`);
      expect(status).toBe(200);
      return text.replaceAll("\r\n ", "");
    };
    expect(await read(recruiter)).toContain(`Check-in: ${name}`);
    expect(await read(owner)).not.toMatch(/Maximiliane|Wolkenstein|Lichtenstein|Schönau/);
  });

  test("is read by another program: days as days, check-ins as moments on the right clocks, nothing that was struck", async () => {
    const { application, plan } = await planned();
    const { recruiter } = mine.people;
    const added = await recruiter.ask("POST", `/applications/${application}/plan/items`, { ...item, text: "Struck" });
    const struck = added.body.items.find(({ text }: any) => text === "Struck");
    await recruiter.ask("PUT", `/plan-items/${String(struck.id)}`, {
      ...{ on_day: item.on_day, text: "Struck", first: "", seen: "", struck: true },
    });
    const { starter } = await starterOf(application);
    for (const [who, path] of [
      [recruiter, `/applications/${application}/plan/calendar`],
      [starter, "/plan/calendar"],
    ] as const) {
      const answer = await who.ask("GET", path);
      expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
      const calendar = new ICAL.Component(ICAL.parse(answer.text) as unknown[]);
      const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
      expect(events.map(({ uid }) => uid)).toEqual(plan.items.map(({ id }: any) => id));
      const [milestone, checkIn] = events;
      expect([milestone?.startDate.isDate, milestone?.startDate.toString()]).toEqual([true, "2096-12-01"]);
      expect(milestone?.summary).toBe(item.text);
      expect(milestone?.description).toBe(item.first);
      // In summer, Berlin is two hours before UTC.
      expect(checkIn?.startDate.toJSDate().toISOString()).toBe("2097-07-06T08:00:00.000Z");
      expect(checkIn?.duration.toString()).toBe("PT30M");
    }
  });
});
