import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { workerEnvironment } from "../src/worker-environment.ts";
import { client, type Client, type Office, type Organization } from "./office.ts";

/** The tests' own challenge: a few checks that take seconds, one of which candidates may try. */
export const quickChallenges = fileURLToPath(new URL("../../../packages/bench/test/evaluation", import.meta.url));
export const quickChallenge = "challenge";

const workerProgram = fileURLToPath(new URL("../../worker/src/main.ts", import.meta.url));

/** Somebody who was invited, with their link. */
export interface Invited {
  readonly application: string;
  readonly role: string;
  readonly token: string;
  /** Asks by the link. */
  readonly who: Client;
}

export async function invited(
  office: Office,
  { people }: Organization,
  {
    challenge = quickChallenge,
    agreed = true,
    ...role
  }: { readonly challenge?: string; readonly agreed?: boolean; readonly days?: number; readonly decider?: string } = {},
): Promise<Invited> {
  const { recruiter } = people;
  const made = await recruiter.ask("POST", "/roles", { title: "Backend developer", challenge, pays: "€150", ...role });
  const id = made.body.id as string;
  const { body } = await recruiter.ask("POST", `/roles/${id}/candidates`, { people: [{ name: "Jonas Weber" }] });
  const application = String(body.added[0]);
  const { link } = (await recruiter.ask("POST", `/applications/${application}/invite`, {})).body;
  const token = String(link).split("#")[1] ?? "";
  const who = client(office.url, { authorization: `Bearer ${token}` });
  if (agreed) {
    const { status, text } = await who.ask("POST", "/portal/agree", { understood: true });
    if (status !== 200) throw new Error(`agreeing was answered with ${text}`);
  }
  return { application, role: id, token, who };
}

/** A real worker, in a process of its own. @returns what ends it */
export function startWorker(
  { workerDatabaseUrl, data }: Office,
  challenges: string,
  more: Readonly<Record<string, string>> = {},
): () => Promise<void> {
  const worker = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", workerProgram], {
    env: {
      ...workerEnvironment(process.env, { storage: `${data}/files`, challenges, databaseUrl: workerDatabaseUrl }),
      ...more,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return async () => {
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    if (worker.exitCode === null && worker.kill("SIGTERM")) await ended;
  };
}
