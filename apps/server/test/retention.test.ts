import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { leftOut, retentionQueue } from "@assay/store";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromBuffer, type Entry } from "yauzl";
import { openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
});
afterAll(() => office.close());

interface Somebody {
  readonly role: string;
  readonly application: string;
  readonly candidate: string;
  readonly file: string;
}

/** With work handed in, a question in the thread and a repository. */
async function somebody(name: string, role?: string): Promise<Somebody> {
  const { recruiter } = mine.people;
  const inRole =
    role ??
    ((await recruiter.ask("POST", "/roles", { title: "Backend", challenge: "login-system", keep_months: 6 })).body
      .id as string);
  const { added } = (await recruiter.ask("POST", `/roles/${inRole}/candidates`, { people: [{ name }] })).body;
  const application = added[0] as string;
  const form = new FormData();
  form.append("file", new Blob(["their whole work"]), "shop.zip");
  await recruiter.ask("POST", `/applications/${application}/submissions`, form);
  const { database } = office.parts;
  await database
    .insertInto("message")
    .values({ application_id: application, by_candidate: true, text: "May I use Redis?" })
    .execute();
  const { candidate_id: candidate } = await database
    .selectFrom("application")
    .select("candidate_id")
    .where("id", "=", application)
    .executeTakeFirstOrThrow();
  const { file_key } = await database
    .selectFrom("submission")
    .select("file_key")
    .where("application_id", "=", application)
    .executeTakeFirstOrThrow();
  return { role: inRole, application, candidate, file: join(office.data, "files", file_key) };
}

const decided = async ({ role, application }: Somebody, name: string, ago: string) => {
  await office.parts.database
    .insertInto("decision")
    .values({
      ...{ organization_id: mine.id, role_id: role, application_id: application, role_title: "Backend" },
      ...{ candidate_name: name, choice: "no", reason: "Another fitted better.", person_name: "The owner" },
    })
    .execute();
  await sql`UPDATE decision SET made_at = now() - ${ago}::interval WHERE application_id = ${application}`.execute(
    office.parts.database,
  );
};

const isThere = async (candidate: string) =>
  (await office.parts.database.selectFrom("candidate").select("id").where("id", "=", candidate).executeTakeFirst()) !==
  undefined;

/** As the schedule has it, by the queue. */
async function round(): Promise<void> {
  const { queue } = office.parts;
  const id = await queue.send(retentionQueue);
  for (let tries = 0; tries < 300; tries++) {
    const [job] = await queue.findJobs(retentionQueue, { id: id ?? "" });
    if (job?.state === "completed") return;
    await passed(100);
  }
  throw new Error("the round did not end");
}

describe("retention", () => {
  test("deletes who was decided on long enough ago, with code and thread, and nobody else", async () => {
    const over = await somebody("Jonas Weber");
    const recent = await somebody("Noor Haddad");
    const open = await somebody("Sam Keller");
    await decided(over, "Jonas Weber", "7 months");
    await decided(recent, "Noor Haddad", "5 months");
    expect(existsSync(over.file)).toBe(true);

    await round();
    expect(await Promise.all([over, recent, open].map(({ candidate }) => isThere(candidate)))).toEqual([
      false,
      true,
      true,
    ]);
    expect([over, recent, open].map(({ file }) => existsSync(file))).toEqual([false, true, true]);
    const { database } = office.parts;
    const left = await database
      .selectFrom("message")
      .select("id")
      .where("application_id", "=", over.application)
      .execute();
    expect(left).toEqual([]);
    const log = await database
      .selectFrom("audit")
      .select(["action", "actor"])
      .where("subject", "=", over.application)
      .where("actor", "=", "retention")
      .execute();
    expect(log).toContainEqual({ action: "candidate.deleted", actor: "retention" });
  });

  test("counts from the closing of a role where nobody decided, and not at all while it is open", async () => {
    const waiting = await somebody("Lena Brandt");
    await sql`UPDATE application SET made_at = now() - interval '9 years'`.execute(office.parts.database);
    await round();
    expect(await isThere(waiting.candidate)).toBe(true);
    await mine.people.recruiter.ask("POST", `/roles/${waiting.role}/close`);
    await round();
    expect(await isThere(waiting.candidate)).toBe(true);
    await sql`UPDATE role SET closed_at = now() - interval '7 months' WHERE id = ${waiting.role}`.execute(
      office.parts.database,
    );
    await round();
    expect(await isThere(waiting.candidate)).toBe(false);
  });

  test("leaves the decision until its own date, then erases it", async () => {
    const gone = await somebody("Ada Brook");
    await decided(gone, "Ada Brook", "1 month");
    const { recruiter } = mine.people;
    expect((await recruiter.ask("POST", `/candidates/${gone.candidate}/delete`, { name: "Ada Brook" })).status).toBe(
      204,
    );
    const decisions = () =>
      office.parts.database.selectFrom("decision").select("id").where("candidate_name", "=", "Ada Brook").execute();
    await round();
    expect(await decisions()).toHaveLength(1);
    await sql`UPDATE decision SET erase_at = now() WHERE candidate_name = 'Ada Brook'`.execute(office.parts.database);
    await round();
    expect(await decisions()).toHaveLength(0);
  });

  test("erases no decision before the data that it is about, also when a role is given more time later", async () => {
    const kept = await somebody("Theo Marsh");
    await decided(kept, "Theo Marsh", "7 months");
    const { database } = office.parts;
    await sql`UPDATE decision SET erase_at = now() WHERE application_id = ${kept.application}`.execute(database);
    await mine.people.recruiter.ask("PATCH", `/roles/${kept.role}`, { keep_months: 12 });
    const decisions = () =>
      database.selectFrom("decision").select("id").where("candidate_name", "=", "Theo Marsh").execute();
    await round();
    expect([await isThere(kept.candidate), await decisions()]).toEqual([true, [expect.anything()]]);
    await mine.people.recruiter.ask("PATCH", `/roles/${kept.role}`, { keep_months: 7 });
    await round();
    expect([await isThere(kept.candidate), await decisions()]).toEqual([false, []]);
  });

  test("is scheduled for every day", async () => {
    const schedules = await office.parts.queue.getSchedules();
    expect(schedules.filter(({ name }) => name === retentionQueue)).toMatchObject([{ cron: "23 2 * * *" }]);
  });

  test("tells whose data goes next, and what the law of some places says, with where it is written", async () => {
    const next = await somebody("Mia Stone");
    await decided(next, "Mia Stone", "170 days");
    const { body } = await mine.people.recruiter.ask("GET", "/retention");
    expect(body.leaving.map(({ name }: { name: string }) => name)).toContain("Mia Stone");
    expect(body.places.length).toBeGreaterThan(2);
    for (const { sources } of body.places) {
      expect(sources.length).toBeGreaterThan(0);
      for (const { url } of sources) expect(url).toMatch(/^https:\/\//);
    }
    const other = await office.organization("Somebody else");
    expect((await other.people.owner.ask("GET", "/retention")).body.leaving).toEqual([]);
  });
});

describe("a candidate", () => {
  test("is deleted by a person only with the name typed", async () => {
    const one = await somebody("Robin O’Hara");
    const { recruiter, reviewer } = mine.people;
    const path = `/candidates/${one.candidate}/delete`;
    expect((await reviewer.ask("POST", path, { name: "Robin O’Hara" })).status).toBe(403);
    const wrong = await recruiter.ask("POST", path, { name: "Robin" });
    expect([wrong.status, wrong.body.fields[0].path]).toEqual([400, "name"]);
    expect(await isThere(one.candidate)).toBe(true);
    expect((await recruiter.ask("POST", path, { name: "Robin O’Hara" })).status).toBe(204);
    expect([await isThere(one.candidate), existsSync(one.file)]).toEqual([false, false]);
    expect((await recruiter.ask("POST", path, { name: "Robin O’Hara" })).status).toBe(404);
  });

  test("breaks off as one file where somebody takes away what is still to come, and the server goes on", async () => {
    const one = await somebody("Noor Haddad");
    const start = join(office.parts.challenges.folder, "login-system/starters/node");
    await office.parts.repositories.make(one.application, start);
    await rm(join(office.parts.repositories.pathOf(one.application), "objects"), { recursive: true });
    const { recruiter } = mine.people;
    const answer = await fetch(`${office.url}/api/v1/candidates/${one.candidate}/export`, {
      headers: recruiter.headers,
    });
    await expect(answer.arrayBuffer()).rejects.toThrow("terminated");
    expect((await recruiter.ask("GET", `/applications/${one.application}`)).status).toBe(200);
  });

  test("leaves as one file that holds everything", async () => {
    const one = await somebody("Kim Lopez");
    const start = join(office.parts.challenges.folder, "login-system/starters/node");
    await office.parts.repositories.make(one.application, start);
    const answer = await fetch(`${office.url}/api/v1/candidates/${one.candidate}/export`, {
      headers: mine.people.recruiter.headers,
    });
    const files = await filesIn(Buffer.from(await answer.arrayBuffer()));
    const data = JSON.parse(files["data.json"]?.toString() ?? "") as Record<string, readonly Record<string, string>[]>;
    expect(data["candidate"]?.[0]?.["name"]).toBe("Kim Lopez");
    expect(data["message"]?.[0]?.["text"]).toBe("May I use Redis?");
    const submission = data["submission"]?.[0]?.["id"] ?? "";
    expect(files[`submissions/${submission}.zip`]?.toString()).toBe("their whole work");
    expect(files[`repositories/${one.application}.bundle`]?.subarray(0, 15).toString()).toContain("git bundle");

    // A table that is new must not be forgotten.
    const { rows } = await sql<{ table_name: string }>`
      SELECT DISTINCT table_name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name IN ('candidate_id', 'application_id', 'submission_id', 'evaluation_id')`.execute(
      office.parts.database,
    );
    const exported = [...Object.keys(data), ...leftOut];
    expect(rows.map(({ table_name }) => table_name).filter((table) => !exported.includes(table))).toEqual([]);
  });
});

function filesIn(zip: Buffer): Promise<Readonly<Record<string, Buffer>>> {
  return new Promise((resolve, reject) => {
    fromBuffer(zip, { lazyEntries: true }, (error, opened) => {
      if (error !== null) {
        reject(error);
        return;
      }
      const files: Record<string, Buffer> = {};
      opened.on("entry", (entry: Entry) => {
        opened.openReadStream(entry, (failed, stream) => {
          if (failed !== null) {
            reject(failed);
            return;
          }
          const parts: Buffer[] = [];
          stream.on("data", (part: Buffer) => parts.push(part));
          stream.on("end", () => {
            files[entry.fileName] = Buffer.concat(parts);
            opened.readEntry();
          });
        });
      });
      opened.on("end", () => resolve(files));
      opened.on("error", reject);
      opened.readEntry();
    });
  });
}
