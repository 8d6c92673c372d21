import { SMTPServer } from "smtp-server";
import PostalMime, { type Email } from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Evaluation } from "@assay/bench/evaluation";
import { exportCandidate } from "@assay/store";
import { evaluatedWork, quickChallenges, realEvaluation, roleWith } from "./evaluated-work.ts";
import { client, openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
let crashed: Evaluation;
let mailServer: SMTPServer;
let isMailRefused = false;
const received: Email[] = [];

beforeAll(async () => {
  mailServer = new SMTPServer({
    ...{ disableReverseLookup: true, authOptional: true, disabledCommands: ["STARTTLS"] },
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        if (isMailRefused) {
          done(new Error("not today"));
          return;
        }
        void PostalMime.parse(Buffer.concat(parts)).then((mail) => {
          received.push(mail);
          done();
        });
      });
    },
  });
  await new Promise<void>((resolve) => mailServer.listen(0, "127.0.0.1", resolve));
  const { port } = mailServer.server.address() as { readonly port: number };
  const mail = { url: `smtp://127.0.0.1:${String(port)}`, from: "Assay <assay@marlow.example.com>" };
  office = await openOffice({ challenges: quickChallenges, mail });
  mine = await office.organization();
  crashed = await realEvaluation("crash");
}, 180_000);
afterAll(async () => {
  await Promise.all([office.close(), new Promise<void>((resolve) => mailServer.close(resolve))]);
});

const why = { reason: "What weighed most is written down here." };

async function decided(choice: "hire" | "no" | "ask-for-a-fix", count = 1, email = "") {
  const { recruiter } = mine.people;
  const { role, applications } = await roleWith(mine, count);
  for (const application of applications) {
    await recruiter.ask("POST", `/applications/${application}/decision`, { choice, ...why });
    if (email !== "") {
      await office.parts.database
        .updateTable("candidate")
        .set({ email })
        .where("id", "=", (await recruiter.ask("GET", `/applications/${application}`)).body.candidate_id)
        .execute();
    }
  }
  return { role, applications, application: applications[0] ?? "" };
}

const owedIn = async (role: string) =>
  (await mine.people.recruiter.ask("GET", "/letters/owed")).body.filter((one: any) => one.role_id === role);

const written = { kind: "no", subject: "What we decided", text: "Hello,\n\nthank you for your time." };

describe("a letter", () => {
  test("is owed to everybody about whom it was decided, by code name, until it is sent", async () => {
    const { role, applications } = await decided("no", 3);
    const owed = await owedIn(role);
    expect(owed.map(({ application }: any) => application)).toEqual(applications);
    const names = owed.map(({ code_name }: any) => code_name);
    expect(names).toEqual(names.toSorted());
    const { recruiter } = mine.people;
    const path = `/applications/${String(applications[1])}/letter`;
    // A draft is no letter.
    await recruiter.ask("PUT", path, written);
    expect(await owedIn(role)).toHaveLength(3);
    expect((await recruiter.ask("POST", `${path}/send`, { ...written, how: "by-hand" })).status).toBe(201);
    expect((await owedIn(role)).map(({ application }: any) => application)).toEqual([applications[0], applications[2]]);
  });

  test("is owed again after another decision, and to nobody whose decision was undone", async () => {
    const { role, application } = await decided("no");
    const { recruiter } = mine.people;
    await recruiter.ask("POST", `/applications/${application}/letter/send`, { ...written, how: "by-hand" });
    const { body } = await recruiter.ask("POST", `/applications/${application}/decision`, { choice: "hire", ...why });
    expect(await owedIn(role)).toMatchObject([{ application, choice: "hire" }]);
    await recruiter.ask("POST", `/decisions/${String(body.id)}/undo`);
    expect(await owedIn(role)).toEqual([]);
    const refused = await recruiter.ask("PUT", `/applications/${application}/letter`, written);
    expect([refused.status, refused.body.code]).toEqual([409, "not-now"]);
  });

  test("goes out by mail, answers come to whoever wrote it, and both sides see it in the thread", async () => {
    const { application } = await decided("no", 1, "noor@x.example.com");
    const { recruiter } = mine.people;
    const { token } = await office.parts.applications.invite(application, mine.id, recruiter.id);
    const sent = await recruiter.ask("POST", `/applications/${application}/letter/send`, { ...written, how: "mail" });
    expect(sent.body).toMatchObject({ how: "mail", person_name: "The recruiter" });
    const mail = received.at(-1);
    expect(mail?.subject).toBe(written.subject);
    expect(mail?.text?.trim()).toBe(written.text);
    expect(mail?.to).toMatchObject([{ address: "noor@x.example.com" }]);
    expect(mail?.replyTo?.[0]?.address).toMatch(/^recruiter-/);
    const candidate = client(office.url, { authorization: `Bearer ${token}` });
    for (const path of ["/portal/messages", `/applications/${application}/messages`]) {
      const who = path.startsWith("/portal") ? candidate : recruiter;
      expect((await who.ask("GET", path)).body).toMatchObject([{ text: written.text, by_candidate: false }]);
    }
    // What went out can't be called back.
    const again = await recruiter.ask("POST", `/letters/${String(sent.body.id)}/unmark`);
    expect([again.status, again.body.code]).toEqual([409, "not-now"]);
  });

  test("that no mail server takes is kept as a draft, and nobody is told that it was sent", async () => {
    const { role, application } = await decided("no", 1, "noor@x.example.com");
    const { recruiter } = mine.people;
    isMailRefused = true;
    const refused = await recruiter.ask("POST", `/applications/${application}/letter/send`, {
      ...written,
      how: "mail",
    });
    isMailRefused = false;
    expect([refused.status, refused.body.code]).toEqual([409, "not-now"]);
    expect((await recruiter.ask("GET", `/applications/${application}/letters`)).body).toMatchObject([
      { ...written, sent_at: null, how: null },
    ]);
    expect((await recruiter.ask("GET", `/applications/${application}/messages`)).body).toEqual([]);
    expect(await owedIn(role)).toHaveLength(1);
  });

  test("that was marked by hand is a draft again when it was not sent", async () => {
    const { role, application } = await decided("no");
    const { recruiter } = mine.people;
    const { body } = await recruiter.ask("POST", `/applications/${application}/letter/send`, {
      ...{ ...written, how: "by-hand" },
    });
    expect((await recruiter.ask("POST", `/letters/${String(body.id)}/unmark`)).body).toMatchObject({ sent_at: null });
    expect(await owedIn(role)).toHaveLength(1);
    expect((await recruiter.ask("POST", `/letters/${String(body.id)}/unmark`)).body.code).toBe("already-done");
  });

  test("is in the log without what it says, in the export, and gone with the candidate", async () => {
    const { application } = await decided("no");
    const { recruiter, owner } = mine.people;
    await recruiter.ask("POST", `/applications/${application}/letter/send`, { ...written, how: "by-hand" });
    const log = (await owner.ask("GET", "/audit?limit=200")).text;
    expect(log).toContain("letter.sent");
    expect(log).not.toContain("thank you for your time");
    const { candidate_id } = (await recruiter.ask("GET", `/applications/${application}`)).body;
    const all = await exportCandidate(office.parts.database, String(candidate_id), mine.id);
    expect(all?.data["letter"]).toMatchObject([{ text: written.text, how: "by-hand" }]);
    await office.parts.deletion.deleteCandidate(String(candidate_id), mine.id, "retention");
    const left = await office.parts.database
      .selectFrom("letter")
      .select("id")
      .where("application_id", "=", application)
      .execute();
    expect(left).toEqual([]);
  });
});

describe("what was found, in words", () => {
  test("is the report’s, worst first, and reading it opens no report", async () => {
    const { applications } = await roleWith(mine, 1);
    const application = applications[0] ?? "";
    const evaluation = await evaluatedWork(office, mine, application, crashed);
    const { recruiter } = mine.people;
    const { body } = await recruiter.ask("GET", `/applications/${application}/in-words`);
    expect(body.is_tested).toBe(true);
    const failed = crashed.result.checks.filter(({ outcome, because }) => outcome === "fail" && because === undefined);
    expect(body.failures.map(({ id }: any) => id).toSorted()).toEqual(failed.map(({ id }) => id).toSorted());
    const opened = await office.parts.database
      .selectFrom("report_opening")
      .select("person_id")
      .where("evaluation_id", "=", evaluation)
      .execute();
    expect(opened).toEqual([]);
  });

  test("says of what a person took back that it no longer counts", async () => {
    const { applications, role } = await roleWith(mine, 1);
    const application = applications[0] ?? "";
    const evaluation = await evaluatedWork(office, mine, application, crashed);
    const { recruiter } = mine.people;
    const read = async () => (await recruiter.ask("GET", `/applications/${application}/in-words`)).body;
    const [failure] = (await read()).failures;
    if (failure === undefined) throw new Error("nothing failed that could be overruled");
    await office.parts.overrules.make({
      ...{
        organization: mine.id,
        evaluation,
        role,
        check: failure.id,
        outcome: "pass",
        reason: "The brief allows it.",
      },
      ...{ reach: { of: "role" }, by: { id: recruiter.id, name: "The recruiter" } },
    });
    const after = await read();
    expect(after.failures.map(({ id }: any) => id)).not.toContain(failure.id);
    expect(after.taken_back).toMatchObject([{ id: failure.id }]);
  });

  test("is empty where nothing was tested", async () => {
    const { applications } = await roleWith(mine, 1);
    const { body } = await mine.people.recruiter.ask("GET", `/applications/${String(applications[0])}/in-words`);
    expect(body).toMatchObject({ is_tested: false, failures: [], strengths: [], musts: [], taken_back: [] });
  });
});
