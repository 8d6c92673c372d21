import type { SyntaxNode } from "@lezer/common";
import type { Replacement } from "./fixed-settings.ts";
import {
  argumentsOf,
  calleeOf,
  isJavaScript,
  nodesOf,
  parsedFile,
  propertiesOf,
  stringIn,
  textOf,
  variableIn,
  type ParsedFile,
} from "./javascript-tree.ts";
import type { SourceFile } from "./set-up.ts";

/** Settings of a database as they stand in code: what is fixed, and which variables of its own the rest reads. */
export interface JavaScriptSettings {
  readonly replace: readonly Replacement[];
  readonly environment: Readonly<Record<string, string>>;
}

const roles: readonly (readonly [RegExp, string])[] = [
  [/^host(?:name)?$|^server$/i, "DATABASE_HOST"],
  [/^port$/i, "DATABASE_PORT"],
  [/^user(?:name)?$/i, "DATABASE_USER"],
  [/^pass(?:word)?$/i, "DATABASE_PASSWORD"],
  [/^(?:database|db|dbname|db_name)$/i, "DATABASE_NAME"],
  [/^(?:connectionString|url|uri)$/i, "DATABASE_URL"],
];
const longestObject = 1_500;
const noCode = /(^|\/)(tests?|__tests__|client|frontend|public)\/|\.(test|spec)\./i;

/** Of the whole project. Pure. */
export function javascriptSettings(files: readonly SourceFile[]): JavaScriptSettings {
  const replace: Replacement[] = [];
  const environment: Record<string, string> = {};
  for (const source of files) {
    if (!isJavaScript.test(source.path) || noCode.test(source.path)) continue;
    if (!/host|connect|sequelize|createPool|DataSource|mongo/i.test(source.text)) continue;
    const file = parsedFile(source);
    if (file === undefined) continue;
    for (const object of nodesOf(file.top, "ObjectExpression")) {
      const change = withoutFixedParts(file, object, environment);
      if (change !== undefined) replace.push({ file: file.path, text: textOf(file, object), with: change });
    }
    for (const call of nodesOf(file.top, "CallExpression", "NewExpression")) {
      readConnection(file, call, environment);
      const change = sequelizeCall(file, call);
      if (change !== undefined) replace.push({ file: file.path, ...change });
    }
  }
  // One inside of another is changed with it.
  const outer = replace.filter(
    (one) =>
      !replace.some(
        (other) =>
          other !== one &&
          other.file === one.file &&
          other.text.length > one.text.length &&
          other.text.includes(one.text),
      ),
  );
  return { replace: outer, environment };
}

/** `{ host: "localhost", user: "root", password: "", database: "shop" }`. */
function withoutFixedParts(
  file: ParsedFile,
  object: SyntaxNode,
  environment: Record<string, string>,
): string | undefined {
  if (object.to - object.from > longestObject) return undefined;
  const properties = propertiesOf(file, object);
  const parts = [...properties].flatMap(([key, value]) => {
    const role = roles.find(([pattern]) => pattern.test(key))?.[1];
    return role === undefined ? [] : [{ role, value }];
  });
  const has = (role: string) => parts.some((part) => part.role === role);
  const isDatabase = has("DATABASE_NAME") && (has("DATABASE_HOST") || has("DATABASE_USER"));
  const isTyped =
    properties.has("entities") ||
    properties.has("dialect") ||
    properties.has("synchronize") ||
    properties.has("connectionString");
  if (!isDatabase && !isTyped) return undefined;
  for (const { role, value } of parts) {
    const name = variableIn(file, value);
    if (name !== undefined && name !== role && name !== "DATABASE_URL") environment[name] = `\${${role}}`;
  }
  const dialect = [...properties].find(([key]) => key === "type" || key === "dialect")?.[1];
  if (dialect !== undefined && /sqlite|mongo/.test(textOf(file, dialect))) return undefined;
  const edits = parts
    .filter(({ value }) => isFixed(file, value))
    .map(({ role, value }) => ({
      from: value.from,
      to: value.to,
      by: role === "DATABASE_PORT" ? `Number(process.env.${role})` : `process.env.${role}`,
    }));
  for (const key of ["ssl", "dialectOptions"]) {
    const value = properties.get(key);
    if (value !== undefined && (key === "ssl" || /\bssl\b/.test(textOf(file, value))))
      edits.push({ from: value.from, to: value.to, by: key === "ssl" ? "false" : "{}" });
  }
  if (edits.length === 0) return undefined;
  const port =
    isDatabase && has("DATABASE_HOST") && !has("DATABASE_PORT") ? " port: Number(process.env.DATABASE_PORT)," : "";
  const text = edited(file, object, edits);
  return `{${port}${text.slice(1)}`;
}

/** A literal, or a literal in brackets of another kind. */
function isFixed(file: ParsedFile, value: SyntaxNode): boolean {
  return value.name === "Number" || stringIn(file, value) !== undefined;
}

function edited(
  file: ParsedFile,
  node: SyntaxNode,
  edits: readonly { from: number; to: number; by: string }[],
): string {
  let text = "";
  let at = node.from;
  for (const { from, to, by } of edits.toSorted((one, other) => one.from - other.from)) {
    if (from < at) continue;
    text += file.text.slice(at, from) + by;
    at = to;
  }
  return text + file.text.slice(at, node.to);
}

/** `new Sequelize("shop", "root", "secret", …)`: each part that is fixed. */
function sequelizeCall(file: ParsedFile, call: SyntaxNode): Pick<Replacement, "text" | "with"> | undefined {
  const callee = calleeOf(call);
  if (callee === undefined || textOf(file, callee) !== "Sequelize" || call.to - call.from > longestObject)
    return undefined;
  const [name, user, password, options] = argumentsOf(call);
  if (name === undefined || user === undefined || user.name === "ObjectExpression" || password === undefined)
    return undefined;
  const edits = [name, user, password].flatMap((node, at) =>
    isFixed(file, node) || node.name === "null" || node.name === "BooleanLiteral"
      ? [
          {
            from: node.from,
            to: node.to,
            by: `process.env.${["DATABASE_NAME", "DATABASE_USER", "DATABASE_PASSWORD"][at] ?? ""}`,
          },
        ]
      : [],
  );
  const properties = options?.name === "ObjectExpression" ? propertiesOf(file, options) : new Map<string, SyntaxNode>();
  const dialect = properties.get("dialect");
  if (dialect !== undefined && textOf(file, dialect).includes("sqlite")) return undefined;
  const host = properties.get("host");
  if (host !== undefined && isFixed(file, host))
    edits.push({ from: host.from, to: host.to, by: "process.env.DATABASE_HOST" });
  const port = properties.get("port");
  if (port !== undefined && isFixed(file, port))
    edits.push({ from: port.from, to: port.to, by: "process.env.DATABASE_PORT" });
  if (port === undefined && options !== undefined && host !== undefined)
    edits.push({ from: options.from + 1, to: options.from + 1, by: " port: process.env.DATABASE_PORT," });
  const ssl = properties.get("dialectOptions");
  if (ssl !== undefined && /\bssl\b/.test(textOf(file, ssl))) edits.push({ from: ssl.from, to: ssl.to, by: "{}" });
  return edits.length === 0 ? undefined : { text: textOf(file, call), with: edited(file, call, edits) };
}

/** `mongoose.connect(process.env.ANY_NAME)`, `new Sequelize(process.env.ANY_NAME)`, also by a variable of the code. */
function readConnection(file: ParsedFile, call: SyntaxNode, environment: Record<string, string>): void {
  const callee = calleeOf(call);
  const name = callee === undefined ? "" : textOf(file, callee).slice(-60);
  const [first, second, third] = argumentsOf(call);
  if (name === "Sequelize" && third !== undefined && second?.name !== "ObjectExpression") {
    for (const [at, role] of ["DATABASE_NAME", "DATABASE_USER", "DATABASE_PASSWORD"].entries()) {
      const node = argumentsOf(call)[at];
      const variable = node === undefined ? undefined : variableIn(file, node);
      if (variable !== undefined && variable !== role) environment[variable] = `\${${role}}`;
    }
    return;
  }
  if (
    !/(?:mongoose\.(?:connect|createConnection)|^connect|MongoClient(?:\.connect)?|^Sequelize|^postgres|^Pool|^neon|drizzle|forRoot)$/.test(
      name,
    ) ||
    first === undefined
  )
    return;
  const variable =
    variableIn(file, first) ?? (first.name === "VariableName" ? assignedTo(file, textOf(file, first)) : undefined);
  if (variable !== undefined && variable !== "DATABASE_URL" && variable !== "PORT")
    environment[variable] = "${DATABASE_URL}";
}

/** The variable of the environment that a variable of the file holds. */
function assignedTo(file: ParsedFile, name: string): string | undefined {
  if (name.length > 60) return undefined;
  for (const declaration of nodesOf(file.top, "VariableDeclaration")) {
    const defined = declaration.getChild("VariableDefinition");
    const value = declaration.lastChild?.name === ";" ? declaration.lastChild.prevSibling : declaration.lastChild;
    if (defined !== null && value != null && textOf(file, defined) === name) return variableIn(file, value);
  }
  return undefined;
}
