import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { findVariants, withWorkingCopy } from "@assay/bench/calibration";
import { makeTemporaryFolder, removeTemporaryFolder } from "@assay/bench/evaluation";
import { create } from "tar";
import { z } from "zod";
import type { Pack } from "../challenges/challenges.ts";
import type { Parts } from "../parts.ts";

/** Who is in a challenge's demo: code of the pack's own, under names that are made up. */
const samples = z.array(
  z.object({ name: z.string(), source: z.string(), work: z.string().regex(/^(samples|solutions|flawed)\/[\w-]+$/) }),
);

const byDemo = "demo";

/**
 * A role with sample candidates whose work is run for real, one after another: whoever comes first sees at once what
 * Assay does. Nothing where no challenge has samples.
 */
export async function makeDemo(parts: Parts, organization: string): Promise<void> {
  const pack = parts.challenges.all.find(({ folder }) => existsSync(demoOf(folder)));
  if (pack === undefined) return;
  const people = samples.parse(JSON.parse(await readFile(demoOf(pack.folder), "utf8")));
  const role = await parts.roles.make(
    organization,
    { title: "Backend developer", challenge: pack.id, is_demo: true },
    byDemo,
  );
  for (const { name, source, work } of people) {
    const [application] = await parts.applications.add(role.id, organization, [{ name, email: "", source }], byDemo);
    if (application === undefined) continue;
    const submission = await withArchive(pack, work, async (archive) =>
      parts.submissions.keep(
        { organization, application, name: `${basename(work)}.tar.gz`, kind: "final" },
        createReadStream(archive),
        byDemo,
      ),
    );
    await parts.evaluations.ask({ organization, submission: submission.id, challenge: pack.id }, byDemo);
  }
}

function demoOf(folder: string): string {
  return join(folder, "samples", "demo.json");
}

/** Gives `act` the path of an archive of the sample's code, and takes it away afterwards. */
async function withArchive<T>(pack: Pack, work: string, act: (archive: string) => Promise<T>): Promise<T> {
  const folder = await makeTemporaryFolder("demo-");
  const archive = join(folder, "submission.tar.gz");
  const packed = async (directory: string) => {
    const filter = (path: string) => !path.split("/").includes("node_modules");
    await create({ file: archive, gzip: true, cwd: directory, filter, portable: true }, ["."]);
    return act(archive);
  };
  try {
    const [kind = "", name = ""] = work.split("/");
    if (kind !== "flawed") return await packed(join(pack.folder, kind, name));
    const variant = (await findVariants(pack.folder)).find((one) => one.kind === "flawed" && one.name === name);
    if (variant === undefined) throw new Error(`the demo of ${pack.id} names ${work}, which is not there`);
    return await withWorkingCopy(variant, packed);
  } finally {
    await removeTemporaryFolder(folder);
  }
}
