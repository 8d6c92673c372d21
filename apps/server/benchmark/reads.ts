import type { Office, Organization } from "../test/office.ts";
import { manyCandidates } from "./made-up-work.ts";

const rounds = 40;

/** Milliseconds. */
export interface ReadMeasurement {
  /** Whether every name is hidden from whoever reads: each answer is looked through for names. */
  readonly blind: boolean;
  readonly path: string;
  readonly median: number;
  readonly p95: number;
}

/** How long reads take with 10,000 candidates and 100,000 results, one after the other, over a real connection. */
export async function measureReads(office: Office, organization: Organization): Promise<readonly ReadMeasurement[]> {
  await manyCandidates(office.parts.database, organization.id);
  const { database } = office.parts;
  const { reader, recruiter } = organization.people;
  const role = await database.selectFrom("role").select("id").limit(1).executeTakeFirstOrThrow();
  const application = await database
    .selectFrom("application")
    .select("id")
    .where("role_id", "=", role.id)
    .executeTakeFirstOrThrow();
  const evaluation = await database.selectFrom("evaluation").select("id").limit(1).executeTakeFirstOrThrow();
  await database
    .updateTable("evaluation")
    .set({ result: JSON.stringify(madeUpResult) })
    .where("id", "=", evaluation.id)
    .execute();
  const paths = [
    ...["/me", "/home", "/roles", "/challenges", `/roles/${role.id}`, `/roles/${role.id}/board`],
    ...[`/applications/${application.id}`, `/applications/${application.id}/evaluations`],
    ...[`/evaluations/${evaluation.id}`, `/evaluations/${evaluation.id}/result`],
  ];
  const measured: ReadMeasurement[] = [];
  for (const [blind, path] of [true, false].flatMap((each) => paths.map((one) => [each, one] as const))) {
    if (path === paths[0]) await database.updateTable("role").set({ blind }).execute();
    const times: number[] = [];
    for (let round = -10; round < rounds; round++) {
      const started = performance.now();
      // Each asks no more often than anybody may.
      const { status } = await (blind ? reader : recruiter).ask("GET", path);
      if (status !== 200) throw new Error(`GET ${path} answered ${String(status)}`);
      if (round >= 0) times.push(performance.now() - started);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
    measured.push({ blind, path: path.replaceAll(/[0-9a-f-]{36}/g, "…"), median: at(0.5), p95: at(0.95) });
  }
  return measured;
}

/** About as large as a real one of the login system. */
const madeUpResult = {
  version: 1,
  checks: Array.from({ length: 100 }, (_, at) => ({
    ...{ id: `check-${String(at)}`, area: "secure", outcome: "pass", facts: { tried: 8 } },
    exchanges: Array.from({ length: 6 }, (__, number) => ({ number, status: 200, body: "x".repeat(80) })),
  })),
};
