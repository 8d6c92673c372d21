import type { HandledRoute } from "./django-routes.ts";
import type { Member, Route } from "./route.ts";
import type { SourceFile } from "./set-up.ts";

const roots = ["public", "web", "public_html", "htdocs", "www"];
const notServed =
  /(^|\/)(vendor|includes?|inc|config|classes|lib|libs|src|app|core|models?|views?|templates?|layouts?|tests?)\//i;
const mostFiles = 200;
const mostMembers = 30;

/** Files that answer themselves, as they lie in the folder that is served: `api/login.php`. Pure. */
export function phpFileRoutes(files: readonly SourceFile[]): readonly HandledRoute[] {
  const root = roots.find((folder) => files.some(({ path }) => path === `${folder}/index.php`));
  const served = root === undefined ? "" : `${root}/`;
  return files
    .filter(
      ({ path }) => path.endsWith(".php") && path.startsWith(served) && !notServed.test(path.slice(served.length)),
    )
    .slice(0, mostFiles)
    .flatMap((file): readonly HandledRoute[] => {
      const where = `${file.path}:1`;
      const path = `/${file.path.slice(served.length)}`;
      const name = path.split("/").at(-1)?.replace(".php", "") ?? "";
      const known = { path, origin: "source", where, name } as const;
      const handler = { path: file.path, text: "" };
      const body = bodyOf(file.text);
      const reads = /\$_SESSION\[|HTTP_AUTHORIZATION|getallheaders\(|apache_request_headers\(|Bearer/.test(file.text);
      if (body !== undefined) return [{ route: { ...known, method: "POST", body }, handler }];
      return reads ? [{ route: { ...known, method: "GET", credential: true }, handler }] : [];
    });
}

/** What a file reads of a request: the members of a form, or of the JSON that it decodes. */
function bodyOf(text: string): Route["body"] | undefined {
  const fields = namesIn(text, /\$_(?:POST|REQUEST)\[\s{0,5}["'](\w{1,60})["']/g);
  if (fields.length > 0) return { kind: "form", members: fields.map(fieldOf) };
  const variable = /\$(\w{1,60})\s{0,5}=\s{0,5}json_decode\(/.exec(text)?.[1];
  if (variable === undefined || !text.includes("php://input")) return undefined;
  const read = new RegExp(String.raw`\$${variable}(?:->|\[\s{0,5}["'])(\w{1,60})`, "g");
  return { kind: "json", members: namesIn(text, read).map((name) => ({ path: [name] })) };
}

function namesIn(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))].slice(0, mostMembers);
}

/** Many forms are only read where their button was sent. */
function fieldOf(name: string): Member {
  const isButton = /^(submit\w*|\w*btn\w*|\w*_?button|log-?in|sign-?in|register|sign_?up|save)$/i.test(name);
  return isButton ? { path: [name], required: true, sample: "1", isButton } : { path: [name] };
}
