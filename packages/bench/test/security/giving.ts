import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AssayError } from "../../src/errors/assay-error.ts";
import type { ErrorCode } from "../../src/errors/catalogue.ts";
import type { SandboxName } from "../../src/sandbox/driver.ts";
import { sourceReading } from "../../src/acquaintance/read-source.ts";
import type { Identified } from "../../src/submission/identify.ts";
import { install, installLimits, type InstallFact, type InstallLimits } from "../../src/submission/install.ts";
import { projectReading } from "../../src/submission/read-project.ts";
import { openSubmission, type OpenSubmission, type Received } from "../../src/submission/receive.ts";

/** Texts as they are, everything else as JSON. */
export type Files = Readonly<Record<string, string | Buffer | object>>;

/** Writes a project into a folder of the row's. */
export async function project(room: string, files: Files, name = "shop"): Promise<string> {
  const folder = join(room, name);
  await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    const isText = typeof content === "string" || Buffer.isBuffer(content);
    await writeFile(join(folder, path), isText ? content : JSON.stringify(content));
  }
  return folder;
}

/** Receives it as an evaluation does, in a folder that is for this alone. */
export async function received(path: string, room: string, name = "received"): Promise<Received> {
  return during(path, room, name, async ({ received }) => received);
}

async function during<T>(
  path: string,
  room: string,
  name: string,
  act: (submission: OpenSubmission) => Promise<T>,
): Promise<T> {
  await mkdir(join(room, name));
  const submission = await openSubmission(path, join(room, name, "app"));
  try {
    return await act(submission);
  } finally {
    await submission.reader.close();
  }
}

/** Receives it, and reads all that an evaluation and the application read of it before anything is run. */
export async function readWhole(path: string, room: string): Promise<Identified> {
  return during(path, room, "received", async ({ received, reader }) => {
    const { identified } = await reader.read(projectReading, received);
    await reader.read(sourceReading, received);
    return identified;
  });
}

/** Receives, identifies and installs it, as an evaluation does. */
export async function installed(
  path: string,
  { room, sandbox }: { readonly room: string; readonly sandbox: SandboxName },
  more: { readonly name?: string; readonly limits?: Partial<InstallLimits> } = {},
): Promise<{ readonly fact: InstallFact; readonly directory: string; readonly identified: Identified }> {
  return during(path, room, more.name ?? "received", async ({ received, reader }) => {
    const { directory } = received;
    const { identified } = await reader.read(projectReading, received);
    const fact = await install({ directory }, identified, {
      ...{ sandbox, reader, imageFolder: `${directory}.image` },
      limits: { ...installLimits, seconds: 120, ...more.limits },
    });
    return { fact, directory, identified };
  });
}

/** What is thrown must be one of these refusals, counted against the sender, and none of our own making. */
export async function refused(act: () => Promise<unknown>, ...codes: readonly ErrorCode[]): Promise<AssayError> {
  const error: unknown = await act().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error !== undefined, `it was taken, and not refused as ${codes.join(" or ")}`);
  if (!(error instanceof AssayError)) throw error as Error;
  const refusal = AssayError.from(error);
  assert.ok(
    codes.includes(refusal.code),
    `it was refused as ${refusal.code} (${refusal.message}), not as ${codes.join(" or ")}`,
  );
  return refusal;
}

/** Nothing is left of what was refused. */
export async function nothingReceived(room: string, name = "received"): Promise<void> {
  assert.deepEqual(await readdir(join(room, name)), []);
}

/** What each project that npm installs here is called, and needs. */
export const packageJson = { name: "shop", version: "1.0.0", main: "server.js", dependencies: { leaf: "1.0.0" } };

export const assayYaml = (...install: readonly string[]): string =>
  `start: node server.js\ninstall: ${JSON.stringify(install)}\n`;
