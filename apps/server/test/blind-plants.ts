import { client, type Client, type Office } from "./office.ts";
import { zip } from "../../../packages/bench/test/submission/archives.ts";

export const name = "Zdeňka Quillfeather";

/** What tells who somebody is: one in each place that it can hide in, each like no other. */
export const plants = {
  email: "zq.feather@mail.example.com",
  source: "Canarymarket",
  rate: 7431.17,
  stars: 9_876_543,
  starsWhere: "Starwhere",
  similar: "https://portfolio.example.com/hoopoe",
  gitName: "Nightjar Kestrelson",
  gitEmail: "nightjar84@mail.example.com",
  packageAuthor: "Pepper Lapwing",
  readme: "Ruddy Turnstone",
  licence: "Corny Corncrake",
  fileName: "zdenka-quillfeather-shop",
  fileInside: "lib/quillfeather-helper.js",
  note: "My friend calls me Zdenka Q.",
  thread: "Hello, Zdenka here. My site is zdenkaquillfeather.example.com",
  comment: "Zdeňka did this well, better than most.",
  log: "started by z.quillfeather in /home/zdenka",
  answer: "QuillfeatherZdenkaShop",
} as const;

/** By plant, what would give it away in a text, however it is written. */
export const signs: Readonly<Record<string, RegExp>> = {
  email: /zq\.feather/i,
  source: /canarymarket/i,
  rate: /7431\.17/,
  stars: /9876543/,
  starsWhere: /starwhere/i,
  similar: /hoopoe/i,
  gitName: /kestrelson/i,
  gitEmail: /nightjar/i,
  packageAuthor: /lapwing/i,
  readme: /turnstone/i,
  licence: /corncrake/i,
  fileName: /zde.{0,6}ka-quill/i,
  fileInside: /quillfeather-helper/i,
  note: /calls me zde/i,
  thread: /zdenka here/i,
  comment: /zde.{0,6}ka did this/i,
  log: /z\.quill/i,
  answer: /QuillfeatherZdenka/,
  name: /zde(n|ň|\\u0148)ka|quillfeather/i,
};

export interface Seen {
  readonly where: string;
  readonly text: string;
}

/** Each plant that stands in a text, and where. */
export function found({
  where,
  text,
}: Seen): readonly { readonly where: string; readonly plant: string; readonly text: string }[] {
  return Object.entries(signs).flatMap(([plant, sign]) => {
    const at = text.search(sign);
    return at < 0 ? [] : [{ where, plant, text: text.slice(Math.max(0, at - 60), at + 60) }];
  });
}

const everySaying = [
  ...[plants.log, plants.gitName, plants.gitEmail, plants.packageAuthor, plants.readme, plants.licence],
  ...[plants.fileName, plants.fileInside, plants.note, plants.email, name],
];

/** A program that says in all it answers and prints who made it. */
export function program({
  ends,
  said = everySaying,
}: {
  readonly ends: boolean;
  readonly said?: readonly string[];
}): Buffer {
  const index = `
    const said = ${JSON.stringify(said)};
    for (const line of said) console.error(line);
    ${ends ? "process.exit(1);" : ""}
    require("node:http").createServer((request, response) => {
      let body = "";
      request.on("data", (part) => (body += part));
      request.on("end", () => {
        response.setHeader("content-type", "application/json");
        response.setHeader("x-made-by", ${JSON.stringify(plants.answer)});
        const { word } = JSON.parse(body || "{}");
        response.end(JSON.stringify({ word, said, by: ${JSON.stringify(plants.answer)} }));
      });
    }).listen(process.env.PORT);`;
  return zip([
    {
      path: "package.json",
      content: JSON.stringify({ name: "shop", main: "index.cjs", author: plants.packageAuthor }),
    },
    { path: "index.cjs", content: index },
    { path: "README.md", content: `# Shop\n\nAuthor: ${plants.readme}\n` },
    { path: "LICENSE", content: `MIT License\n\nCopyright (c) 2026 ${plants.licence}\n` },
    { path: plants.fileInside, content: "module.exports = {};\n" },
  ]);
}

interface Asked {
  /** By the name of a path's part, which of them are asked for. */
  readonly things: Readonly<Record<string, string | readonly string[]>>;
  /** By path, what has to follow it. */
  readonly queries: Readonly<Record<string, string>>;
}

/** Whatever every GET route of the document answers to somebody, with its headers; streams until they end. */
export async function everything(office: Office, who: Client, { things, queries }: Asked): Promise<readonly Seen[]> {
  const { paths } = office.app.swagger() as unknown as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  const all = Object.entries(paths).flatMap(([path, { get }]) => (get === undefined ? [] : [{ path, get }]));
  const seen: Seen[] = [];
  for (const { path, get } of all) {
    if (get["x-access"] === "candidate" || get["x-access"] === "anybody") continue;
    const needed = get.parameters?.find((one) => one.in === "query" && one.required === true);
    if (needed !== undefined && queries[path] === undefined) {
      throw new Error(`${path} has to be asked with ${needed.name}: say what to ask for`);
    }
    for (const filled of filledIn(path, things)) {
      const where = `GET ${filled}${queries[path] ?? ""}`;
      const { headers, text, status } = await client(office.url, who.headers).ask(
        "GET",
        `${filled}${queries[path] ?? ""}`,
      );
      if (status >= 500) throw new Error(`${where} was answered with ${text}`);
      seen.push({ where, text }, { where: `${where}: headers`, text: JSON.stringify([...headers]) });
    }
  }
  return seen;
}

interface Operation {
  readonly "x-access": string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
}

function filledIn(path: string, things: Asked["things"]): readonly string[] {
  const [, before, name, after] = /^(.*?)\{(\w+)\}(.*)$/.exec(path) ?? [];
  if (before === undefined || name === undefined || after === undefined) return [path];
  const here = things[name];
  if (here === undefined) throw new Error(`nothing is called ${name}: make one, so that names are looked for in it`);
  return [here].flat().flatMap((one) => filledIn(`${before}${one}${after}`, things));
}
