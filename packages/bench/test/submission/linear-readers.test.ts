import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, test } from "vitest";
import { innerWorkingIn } from "../../../../challenges/login-system/inner-workings.ts";
import recognitionsOf from "../../../../challenges/login-system/challenge.ts";
import { textsInSource } from "../../../../challenges/login-system/secret-guesses.ts";
import { candidatesFor } from "../../src/acquaintance/recognise.ts";
import { carriersIn } from "../../src/acquaintance/carriers.ts";
import { formsIn } from "../../src/acquaintance/html-forms.ts";
import { learnt } from "../../src/acquaintance/learn.ts";
import { missingMembers } from "../../src/acquaintance/missing-members.ts";
import { routesInSource } from "../../src/acquaintance/source-routes.ts";
import { setUpOf } from "../../src/acquaintance/set-up.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../../src/cell/temporary-folder.ts";
import type { Exchange } from "../../src/edge/exchange.ts";
import { moveText } from "../../src/services/moments.ts";
import { databaseUsedBy } from "../../src/submission/database-driver.ts";
import { nameOfAddress } from "../../src/submission/git-address.ts";
import { go } from "../../src/submission/languages/go.ts";
import { java } from "../../src/submission/languages/java.ts";
import { php } from "../../src/submission/languages/php.ts";
import { python } from "../../src/submission/languages/python.ts";
import { expectLinear, testGrowth, type Reader } from "../growth.ts";

let folder: string;
beforeAll(async () => {
  folder = await makeTemporaryFolder("linear-");
});
afterAll(() => removeTemporaryFolder(folder));

/** A folder with this one file, and what makes it a project. */
function project(
  file: string,
  read: (directory: string) => unknown,
  more: Readonly<Record<string, string>> = {},
): Reader {
  return async (text) => {
    const directory = join(folder, file.replaceAll(/\W/g, "-"));
    await mkdir(directory, { recursive: true });
    for (const [name, content] of Object.entries({ ...more, [file]: text })) {
      await writeFile(join(directory, name), content);
    }
    try {
      return await read(directory);
    } finally {
      await rm(directory, { recursive: true });
    }
  };
}

const identified = { environment: {} };
const recognitions = recognitionsOf.acquaintance?.recognitions ?? {};

function exchange(operation: string, body: string, status = 200): Exchange {
  return {
    ...{ id: 1, operation, person: "p", copy: 0, connection: { id: 1, reused: false, from: "127.0.0.1" } },
    request: { method: "POST", path: "/", headers: [], body: "{}", bodyBytes: 2 },
    response: { status, headers: [], body, bodyBytes: body.length, cut: false },
    at: { planned: 0, sent: 0, end: 1 },
  };
}

const route = { method: "POST", path: "/", origin: "source", where: "" } as const;

const readers: Readonly<Record<string, Reader>> = {
  "pom.xml": project("pom.xml", (directory) => java.identify(directory, identified)),
  "pom.xml's drivers": project("pom.xml", databaseUsedBy),
  "go.mod": project("go.mod", (directory) => go.identify(directory, identified), { "main.go": "package main\n" }),
  "go.mod's drivers": project("go.mod", databaseUsedBy),
  "requirements.txt": project("requirements.txt", (directory) => python.identify(directory, identified)),
  "requirements.txt's drivers": project("requirements.txt", databaseUsedBy),
  "app.py": project("app.py", (directory) => python.identify(directory, identified), {
    "requirements.txt": "flask\nuvicorn\n",
  }),
  "a source's drivers": project("app.js", databaseUsedBy),
  "pyproject.toml's drivers": project("pyproject.toml", databaseUsedBy),
  "a PHP start command": (text) =>
    php.identify(folder, { ...identified, startCommand: ["vendor/bin/heroku-php-nginx", text] }),
  "a git address": nameOfAddress,
  "routes in JavaScript": (text) => routesInSource([{ path: "app.js", text }]),
  "routes in Python": (text) => routesInSource([{ path: "urls.py", text }]),
  "groups of Go's routers": (text) =>
    routesInSource([
      { path: "main.go", text: `func main() { api := r.Group("/api"); routes.Auth(api)\n${text}` },
      { path: "routes/auth.go", text: `func Auth(r *gin.RouterGroup) { r.POST("/login", LogIn)\n${text}` },
    ]),
  "types and schemas": (text) =>
    routesInSource([
      { path: "a.ts", text: 'import { known } from "./b.js";\nr.post("/x", known, { body: Form, x: b }, handle);\n' },
      { path: "b.ts", text: `export const known = { ${text}` },
      { path: "c.ts", text: `class Form { ${text}` },
      { path: "d.ts", text: `function handle(req, b: Form) { ${text}` },
    ]),
  "what a project needs": (text) => setUpOf([{ path: "app.js", text }]),
  "what a project for Node needs": (text) =>
    setUpOf([
      {
        path: "package.json",
        text: JSON.stringify({ scripts: { start: text }, dependencies: { express: "4", pg: "8" } }),
      },
      { path: "db.js", text: `mongoose.connect(a);\n${text}` },
      { path: "a.sql", text: `create table a;\n${text}` },
      { path: "knexfile.js", text },
    ]),
  "what a project in Go needs": (text) =>
    setUpOf([
      { path: "go.mod", text: `module a\nrequire github.com/lib/pq v1\n${text}` },
      { path: "main.go", text: `package main\nfunc main() { postgres.Open(a) }\n${text}` },
    ]),
  "what a project in Python needs": (text) =>
    setUpOf([
      { path: "requirements.txt", text: `flask\n${text}` },
      { path: "app.py", text: `app = Flask(__name__)\n${text}` },
      { path: "manage.py", text: `# django\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n${text}` },
      { path: "settings.py", text },
    ]),
  "what a project of Flask's needs": (text) =>
    setUpOf([
      { path: "requirements.txt", text: "flask\n" },
      { path: "app.py", text: `app = Flask(__name__)\ndb = SQLAlchemy(app)\n${text}` },
    ]),
  "routes of Flask's": (text) =>
    routesInSource([
      {
        path: "app.py",
        text: `bp = Blueprint("a", url_prefix="/a")\n@bp.post("/x")\n@use_args({ "a": b ${text.slice(0, 1_000)} })\ndef a(b: A):\n  p.parse_args()\n${text}`,
      },
      { path: "schemas.py", text: `class A(BaseModel):\n${text}` },
    ]),
  "routes of Spring's": (text) =>
    routesInSource([
      {
        path: "a.java",
        text: `@RestController class A { @PostMapping("/x") void a(@RequestBody B b) {} }\n@RestController class C extends UsernamePasswordAuthenticationFilter { ${text}`,
      },
      { path: "b.java", text: `class B { ${text}` },
      { path: "c.java", text: `class D { void a(HttpSecurity a) { anyRequest().authenticated(); formLogin(${text}` },
      { path: "application.properties", text },
      { path: "application.yml", text },
    ]),
  "what a project of Spring's needs": (text) =>
    setUpOf([
      {
        path: "pom.xml",
        text: `spring-boot postgresql lombok starter-mail <dependency><artifactId>jjwt</artifactId><version>${text}`,
      },
      { path: "application.properties", text },
      {
        path: "a.java",
        text: '@Entity @Table(name = "a") class Role { @Id Long id; @Enumerated(EnumType.STRING) ERole name; }\nenum ERole { A, B }',
      },
      { path: "b.java", text: `@Entity class B { @Value("\${a.b}") String a; roleRepository.findByName("A"); ${text}` },
      { path: "c.java", text: `@Entity class Role { @Id Long id; String name; ${text}` },
      { path: "data.sql", text },
    ]),
  "the enum of Spring's roles": (text) =>
    setUpOf([
      { path: "pom.xml", text: "spring-boot postgresql" },
      { path: "a.java", text: "@Entity class Role { @Id Long id; ERole name; }" },
      { path: "b.java", text: `enum ERole { A, ${text}` },
    ]),
  "files of a site in PHP": (text) =>
    routesInSource([
      { path: "login.php", text: `<?php $a = json_decode(file_get_contents("php://input")); ${text}` },
      { path: "api/a.php", text: `<?php $_POST["a"]; ${text}` },
    ]),
  "routes of Slim's and Laravel's, in PHP": (text) =>
    routesInSource([
      { path: "routes.php", text: `<?php Route::post('a', [A::class, 'a']); $a->group('/a', function () { ${text}` },
      { path: "a.php", text: `<?php class A { function a(ARequest $request) { $a->getParsedBody(); ${text}` },
      { path: "b.php", text: `<?php class ARequest { function rules() { return [${text}` },
    ]),
  "rules of Spring's": (text) =>
    routesInSource([
      { path: "a.java", text: '@RestController class A { @PostMapping("/x") void a(@RequestBody B b) {} }' },
      {
        path: "c.java",
        text: `class D { void a(HttpSecurity a) { antMatchers("/a").authenticated(); antMatchers(${text}`,
      },
    ]),
  "what a site in PHP needs": (text) =>
    setUpOf([
      { path: "index.php", text: `<?php $a = mysqli_connect("localhost", "root", "", "shop"); ${text}` },
      { path: "shop.sql", text: `create table a (a int); ${text}` },
    ]),
  "members that a refusal misses": (text) => missingMembers(exchange("signUp", `{"a": ["${text}`)),
  "carriers of a token": (text) => carriersIn([{ path: "app.js", text }]),
  "a page's forms": (text) => formsIn(text, "/"),
  "what an app calls a route": (text) =>
    Object.values(recognitions).flatMap((recognition) =>
      candidatesFor(recognition, [
        { ...route, path: `/${text}`, name: text, body: { kind: "json", members: [{ path: [text] }] } },
      ]),
    ),
  "a refusal": (text) => {
    const step = (body: string, status: number) => ({
      ...{ operation: "logIn", outcome: "doubtful" as const, seen: "" },
      exchanges: [exchange("logIn", body, status)],
    });
    const operations = { logIn: { route, written: { json: {} }, doubts: [] } };
    return learnt({ operations, carriers: [] }, [step(text, 422), step(text, 200)], recognitions);
  },
  "inner workings in a reply": (text) => innerWorkingIn(exchange("logIn", text), []),
  "secrets in source": textsInSource,
  "moments in JSON": (text) => moveText(`{"a": [${text}]}`, { back: 1_000, now: Date.now() }),
};

/** What the readers look for: by these a text comes deep into a pattern. */
const words = [
  ...[
    "\n",
    "\r\n",
    "\u2028",
    " ",
    "\t",
    "a",
    "A",
    "0",
    ".",
    ",",
    ";",
    ":",
    "=",
    "-",
    "/",
    "//",
    "\\",
    "<",
    ">",
    "!",
    "#",
  ],
  ...["(", ")", "[", "]", "{", "}", '"', "'", "`", '\\"', "@", "$", "*", "/*", "*/", "/**/", "\ud800", "é", "${AA:"],
  ...["<!--", "-->", "<dependency>", "</dependency>", "<version>", "<mirror>", "<![CDATA[", "<!DOCTYPE a [", "<?xml "],
  ...["<project>", "<dependencyManagement>", "<a>", "<form>", "<input name=a>", "<style>", "&amp;", "<a ", "a="],
  ...[
    "require ",
    "require(",
    "import ",
    "import {",
    "from ",
    "const a",
    "const ",
    "var {",
    "var ",
    "exports.a =",
    "def a",
  ],
  ...["class A(", "class A {", "type A struct {", "func (", "function ", "async ", "public a", "String a", "return "],
  ...[
    '.get("/',
    ".post('/a', ",
    '.route("',
    "@app.route('/a')",
    "@Get(",
    "#[Route('",
    ".use('/a', ",
    ".register(",
    "prefix:",
  ],
  ...[
    "request.get_json(",
    "@RequestParam(",
    "@Valid ",
    "@RequestBody ",
    "Depends(",
    "b.get(",
    "[a]",
    "for a in (",
    "b = ",
  ],
  ...[
    "process.env.A_B",
    "A_DB",
    '", "',
    "a.db",
    '"x-',
    "token",
    "auth",
    "x.object(",
    "body: {",
    "/[",
    "sqlite",
    "provider",
  ],
  ...[
    "urlpatterns = [",
    "path('a/', ",
    "include(",
    "a.register('a', ",
    "class A(BaseModel):",
    " fields = (",
    " a = A(",
  ],
  ...["a.create_all(", "if __name__", "app.run(", "pymysql.connect(", "host='a', ", "'mysql://", "MAIL_PORT = 1"],
  ...[
    "from a import a, ",
    "from .a import (",
    "import a.b, ",
    "@a.cli.command('a')\n",
    "class Meta:",
    "ALLOWED_HOSTS = [",
  ],
  ...["a.add_resource(", "a.register_blueprint(", "a = Blueprint(", "add_argument('a'", "os.environ['A']", " a: int"],
  ...["Warning: ", "\nat ", "\\nat ", "select a from ", "update ", "insert into ", "java.", ":1", " on line ", "/app/"],
  ...['sql.Open("mysql", ', "godotenv.Load(", 'os.Getenv("A")', "a := a.A{", ".Bind(&a", 'Addr: ":80"'],
  ...["{ host: 'a', database: ", "new Sequelize('a', ", "synchronize: ", "a<b>(", "async (", "z.string(", "A_B: z"],
  ...["@Entity ", "class Role ", '@Value("${a.b}")', "a.b=${a.b}\n", "a: b\n", 'role.findA("A"', "enum A {", "A(1), "],
  ...[
    "$_POST['a']",
    "$a = ",
    "json_decode(",
    "$a->a",
    "mysqli_connect(",
    "new PDO('mysql:host=a",
    "define('DB_HOST', ",
  ],
  ...[
    "->group('/a', ",
    "Route::prefix('a')",
    "->validate([",
    "'a' => 'required'",
    "[A::class, 'a']",
    "$a['host'] = 'a'",
  ],
  ...[" is required", "missing", "invalid", "already", "==", "==1", " @ ", "export ", "a b ", "v1 ", "a.b/", "E11000"],
] as const;

testGrowth(readers, words);

test("a file of many types is searched for roles once", async () => {
  await expectLinear((text) => readers["the enum of Spring's roles"]?.(text), { unit: " }enum A {" });
});

test("a path of many wildcards costs no more than one of few", async () => {
  const rules = `class D { void a(HttpSecurity a) { antMatchers("${"/a/**".repeat(30)}/b").permitAll(); } }`;
  const controller = (path: string) => `@RestController class A { @GetMapping("${path}") void a() {} }`;
  await expectLinear(
    (text) =>
      routesInSource([
        { path: "a.java", text: controller(text.slice(0, 290)) },
        { path: "c.java", text: rules },
      ]),
    { unit: "/a" },
  );
});
