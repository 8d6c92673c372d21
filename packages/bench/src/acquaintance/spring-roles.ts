import type { JavaProject } from "./java-project.ts";
import { argumentOf, type JavaMember, type JavaType } from "./java-source.ts";
import type { SourceFile } from "./set-up.ts";

const mostRoles = 20;

/**
 * Statements that put the roles in the table in which sign-ups look for them, where nothing in the project does; undefined
 * where it needs none. They do nothing where a role is there. Pure.
 */
export function roleRows(project: JavaProject, files: readonly SourceFile[]): string | undefined {
  const role = project.types.find(
    ({ name, annotations }) =>
      /^(?:User|App)?(?:Role|Authority)s?(?:Entity)?$/.test(name) && annotations.some((one) => one.name === "Entity"),
  );
  if (role === undefined) return undefined;
  const isFilled = textsOf(project).some((text) => /[rR]ole\w{0,40}\.save(?:All|AndFlush)?\(/.test(text));
  if (isFilled || files.some(({ path, text }) => path.endsWith(".sql") && /insert\s+into\s+\W?\w*role/i.test(text)))
    return undefined;
  const fields = role.members.filter(({ body, head }) => body === "" && !/[()]|\bstatic\b/.test(head));
  const id = fields.find(({ annotations }) => annotations.some(({ name }) => name === "Id"));
  const named = fields.find((field) => field !== id && /^(?:name|role\w*|authority|title|code)$/i.test(nameOf(field)));
  if (named === undefined) return undefined;
  const names = namesOf(project, role, named);
  if (names.length === 0) return undefined;
  const table = tableOf(project, role);
  const column = columnOf(project, role, named);
  const isText = !enumOf(project, role, named) || named.annotations.some(({ inside }) => inside.includes("STRING"));
  const idText = id === undefined ? "" : idOf(id);
  return names
    .slice(0, mostRoles)
    .map((name, at) => {
      const value = isText ? `'${name}'` : String(at);
      const [key, given] =
        idText === "" || id === undefined ? ["", ""] : [`${columnOf(project, role, id)}, `, `${String(at + 1)}, `];
      const there = `SELECT 1 FROM ${table} WHERE ${column} = ${value}`;
      return `INSERT INTO ${table} (${key}${column}) SELECT ${given}${value} FROM (SELECT 1 AS a) AS b WHERE NOT EXISTS (${there});\n`;
    })
    .join("");
}

/** Empty where the database makes it. */
function idOf({ annotations, head }: JavaMember): string {
  const generated = annotations.find(({ name }) => name === "GeneratedValue");
  if (generated?.inside.includes("IDENTITY") === true) return "";
  return /\b(?:long|int|integer|short)\b/i.test(head) ? "number" : "";
}

function enumOf(project: JavaProject, role: JavaType, { head }: JavaMember): JavaType | undefined {
  const type = project.type(head.trim().split(/\s+/).at(-2) ?? "", role.file);
  return type?.kind === "enum" ? type : undefined;
}

/** Those of its enum, or else those that the code looks for. */
function namesOf(project: JavaProject, role: JavaType, named: JavaMember): readonly string[] {
  const constants = enumOf(project, role, named)?.members[0]?.head.replaceAll(/\([^()]{0,200}\)/g, "");
  if (constants !== undefined) return constants.match(/\b[A-Z]\w*\b/g) ?? [];
  const looked = textsOf(project).flatMap((text) =>
    [...text.matchAll(/[rR]ole\w{0,40}\.find\w{0,40}\(\s*"(\w{1,40})"/g)].map(([, name = ""]) => name),
  );
  return [...new Set(looked)];
}

/** Each file once, however many types it declares. */
function textsOf({ types }: JavaProject): readonly string[] {
  return [...new Set(types.map(({ file }) => file))].map(({ text }) => text);
}

function nameOf({ head }: JavaMember): string {
  return head.split("=", 1)[0]?.trim().split(/\s+/).at(-1) ?? "";
}

function tableOf(project: JavaProject, role: JavaType): string {
  const table = role.annotations.find(({ name }) => name === "Table");
  return (
    plain(table === undefined ? undefined : project.textsOf(argumentOf(table, "name"), role)[0]) ?? snake(role.name)
  );
}

function columnOf(project: JavaProject, role: JavaType, field: JavaMember): string {
  const column = field.annotations.find(({ name }) => name === "Column");
  return (
    plain(column === undefined ? undefined : project.textsOf(argumentOf(column, "name"), role)[0]) ??
    snake(nameOf(field))
  );
}

/** A stranger's name that stands in a statement. */
function plain(name: string | undefined): string | undefined {
  return name !== undefined && /^[A-Za-z_]\w{0,60}$/.test(name) ? name : undefined;
}

function snake(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}
