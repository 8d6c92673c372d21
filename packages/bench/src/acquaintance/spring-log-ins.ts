import type { HandledRoute } from "./django-routes.ts";
import { javaMembers } from "./java-members.ts";
import type { JavaProject } from "./java-project.ts";
import type { JavaType } from "./java-source.ts";
import type { Member, Route } from "./route.ts";
import { lineCounter } from "./source-places.ts";
import { joined, securityOf } from "./spring-routes.ts";

const filter = /\bextends\s+(?:UsernamePasswordAuthenticationFilter|AbstractAuthenticationProcessingFilter)\b/;
const mostConfigurations = 10;
const chainLength = 1_500;

/** The log-ins that no controller answers: filters of Spring Security's, and its own form. Pure. */
export function springLogIns(project: JavaProject, above: string): readonly HandledRoute[] {
  return [...filters(project, above), ...forms(project, above)];
}

function filters(project: JavaProject, above: string): readonly HandledRoute[] {
  return project.types
    .filter(({ head }) => filter.test(head))
    .slice(0, mostConfigurations)
    .map((type) => {
      const text = textOf(type);
      const path = processedPath(project, type, text) ?? "/login";
      return logIn(type, joined(`${above}/${path}`), bodyOf(project, type, text), text);
    });
}

const processed = [
  /\bsetFilterProcessesUrl\(\s*([^()]{1,200})\)/,
  /\bAntPathRequestMatcher\(\s*([^(),]{1,200})/,
  /\bsuper\(\s*("\/[^"\n]{0,200}")/,
];

/** Where it says itself, or where it is put to use, which address it answers. */
function processedPath(project: JavaProject, type: JavaType, text: string): string | undefined {
  const users = project.types.filter(({ file }) => file !== type.file && file.text.includes(`new ${type.name}(`));
  for (const [from, written] of [
    [type, text] as const,
    ...users.slice(0, mostConfigurations).map((one) => [one, textOf(one)] as const),
  ]) {
    const expression = processed.map((pattern) => pattern.exec(written)?.[1]).find((found) => found !== undefined);
    const path = expression === undefined ? undefined : project.textOf(expression.trim(), from);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** What it reads: a type from JSON, or else the two parameters of a form. */
function bodyOf(project: JavaProject, type: JavaType, text: string): NonNullable<Route["body"]> {
  const read = /\breadValue\([\s\S]{0,300}?\b(\w+)\.class\b/.exec(text)?.[1];
  const own = read === undefined ? undefined : project.type(read, type.file);
  const members =
    own === undefined ? [] : javaMembers(project, own).filter(({ path }) => isLogIn.test(path.at(-1) ?? ""));
  if (members.length > 0) return { kind: "json", members };
  const kind = read === undefined ? "form" : "json";
  const named = [...text.matchAll(/\b(?:getParameter|get|path)\(\s*"(\w+)"/g)].map(([, name = ""]) => name);
  const fields = named.filter((name) => isLogIn.test(name));
  return { kind, members: (fields.length > 1 ? fields : userAndPassword(text)).map(member) };
}

const isLogIn = /mail|user|login|name|pass|pwd/i;

function userAndPassword(text: string): readonly string[] {
  const given = (setting: string, usual: string) =>
    new RegExp(String.raw`\b(?:set)?${setting}\(\s*"(\w+)"`, "i").exec(text)?.[1] ?? usual;
  return [given("usernameParameter", "username"), given("passwordParameter", "password")];
}

function member(name: string): Member {
  return { path: [name], required: true };
}

/** `http.formLogin(form -> form.loginProcessingUrl("/log-in").usernameParameter("email"))`. */
function forms(project: JavaProject, above: string): readonly HandledRoute[] {
  return securityOf(project).flatMap((type) => {
    const text = textOf(type);
    const at = text.search(/\bformLogin\b/);
    if (at < 0) return [];
    const chain = text.slice(at, at + chainLength);
    if (/^formLogin\([^;"]{0,60}disable/.test(chain)) return [];
    const said =
      /\bloginProcessingUrl\(\s*([^()]{1,200})\)/.exec(chain)?.[1] ??
      /\bloginPage\(\s*([^()]{1,200})\)/.exec(chain)?.[1];
    const path = said === undefined ? "/login" : project.textOf(said.trim(), type);
    if (path === undefined) return [];
    const members = userAndPassword(chain).map(member);
    return [logIn(type, joined(`${above}/${path}`), { kind: "form", members }, chain)];
  });
}

function logIn(type: JavaType, path: string, body: NonNullable<Route["body"]>, text: string): HandledRoute {
  const line = lineCounter(type.file.text)(type.from);
  return {
    route: {
      ...{ method: "POST", path, origin: "source", where: `${type.file.path}:${String(line)}`, name: "logIn", body },
    },
    handler: { path: type.file.path, text: text.slice(0, chainLength) },
  };
}

function textOf({ file, from, until }: JavaType): string {
  return file.text.slice(from, until);
}
