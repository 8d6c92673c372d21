import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { zip } from "../../../packages/bench/test/submission/archives.ts";

const programs = new URL("../../../packages/bench/test/evaluation/submissions/", import.meta.url);

/** Challenge packs of the tests' own: `act` takes a few seconds. */
export const quickChallenges = fileURLToPath(new URL("./challenges", import.meta.url));

/** One of the small programs that the bench's own tests run, as a zip that can be handed in. */
export async function zipOf(program: string): Promise<Buffer> {
  const content = async (name: string) => ({ path: name, content: await readFile(new URL(name, programs)) });
  return zip([
    { path: "package.json", content: JSON.stringify({ name: program, main: "index.cjs" }) },
    { ...(await content(`${program}.cjs`)), path: "index.cjs" },
    ...(await Promise.all(
      ["serve", "database", "hostile-text", "mysql"].map((name) => content(`support/${name}.cjs`)),
    )),
  ]);
}

/** A form as a browser sends it. */
export function formWith(archive: Buffer, name = "work.zip"): FormData {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(archive)]), name);
  return form;
}
