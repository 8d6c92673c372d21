import { parse } from "csv-parse/sync";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { byCookie, openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
const many = 1_203;
beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
  // Many in one moment: pages must neither lose nor repeat any.
  await sql`
    INSERT INTO audit (organization_id, actor, action, subject, details, at)
    SELECT ${mine.id}, ${mine.people.owner.id}, 'role.changed', n::text, '{}', now() - interval '1 day'
    FROM generate_series(1, ${many}) AS n`.execute(office.parts.database);
});
afterAll(() => office.close());

describe("the audit log", () => {
  test("is read page by page, newest first, with names, losing and repeating nothing", async () => {
    const { owner } = mine.people;
    await (await byCookie(office, owner)).ask("POST", "/tokens", { name: "the newest" });
    const seen: string[] = [];
    let before = "";
    for (let pages = 0; pages < 20; pages++) {
      const { body } = await owner.ask("GET", `/audit?limit=200${before}`);
      seen.push(...body.entries.map(({ id }: { id: string }) => id));
      if (pages === 0) {
        expect(body.entries[0]).toMatchObject({ action: "token.made", actor_name: "The owner" });
      }
      if (body.next === null) break;
      before = `&before=${encodeURIComponent(body.next)}`;
    }
    expect(seen).toHaveLength(many + 1);
    expect(new Set(seen).size).toBe(many + 1);
  });

  test("leaves as one JSON object a line", async () => {
    const { text, headers } = await mine.people.owner.ask("GET", "/audit/export?format=ndjson");
    expect(headers.get("content-disposition")).toContain("audit-log.ndjson");
    const rows = text.trimEnd().split("\n");
    expect(rows).toHaveLength(many + 1);
    expect(JSON.parse(rows[0] ?? "")).toMatchObject({ action: "token.made", details: { name: "the newest" } });
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])("leaves %j as text for spreadsheets", async (name) => {
    await office.parts.database.updateTable("user").set({ name }).where("id", "=", mine.people.owner.id).execute();
    const { text, headers } = await mine.people.owner.ask("GET", "/audit/export");
    expect(headers.get("content-type")).toContain("text/csv");
    const rows = parse<Record<string, string>>(text, { columns: true, bom: true });
    expect(rows).toHaveLength(many + 1);
    expect(rows[0]?.["actor_name"]).toBe(`'${name}`);
  });

  test("of another organization is not in it", async () => {
    const other = await office.organization("Somebody else");
    expect((await other.people.owner.ask("GET", "/audit")).body.entries).toEqual([]);
    expect((await other.people.owner.ask("GET", "/audit/export?format=ndjson")).text).toBe("");
  });

  test("takes no place that is none", async () => {
    expect((await mine.people.owner.ask("GET", "/audit?before=yesterday")).status).toBe(400);
  });
});
