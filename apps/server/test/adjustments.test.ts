import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { invited, quickChallenges } from "./invited.ts";
import { openOffice, type Client, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
beforeAll(async () => {
  office = await openOffice({ challenges: quickChallenges });
  mine = await office.organization();
});
afterAll(() => office.close());

describe("a request for another way", () => {
  const asked = async (text: string) => {
    const candidate = await invited(office, mine, { days: 7 });
    await candidate.who.ask("POST", "/portal/more-time", { text });
    const { body } = await mine.people.recruiter.ask("GET", `/applications/${candidate.application}/adjustments`);
    const path = `/applications/${candidate.application}/adjustments/${String(body.at(-1).id)}/answer`;
    return { ...candidate, path };
  };
  const needsOf = async (who: Client, application: string) =>
    (await who.ask("GET", "/home")).body.needs
      .filter((need: { application: string }) => need.application === application)
      .map(({ kind, text }: { kind: string; text: string }) => [kind, text]);
  const pageOf = async (who: Client) => (await who.ask("GET", "/portal")).body;

  test("needs those who run the role until one of them answers, and nobody who only rates", async () => {
    const { application, path, who } = await asked("May I explain it in a call instead?");
    const { recruiter, reviewer, owner } = mine.people;
    const waiting = [["adjustment", "May I explain it in a call instead?"]];
    expect(await needsOf(recruiter, application)).toEqual(waiting);
    expect(await needsOf(owner, application)).toEqual(waiting);
    expect(await needsOf(reviewer, application)).toEqual([]);
    expect((await reviewer.ask("POST", path, { text: "Yes." })).status).toBe(403);
    expect((await recruiter.ask("POST", path, {})).status).toBe(400);
    expect((await recruiter.ask("POST", path, { text: "Yes, on Monday at ten." })).status).toBe(200);
    expect((await owner.ask("POST", path, { text: "No." })).body.code).toBe("already-done");
    expect(await needsOf(recruiter, application)).toEqual([]);
    expect((await pageOf(who)).more_time.requests).toMatchObject([
      { text: "May I explain it in a call instead?", answer: "Yes, on Monday at ten.", answered_by: "The recruiter" },
    ]);
  });

  test("that is answered with days moves the due date, and back when that is undone", async () => {
    const { path, who, application } = await asked("Another two weeks, please.");
    const before = Date.parse((await pageOf(who)).due_at);
    await mine.people.recruiter.ask("POST", path, { days: 10 });
    expect(Date.parse((await pageOf(who)).due_at) - before).toBe(10 * 24 * 3_600_000);
    expect((await mine.people.recruiter.ask("DELETE", path)).status).toBe(200);
    expect(Date.parse((await pageOf(who)).due_at)).toBe(before);
    expect(await needsOf(mine.people.recruiter, application)).toEqual([["adjustment", "Another two weeks, please."]]);
    expect((await mine.people.recruiter.ask("DELETE", path)).body.code).toBe("already-done");
  });

  test("after the due date gives days from now, and undoing puts the old date back", async () => {
    const { path, who, application } = await asked("I was ill.");
    const past = new Date(Date.now() - 5 * 24 * 3_600_000);
    await office.parts.database
      .updateTable("application")
      .set({ due_at: past })
      .where("id", "=", application)
      .execute();
    await mine.people.recruiter.ask("POST", path, { days: 2 });
    expect(Date.parse((await pageOf(who)).due_at)).toBeGreaterThan(Date.now() + 1.9 * 24 * 3_600_000);
    await mine.people.recruiter.ask("DELETE", path);
    expect((await pageOf(who)).due_at).toBe(past.toISOString());
  });

  test("is heard of by the candidate's open page as soon as it is answered, until the link is revoked", async () => {
    const { application, path, token } = await asked("May I call instead?");
    const { recruiter } = mine.people;
    const { body } = await fetch(`${office.url}/api/v1/portal/changes`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    if (reader === undefined) throw new Error("there is no stream");
    /** Comments are only said to keep the connection. */
    const next = async (): Promise<string | undefined> => {
      const { done, value } = await reader.read();
      if (done) return undefined;
      return /^event: (\w+)$/m.exec(value)?.[1] ?? next();
    };
    await recruiter.ask("POST", path, { text: "Yes." });
    expect(await next()).toBe("changed");
    await recruiter.ask("POST", `/applications/${application}/messages`, { text: "At ten?" });
    expect(await next()).toBe("changed");
    await recruiter.ask("DELETE", `/applications/${application}/link`);
    expect([await next(), await next()]).toEqual(["changed", undefined]);
  });

  test("of time alone that was given at once needs nobody", async () => {
    const { application } = await asked("");
    expect(await needsOf(mine.people.recruiter, application)).toEqual([]);
  });
});
