import type { SourceFile } from "./set-up.ts";
import type { Member, Method, Route } from "./route.ts";
import { Definitions } from "./source-definitions.ts";
import { Schemas } from "./source-schemas.ts";
import { SourceTypes } from "./source-types.ts";

/** What a project's files define, each of them read once however many routes there are. */
export interface SourceIndex {
  readonly definitions: Definitions;
  readonly types: SourceTypes;
  readonly schemas: Schemas;
}

export function sourceIndex(files: readonly SourceFile[]): SourceIndex {
  return { definitions: new Definitions(files), types: new SourceTypes(files), schemas: new Schemas(files) };
}

/** Names by which a handler reads what came with its request. */
const readings: readonly RegExp[] = [
  /(?:req|request|ctx\.request|context\.request)\.(?:body|payload|validated)\.((?:\w+)(?:\.\w+)?)/g,
  /\bbody\.((?:\w+)(?:\.\w+)?)/g,
  /(?:request\.(?:json|form|data|get_json\([^()]*\)|POST)|\b(?:data|payload|json_data|body|content))(?:\.get\(\s*|\[)["'](\w+)["']/g,
  /\$_POST\[["'](\w+)["']\]/g,
  /(?:\$request|request\(\))(?:->(?:input|get|post|string)\()["'](\w+)["']/g,
  /\b(?:FormValue|PostFormValue|PostForm|DefaultPostForm)\(\s*"(\w+)"/g,
  /@RequestParam(?:\([^()]*\))?\s+\w+\s+(\w+)/g,
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
  { definitions, types, schemas }: SourceIndex,
): Pick<Route, "body" | "basic" | "credential"> {
  const definition = name === undefined ? undefined : definitions.textOf(name, handler.path);
  const text = `${handler.text}\n${definition?.text ?? ""}`;
  const basic = /request\.authorization|HTTPBasic|BasicAuth|r\.BasicAuth\(\)|PHP_AUTH_USER/.test(text)
    ? { basic: true }
    : {};
  const guarded =
    /login_required|auth\.login_required|jwt_required|\bprotect\b|verifyToken|authenticate|requireAuth|isAuth|ensureAuth|AuthGuard|get_current_user|Depends\(.{0,200}user|authJwt|current_user/i.test(
      handler.text.split("\n").slice(0, 4).join("\n"),
    );
  const credential = guarded ? { credential: true } : {};
  if (method === "GET" || method === "DELETE") return { ...basic, ...credential };
  const paths = [...directIn(text), ...loopedIn(text), ...destructuredIn(text), ...typedIn(text, types)];
  const described = [handler, ...(definition === undefined ? [] : [definition])].flatMap((part) =>
    schemas.namedIn(part),
  );
  const members = new Map<string, Member>(
    [...paths.map((path) => ({ path })), ...described].map((member) => [member.path.join("."), member]),
  );
  if (text.includes("OAuth2PasswordRequestForm"))
    for (const field of ["username", "password"]) members.set(field, { path: [field] });
  if (members.size === 0) return { ...basic, ...credential };
  const kind = formLike.test(text) && !/get_json|request\.json|BaseModel\b.{0,200}\bBody/.test(text) ? "form" : "json";
  return { ...basic, ...credential, body: { kind, members: [...members.values()] } };
}

function directIn(text: string): readonly (readonly string[])[] {
  return [
    ...readings.flatMap((reading) => [...text.matchAll(reading)]).map(([, path = ""]) => path),
    ...byVariable(text),
  ]
    .map((path) => path.split(".").filter((part, at) => at === 0 || !notMembers.test(part)))
    .filter(([first = ""]) => !notMembers.test(first));
}

/** Flask's body in a variable of any name: `b = request.get_json()`, then `b["x"]`, `b.get("x")`, `"x" in b`. */
function byVariable(text: string): readonly string[] {
  const variables = new Set(
    [...text.matchAll(/\b(\w+)\s*=\s*(?:await\s+)?request\.(?:get_json|json|form|data|values|POST)\b/g)].map(
      ([, name = ""]) => name,
    ),
  );
  const read = [...text.matchAll(/\b(\w+)(?:\.get\(\s*|\[)["'](\w+)["']/g)];
  const looked = [...text.matchAll(/["'](\w+)["']\s+(?:not\s+)?in\s+(\w+)\b/g)];
  return [
    ...read.map(([, name = "", member = ""]) => [name, member] as const),
    ...looked.map(([, member = "", name = ""]) => [name, member] as const),
  ].flatMap(([name, member]) => (variables.has(name) ? [member] : []));
}

/** `(b.get(key) for key in ("email", "password"))`, `data[k] for k in [...]`. */
function loopedIn(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/(?:\.get\(|\[)(\w+)[\])][^\n]{0,200}?\bfor \1 in [([]([^)\]]{0,300})[)\]]/g)].flatMap(
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

/** The types of what Go's handlers read a body into: `user := models.User{}`, then `c.Bind(&user)`, or `readJSON(w, r, &user)` of its own. */
function boundIn(text: string): readonly string[] {
  const bound = new Set(
    [
      ...text.matchAll(
        /\b(?:parse|read|decode|bind|load|unmarshal)(?:json|body|request|payload)\w{0,20}\((?:\w{1,40},\s{0,9}){1,3}&?(\w{1,60})\)/gi,
      ),
      ...text.matchAll(
        /\.(?:Bind|ShouldBind|BindJSON|ShouldBindJSON|BodyParser|Decode|DecodeJSON|ShouldBindBodyWith)\(\s*(?:r\.Body,\s*)?&?(\w+)/g,
      ),
    ].map(([, name = ""]) => name),
  );
  return [
    ...text.matchAll(
      /\b(?:var[ \t]+(\w+)[ \t]+|(\w+)[ \t]*:=[ \t]*(?:&|new\()?)\*?(?:\w+\.)?([A-Za-z]\w*)[ \t]*(?=[{)\r\n;]|$)/g,
    ),
  ].flatMap(([, declared, made, type = ""]) => (bound.has(declared ?? made ?? "") ? [type] : []));
}

/** Members of the types that a handler takes: pydantic models, data classes, DTOs, Go structs. */
function typedIn(text: string, types: SourceTypes): readonly (readonly string[])[] {
  const names = [
    ...[...text.matchAll(/\b\w+\s*:\s*([A-Z]\w+)/g)].map(([, name = ""]) => name),
    ...[...text.matchAll(/@(?:RequestBody|Body\(\)|Valid)\s+(?:@\w+\s+){0,5}(?:\w+:\s*)?([A-Z]\w+)/g)].map(
      ([, name = ""]) => name,
    ),
    ...[
      ...text.matchAll(
        /var\s+\w+\s+(?:\w+\.)?([A-Za-z]\w*(?:Request|Input|Payload|Params|Credentials|Body|Form|Req))/g,
      ),
    ].map(([, name = ""]) => name),
  ];
  // A User that is bound is sent.
  const sent = boundIn(text).flatMap((name) => types.membersOf(name).map((member) => [member]));
  const others = [...new Set(names)]
    .filter(
      (name) =>
        !/^(Session|Request|Response|Depends|String|User|Promise|HttpRequest|Optional|List|Dict|Any)$/.test(name),
    )
    .flatMap((name) => types.membersOf(name).map((member) => [member]));
  return [...sent, ...others];
}
