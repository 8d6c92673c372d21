import { isSchema, membersOfSchema, needed } from "./python-members.ts";
import type { PythonProject } from "./python-project.ts";
import type { Member, Route } from "./route.ts";
import { closingBracket } from "./source-places.ts";
import type { SourceFile } from "./set-up.ts";

/** How a handler names the schema of what it takes. */
const naming: readonly RegExp[] = [
  /\b(?:use_kwargs|use_args|arguments|expect|validate_with)\(\s*([A-Za-z_][\w.]*)/g,
  /\b([A-Z]\w*)\([^()\n]{0,100}\)\.(?:load|validate)\(/g,
  /\b([a-z_]\w*)\.load\(/g,
  /\b([A-Z]\w*)\.(?:model_validate|parse_obj|from_request)\(/g,
  /\b([A-Z]\w*)\(\s*(?:\*\*\s*)?(?:await\s+)?(?:request\.|data\b|payload\b|body\b)/g,
  /=\s*([A-Z]\w*Form)\(\s*\)/g,
  // A parameter: `person: PersonNew`, `person: Annotated[schemas.PersonNew, Body()]`.
  /[(,]\s{0,40}\w+\s{0,5}:\s{0,5}(?:Annotated\[\s{0,20})?((?:\w+\.)?[A-Z]\w*)/g,
];
const notTaken = /^(Depends|Session|Request|Response|Annotated|Optional|List|Dict|Any|Body|Form|Query|Path|Header)$/;
const mostNames = 20;

/** What a handler in Python takes by the schemas and parsers that it names; undefined where it names none. Pure. */
export function pythonBody(
  project: PythonProject,
  handler: SourceFile,
  name: string | undefined,
): Route["body"] | undefined {
  const own = handlerIn(project, handler, name);
  if (own === undefined) return undefined;
  const { file, text } = own;
  const names = naming.flatMap((pattern) => [...text.matchAll(pattern)]).map(([, named = ""]) => named);
  const schemas = [...new Set(names)].slice(0, mostNames).flatMap((named) => {
    const origin = /^[a-z_]\w*$/.test(named) ? assigned(project, named, file) : named;
    if (origin === undefined || notTaken.test(origin)) return [];
    const schema = project.definition(origin, file);
    return schema?.kind === "class" && isSchema(project, schema) ? [schema] : [];
  });
  const members = [
    ...schemas.flatMap((schema) => membersOfSchema(project, schema)),
    ...parsed(text, file),
    ...argumentsOf(text),
  ];
  if (members.length === 0) return undefined;
  const isForm =
    /\buse_k?w?args\([^@]{0,2000}location\s{0,5}=\s{0,5}["']form/.test(text) ||
    schemas.some(({ bases }) => bases.some((base) => base.endsWith("Form")));
  const unique = new Map(members.map((member) => [member.path.join("."), member]));
  return { kind: isForm ? "form" : "json", members: [...unique.values()] };
}

/** A handler with what stands above it, and its file; undefined where that is not in Python. */
export function handlerIn(
  project: PythonProject,
  handler: SourceFile,
  name: string | undefined,
): { readonly file: SourceFile; readonly text: string } | undefined {
  const file = project.files.find(({ path }) => path === handler.path);
  if (file === undefined) return undefined;
  const definition = name === undefined ? undefined : project.definition(name, file);
  const isDefined = definition?.kind === "function";
  return { file, text: isDefined ? `${definition.decorators}${definition.text}` : ownText(handler.text) };
}

/** Without what stands below it. */
function ownText(text: string): string {
  const begin = Math.max(0, text.search(/^[ \t]*(?:async )?def /m));
  const end = text.slice(begin + 1).search(/^(?:[ \t]*@|class |def |async def |[A-Za-z_]\w*\s*=)/m);
  return end < 0 ? text : text.slice(0, begin + 1 + end);
}

/** `person_schema = PersonSchema()`. */
function assigned(project: PythonProject, name: string, file: SourceFile): string | undefined {
  const origin = project.origin(name, file);
  if (origin?.name === undefined) return undefined;
  return new RegExp(String.raw`^${origin.name}\s*=\s*(?:\w+\.)?([A-Z]\w*)\(`, "m").exec(origin.file.text)?.[1];
}

/** webargs without a schema: `@use_args({"email": fields.Email(required=True)})`. */
function argumentsOf(text: string): readonly Member[] {
  const opened = /\buse_(?:args|kwargs)\(\s{0,20}\{/.exec(text);
  if (opened === null) return [];
  const from = opened.index + opened[0].length;
  const until = closingBracket(text, from, from + longestArguments) ?? from;
  return [...text.slice(from, until).matchAll(/["'](\w{1,60})["']\s{0,5}:([^"'\n]{0,300})/g)].map(
    ([, name = "", options = ""]) => (/required\s{0,5}=\s{0,5}True/.test(options) ? needed(name) : { path: [name] }),
  );
}

const longestArguments = 5_000;

/** Flask-RESTful's parsers: `_parser.parse_args()`, of `_parser.add_argument("email", required=True)`. */
function parsed(text: string, file: SourceFile): readonly Member[] {
  const parsers = [...text.matchAll(/\b(\w+)\.parse_args\(/g)].map(([, name = ""]) => name);
  return [...new Set(parsers)].slice(0, 3).flatMap((name) => {
    const added = new RegExp(String.raw`\b${name}\.add_argument\(\s*["'](\w+)["']([^)]{0,300})`, "g");
    // A class has a parser of its own; several have one of the same name.
    const all = [...text.matchAll(added)];
    return (all.length > 0 ? all : [...file.text.matchAll(added)]).map(([, member = "", options = ""]) =>
      /required\s*=\s*True/.test(options) ? needed(member) : { path: [member] },
    );
  });
}
