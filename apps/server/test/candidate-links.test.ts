import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { invited, quickChallenges } from "./invited.ts";
import { client, openOffice, type Client, type Office, type Organization } from "./office.ts";
import { formWith, zipOf } from "./submission.ts";

let office: Office;
let mine: Organization;
beforeAll(async () => {
  office = await openOffice({ challenges: quickChallenges });
  mine = await office.organization();
});
afterAll(() => office.close());

describe("a candidate's link", () => {
  const page = async (who: Client) => {
    const { status, body } = await who.ask("GET", "/portal");
    return [status, body.code];
  };

  test("ends when a new one is made, and the page says what to do", async () => {
    const { who, application } = await invited(office, mine);
    const { link } = (await mine.people.recruiter.ask("POST", `/applications/${application}/invite`, {})).body;
    const again = client(office.url, { authorization: `Bearer ${String(link).split("#")[1] ?? ""}` });
    expect(await page(who)).toEqual([401, "link-revoked"]);
    expect((await who.ask("GET", "/portal")).body.detail).toBe(
      "It was replaced or revoked. Use the newest link that Marlow & Fern sent you, or ask them for a new one. Nothing you sent is lost.",
    );
    expect((await who.ask("POST", "/portal/submissions", formWith(await zipOf("honest"), "shop.zip"))).status).toBe(
      401,
    );
    expect(await page(again)).toEqual([200, undefined]);
  });

  test("is revoked by those who run the role alone, until they make a new one", async () => {
    const { who, application } = await invited(office, mine);
    const { recruiter, reviewer } = mine.people;
    expect((await reviewer.ask("DELETE", `/applications/${application}/link`)).status).toBe(403);
    expect(await page(who)).toEqual([200, undefined]);
    expect((await recruiter.ask("GET", `/applications/${application}`)).body.link_made_at).not.toBe(null);
    expect((await recruiter.ask("DELETE", `/applications/${application}/link`)).status).toBe(204);
    expect(await page(who)).toEqual([401, "link-revoked"]);
    expect((await recruiter.ask("GET", `/applications/${application}`)).body.link_made_at).toBe(null);
  });

  test("of two that are made at once leaves one open", async () => {
    const { application } = await invited(office, mine);
    const { recruiter } = mine.people;
    const both = await Promise.all(
      [1, 2, 3].map(() => recruiter.ask("POST", `/applications/${application}/invite`, {})),
    );
    const open = await Promise.all(
      both.map(({ body }) =>
        page(client(office.url, { authorization: `Bearer ${String(body.link).split("#")[1] ?? ""}` })),
      ),
    );
    expect(open.filter(([status]) => status === 200)).toHaveLength(1);
  });
});
