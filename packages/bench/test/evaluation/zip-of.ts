import { readFile } from "node:fs/promises";
import { zip } from "../submission/archives.ts";

const programs = new URL("./submissions/", import.meta.url);

/** One of the small programs in `submissions`, as a zip that can be handed in. */
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
