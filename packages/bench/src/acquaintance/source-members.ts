import type { SourceFile } from "./set-up.ts";
import { schemaMembers } from "./source-schemas.ts";
import type { Member, Method, Route } from "./route.ts";

/** Names by which a handler reads what came with its request. */
const readings: readonly RegExp[] = [
  /(?:req|request|ctx\.request|context\.request)\.(?:body|payload|validated)\.((?:\w+)(?:\.\w+)?)/g,
  /\bbody\.((?:\w+)(?:\.\w+)?)/g,
  /(?:request\.(?:json|form|data|get_json\([^)]*\)|POST)|\b(?:data|payload|json_data|body|content))(?:\.get\(\s*|\[)["'](\w+)["']/g,
  /\$_POST\[["'](\w+)["']\]/g,
  /(?:\$request|request\(\))(?:->(?:input|get|post|string)\()["'](\w+)["']/g,
  /\b(?:FormValue|PostFormValue|PostForm|DefaultPostForm)\(\s*"(\w+)"/g,
  /@RequestParam(?:\([^)]*\))?\s+\w+\s+(\w+)/g,
  /["'](\w+)["']\s*=>\s*(?:\[\s*)?["'](?:required|string|email)/g,
];
const notMembers = /^(get|json|length|toString|hasOwnProperty|map|filter|trim|toLowerCase|data|body|id|roles?)$/;
const formLike =
  /request\.form|request\.POST|\$_POST|FormValue|PostForm|OAuth2PasswordRequestForm|urlencoded|@RequestParam/;

/** What a route's handler seems to take: by its own text, by the function that it names, and by the types and schemas that these name. Pure. */
export function membersNear(
  handler: SourceFile,
  name: string | undefined,
  method: Method,
  files: readonly SourceFile[],
): Pick<Route, "body" | "basic" | "credential"> {
  const definition = name === undefined ? undefined : definitionOf(name, files);
  const text = `${handler.text}\n${definition?.text ?? ""}`;
  const basic = /request\.authorization|HTTPBasic|BasicAuth|r\.BasicAuth\(\)|PHP_AUTH_USER/.test(text)
    ? { basic: true }
    : {};
  const guarded =
    /login_required|auth\.login_required|jwt_required|\bprotect\b|verifyToken|authenticate|requireAuth|isAuth|ensureAuth|AuthGuard|get_current_user|Depends\(.*user|authJwt|current_user/i.test(
      handler.text.split("\n").slice(0, 4).join("\n"),
    );
  const credential = guarded ? { credential: true } : {};
  if (method === "GET" || method === "DELETE") return { ...basic, ...credential };
  const paths = [...directIn(text), ...loopedIn(text), ...destructuredIn(text), ...typedIn(text, files)];
  const described = [handler, ...(definition === undefined ? [] : [definition])].flatMap((part) => {
    const file = files.find(({ path }) => path === part.path);
    return file === undefined ? [] : schemaMembers(part.text, file, files);
  });
  const members = new Map<string, Member>(
    [...paths.map((path) => ({ path })), ...described].map((member) => [member.path.join("."), member]),
  );
  if (text.includes("OAuth2PasswordRequestForm"))
    for (const field of ["username", "password"]) members.set(field, { path: [field] });
  if (members.size === 0) return { ...basic, ...credential };
  const kind = formLike.test(text) && !/get_json|request\.json|BaseModel\b.*\bBody/.test(text) ? "form" : "json";
  return { ...basic, ...credential, body: { kind, members: [...members.values()] } };
}

function directIn(text: string): readonly (readonly string[])[] {
  return [...readings, ...readingsOfVariables(text)]
    .flatMap((reading) => [...text.matchAll(reading)])
    .map(([, path = ""]) => path.split(".").filter((part, at) => at === 0 || !notMembers.test(part)))
    .filter(([first = ""]) => !notMembers.test(first));
}

/** Flask's body in a variable of any name: `b = request.get_json()`, then `b["x"]`, `b.get("x")`. */
function readingsOfVariables(text: string): readonly RegExp[] {
  const names = [...text.matchAll(/\b(\w+)\s*=\s*(?:await\s+)?request\.(?:get_json|json|form|data|values|POST)\b/g)];
  return [...new Set(names.map(([, name = ""]) => name))].map(
    (name) => new RegExp(`\\b${name}(?:\\.get\\(\\s*|\\[)["'](\\w+)["']`, "g"),
  );
}

/** `(b.get(key) for key in ("email", "password"))`, `data[k] for k in [...]`. */
function loopedIn(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/(?:\.get\(|\[)(\w+)[\])][^\n]*?\bfor \1 in [([]([^)\]]*)[)\]]/g)].flatMap(
    ([, , list = ""]) => [...list.matchAll(/["'](\w+)["']/g)].map(([, name = ""]) => [name]),
  );
}

/** `const { email, password } = req.body`, also with a member of the body behind it. */
function destructuredIn(text: string): readonly (readonly string[])[] {
  return [
    ...text.matchAll(
      /\{([^{}=]*)\}\s*=\s*(?:await\s+)?(?:req|request|ctx\.request|c\.req)\.(?:body|json\(\))(?:\.(\w+))?/g,
    ),
  ].flatMap(([, list = "", inner]) =>
    list
      .split(",")
      .map((part) => /^\s*(\w+)/.exec(part)?.[1] ?? "")
      .filter((part) => part !== "")
      .map((part) => (inner === undefined ? [part] : [inner, part])),
  );
}

/** Members of the types that a handler takes: pydantic models, data classes, DTOs, Go structs. */
function typedIn(text: string, files: readonly SourceFile[]): readonly (readonly string[])[] {
  const names = [
    ...[...text.matchAll(/\b\w+\s*:\s*([A-Z]\w+)/g)].map(([, name = ""]) => name),
    ...[...text.matchAll(/@(?:RequestBody|Body\(\)|Valid)\s+(?:@\w+\s+)*(?:\w+:\s*)?([A-Z]\w+)/g)].map(
      ([, name = ""]) => name,
    ),
    ...[
      ...text.matchAll(
        /var\s+\w+\s+(?:\w+\.)?([A-Za-z]\w*(?:Request|Input|Payload|Params|Credentials|Body|Form|Req))/g,
      ),
    ].map(([, name = ""]) => name),
  ];
  return [...new Set(names)]
    .filter(
      (name) =>
        !/^(Session|Request|Response|Depends|String|User|Promise|HttpRequest|Optional|List|Dict|Any)$/.test(name),
    )
    .flatMap((name) => membersOfType(name, files));
}

function membersOfType(name: string, files: readonly SourceFile[]): readonly (readonly string[])[] {
  for (const { text } of files) {
    const python = new RegExp(
      `class ${name}\\((?:[\\w.]*(?:BaseModel|Schema|SQLModel|\\w+Base))[^)]*\\):([\\s\\S]*?)(?=\\n\\S|$(?![\\s\\S]))`,
    ).exec(text)?.[1];
    if (python !== undefined) return [...python.matchAll(/^\s+(\w+)\s*:/gm)].map(([, member = ""]) => [member]);
    const go = new RegExp(`type ${name} struct \\{([\\s\\S]*?)\\n\\}`).exec(text)?.[1];
    if (go !== undefined) return [...go.matchAll(/(?:json|form):"(\w+)/g)].map(([, member = ""]) => [member]);
    const typed = new RegExp(`(?:class|record|interface) ${name}\\b[^{(]*[{(]([\\s\\S]*?)\\n?[})]`).exec(text)?.[1];
    if (typed === undefined) continue;
    const fields = [
      ...typed.matchAll(
        /(?:private|public|readonly)?\s*(?:final\s+)?\bString\s+(\w+)\s*[;,)]|^\s*(?:readonly\s+)?(\w+)[!?]?\s*:\s*string/gm,
      ),
    ];
    if (fields.length > 0) return fields.map(([, java, script]) => [java ?? script ?? ""]);
  }
  return [];
}

const definitionLength = 2_500;

/** The text of the function that a route names, from its first line on. */
function definitionOf(name: string, files: readonly SourceFile[]): SourceFile | undefined {
  const opening = new RegExp(
    `(?:exports\\.${name}\\s*=|function\\s+${name}\\b|(?:const|let)\\s+${name}\\s*=|def\\s+${name}\\b|class\\s+${name}\\b|func\\s+(?:\\([^)]*\\)\\s*)?${name}\\b|\\basync\\s+${name}\\s*\\(|^\\s+${name}\\s*[:(][^;\\n]*[{(]\\s*$)`,
    "m",
  );
  for (const { path, text } of files) {
    const found = opening.exec(text);
    if (found === null) continue;
    const rest = text.slice(found.index, found.index + definitionLength);
    const next = rest
      .slice(10)
      .search(
        /\n(?:(?:module\.)?exports\b|(?:async )?function |def |func |@\w+[.(]|const \w+ = async|(?:export )?const \w+ = )/,
      );
    return { path, text: next < 0 ? rest : rest.slice(0, next + 10) };
  }
  return undefined;
}
