import { handlerIn } from "./python-handlers.ts";
import { isSchema, membersOfSchema } from "./python-members.ts";
import type { PythonDefinition, PythonProject } from "./python-project.ts";
import type { Member, Route } from "./route.ts";
import type { SourceFile } from "./set-up.ts";
import { argumentsIn, closingBracket } from "./source-places.ts";

const longestSignature = 3_000;
const mostParameters = 30;
/** Where a parameter of FastAPI's is from, if not from the body. */
const fromElsewhere = /\b(?:Depends|Security|Query|Header|Cookie|Path)\b/;

interface Typed {
  readonly name: string;
  /** The parameter as it is written. */
  readonly written: string;
  readonly schema: PythonDefinition;
}

/**
 * The whole body of a handler that has parameters typed by schemas, as FastAPI and Django Ninja read it; undefined where
 * it has none. Pure.
 */
export function parametersBody(
  project: PythonProject,
  handler: SourceFile,
  name: string | undefined,
): Route["body"] | undefined {
  const own = handlerIn(project, handler, name);
  if (own === undefined) return undefined;
  const { file, text } = own;
  const opening = /^[ \t]*(?:async )?def \w+\(/m.exec(text);
  if (opening === null || !/@[\w.]+\.(?:post|put|patch|delete|api_route)\(/.test(text.slice(0, opening.index)))
    return undefined;
  const from = opening.index + opening[0].length;
  const end = closingBracket(text, from, from + longestSignature);
  if (end === undefined) return undefined;
  const parameters = argumentsIn(text.slice(from, end - 1), mostParameters);
  const typed = parameters.flatMap((written) => typedBy(project, written, file));
  // What stands beside it comes from the body, too.
  const beside = parameters.filter(
    (written) => /\b(?:Body|Form|File)\(/.test(written) && !typed.some((one) => one.written === written),
  );
  if (typed.length === 0 || beside.length > 0) return undefined;
  const isForm = typed.some(({ written }) => /\bForm\b/.test(written));
  // Of several, each is a member of the body.
  const isEmbedded = typed.length > 1 || typed.some(({ written }) => /\bembed\s*=\s*True/.test(written));
  const members = typed.flatMap(({ name: parameter, schema }) =>
    membersOfSchema(project, schema).map((member): Member =>
      isEmbedded && !isForm ? { ...member, path: [parameter, ...member.path] } : member,
    ),
  );
  return members.length === 0 ? undefined : { kind: isForm ? "form" : "json", members };
}

/** `person: PersonNew`, `person: Annotated[schemas.PersonNew, Form()]`, `person: PersonNew = Body(...)`. */
function typedBy(project: PythonProject, written: string, file: SourceFile): readonly Typed[] {
  if (fromElsewhere.test(written)) return [];
  const [, name = "", type] =
    /^(\w+)\s{0,5}:\s{0,5}(?:(?:Annotated|Optional|Form)\[\s{0,20}){0,2}((?:\w+\.){0,3}[A-Z]\w*)(?!\w|\[|\s{0,5}\|\s{0,5}(?!None\b))/.exec(
      written,
    ) ?? [];
  if (type === undefined) return [];
  const schema = project.definition(type, file);
  return schema?.kind === "class" && isSchema(project, schema) ? [{ name, written, schema }] : [];
}
