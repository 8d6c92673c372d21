import { describe, expect, it } from "vitest";
import { setUpOf } from "../../src/acquaintance/set-up.ts";

const setUpFrom = (files: Readonly<Record<string, string>>) =>
  setUpOf(Object.entries(files).map(([path, text]) => ({ path, text }))).written;
const environmentFrom = (files: Readonly<Record<string, string>>) => setUpFrom(files)["environment"];

it.each([
  ["taken apart", "server.js", "const { JWT_SECRET: secret, PORT = 3000 } = process.env;"],
  ["by Nest's service", "auth.module.ts", 'secret: config.getOrThrow<string>("JWT_SECRET")'],
  [
    "by a settings class",
    "settings.py",
    "class Settings(BaseSettings):\n    jwt_secret: str\n\nsettings = Settings()\n",
  ],
  ["by Go", "main.go", 'secret, ok := os.LookupEnv("JWT_SECRET")'],
  ["by a helper of its own", "config.go", 'secret := mustGetEnv("JWT_SECRET")'],
])("a variable that is read %s is seen", (_way, file, text) => {
  expect(environmentFrom({ [file]: text })).toEqual({ JWT_SECRET: "${AUTH_SECRET}" });
});

it("a secret of refresh tokens is another than that of access tokens, unless it is the only one", () => {
  const both = "const a = process.env.JWT_SECRET, b = process.env.JWT_REFRESH_SECRET;";
  expect(environmentFrom({ "server.js": both })).toEqual({
    JWT_SECRET: "${AUTH_SECRET}",
    JWT_REFRESH_SECRET: expect.stringMatching(/^\$\{AUTH_SECRET\}[\da-f]+$/) as unknown,
  });
  expect(environmentFrom({ "server.js": "const b = process.env.REFRESH_SECRET;" })).toEqual({
    REFRESH_SECRET: "${AUTH_SECRET}",
  });
});

it("values of an example are taken where they are values, and not a developer's own", () => {
  const example =
    'JWT_EXPIRES_IN=15m # minutes\nSALT_ROUNDS="10"\nAPI_TOKEN=your-token-here\nDEBUG=true\nAPP_ENV=local\n';
  expect(environmentFrom({ ".env.example": example })).toEqual({ JWT_EXPIRES_IN: "15m", SALT_ROUNDS: "10" });
});

it("what a helper of the project's own insists on is given something", () => {
  expect(environmentFrom({ "config.go": 'a := mustGetEnv("SHOP_MOTTO")\nb := mustGetEnv("ENVIRONMENT")' })).toEqual({
    ENVIRONMENT: "development",
    SHOP_MOTTO: "something",
  });
  expect(environmentFrom({ "config.go": 'a := getEnv("SHOP_MOTTO", "hello")' })).toBeUndefined();
  expect(environmentFrom({ "index.js": 'const http = require("http");' })).toBeUndefined();
});

const parts = "${DATABASE_USER}:${DATABASE_PASSWORD}@${DATABASE_HOST}:${DATABASE_PORT}/${DATABASE_NAME}";

it.each([
  ["Flask-SQLAlchemy\nPyMySQL==1.1", "", `mysql+pymysql://${parts}`],
  ["sqlalchemy\nasyncpg", "", `postgresql+asyncpg://${parts}`],
  ["sqlalchemy\npsycopg[binary]", "", `postgresql+psycopg://${parts}`],
  [
    "sqlalchemy\npsycopg2-binary\nasyncpg",
    'URL = "postgresql+asyncpg://me@localhost/shop"',
    `postgresql+asyncpg://${parts}`,
  ],
  ["sqlalchemy\npsycopg2-binary", "", `postgresql+psycopg2://${parts}`],
  ["sqlalchemy\naiosqlite", "", "sqlite+aiosqlite:///${DATA_DIR}/app.db"],
  [
    "sqlalchemy\npsycopg2-binary",
    'create_engine(url, connect_args={"check_same_thread": False})',
    "sqlite:///${DATA_DIR}/app.db",
  ],
  [
    "sqlalchemy\npsycopg2-binary",
    'create_engine(url, connect_args={"check_same_thread": False} if url.startswith("sqlite") else {})',
    `postgresql+psycopg2://${parts}`,
  ],
])("SQLAlchemy gets the address that its driver reads: %s", (requirements, settings, address) => {
  const code = `${settings}\nurl = os.environ["DATABASE_URL"]`;
  expect(environmentFrom({ "requirements.txt": requirements, "db.py": code })).toEqual({ DATABASE_URL: address });
});

it("without SQLAlchemy, and with its usual driver, the address stays as it is", () => {
  const code = 'url = os.environ["DATABASE_URL"]';
  expect(environmentFrom({ "requirements.txt": "asyncpg", "db.py": code })).toBeUndefined();
  expect(environmentFrom({ "requirements.txt": "sqlalchemy==2.0.40\npsycopg2", "db.py": code })).toBeUndefined();
});

it("Spring gets its port and its database by its own variables", () => {
  const pom = "<artifactId>spring-boot-starter-data-jpa</artifactId><artifactId>postgresql</artifactId>";
  expect(environmentFrom({ "pom.xml": pom, "src/main/resources/application.properties": "server.port=8080" })).toEqual({
    SERVER_PORT: "${PORT}",
    SPRING_DATASOURCE_URL: "jdbc:postgresql://${DATABASE_HOST}:${DATABASE_PORT}/${DATABASE_NAME}",
    SPRING_DATASOURCE_USERNAME: "${DATABASE_USER}",
    SPRING_DATASOURCE_PASSWORD: "${DATABASE_PASSWORD}",
    SPRING_JPA_HIBERNATE_DDL_AUTO: "update",
  });
});

it("Laravel gets a key of its form, a database, and the folders that it writes in", () => {
  expect(setUpFrom({ artisan: "", ".env.example": "DB_CONNECTION=pgsql" })).toMatchObject({
    database: "postgres",
    writable: ["bootstrap/cache", "storage"],
    environment: { APP_KEY: "base64:${AUTH_SECRET_BASE64}", DB_CONNECTION: "pgsql" },
  });
});

it.each([
  ["server.js", "const port = 5000;", "const port = process.env.PORT"],
  ["db.js", 'mongoose.connect("mongodb://localhost:27017/shop")', "(process.env.DATABASE_URL"],
  ["main.go", 'r.Run(":8080")', ".Run("],
  ["app.py", "app.run(debug=True, port=5000)", 'app.run(debug=True, port=int(__import__("os").environ["PORT"]))'],
])("a setting that stands in the code is replaced: %s", (file, text, replaced) => {
  expect(setUpFrom({ [file]: text })["replace"]).toMatchObject([{ file, with: replaced }]);
});

it("an address of any connection is the database's, and an origin that may ask is the shop's", () => {
  const text =
    'connect(env.CONNECTION_URI); cors({ origin: process.env.ALLOWED_ORIGINS.split(",") }); process.env.CORS_ORIGIN;';
  expect(setUpFrom({ "server.js": text })["environment"]).toEqual({
    ALLOWED_ORIGINS: "${PUBLIC_URL}",
    CONNECTION_URI: "${DATABASE_URL}",
    CORS_ORIGIN: "${PUBLIC_URL}",
  });
});

it("what is read from the environment first is left", () => {
  const text =
    'const port = process.env.PORT || 5000; mongoose.connect(process.env.MONGO_URI || "mongodb://localhost/shop");';
  expect(setUpFrom({ "server.js": text })["replace"]).toBeUndefined();
});

it.each([
  ["settings.py", '"NAME": BASE_DIR / "db.sqlite3"', ["."]],
  ["app.py", 'from flask_sqlalchemy import SQLAlchemy\napp.config["X"] = "sqlite:///shop.db"', ["instance"]],
  ["db.py", 'create_engine("sqlite:///./data/shop.db")', ["data"]],
  ["app.py", 'app.config["SESSION_TYPE"] = "filesystem"', ["flask_session"]],
  ["app.py", 'app.config["SESSION_TYPE"] = "redis"', undefined],
  ["db.py", 'create_engine("sqlite:///data/../../shop.db")', undefined],
  ["db.py", 'create_engine("sqlite:////var/shop.db"); connect("../shop.db")', undefined],
])("folders that it writes in are found by %s: %s", (file, text, folders) => {
  expect(setUpFrom({ [file]: text })["writable"]).toEqual(folders);
});

const springPom = {
  path: "pom.xml",
  text: "<artifactId>spring-boot-starter-data-jpa</artifactId><artifactId>postgresql</artifactId><artifactId>h2</artifactId>",
};
const environmentOf = (files: readonly { path: string; text: string }[]) => setUpOf(files).written["environment"];

it("tables that Spring would make anew at each start stay, and a database in memory is left alone", () => {
  const settings = (url: string) => ({
    path: "src/main/resources/application.yml",
    text: `spring:\n  datasource:\n    url: ${url} # here\n  jpa:\n    hibernate:\n      ddl-auto: "create-drop"\n`,
  });
  expect(environmentOf([springPom, settings("jdbc:postgresql://localhost/shop")])).toMatchObject({
    SPRING_JPA_HIBERNATE_DDL_AUTO: "update",
  });
  expect(environmentOf([springPom, settings("jdbc:h2:mem:shop")])).toEqual({ SERVER_PORT: "${PORT}" });
});

it("what Spring's code wants and nothing sets gets a value by its name and its type", () => {
  const code =
    'class Tokens { @Value("${shop.jwt-secret}") String a; @Value("${shop.jwt.expiration}") long b; @Value("${shop.set}") String c; @Value("${d:1}") int d; @Value("${shop.strict}") private boolean e; @Value("${shop.most}") private final int f; }';
  const files = [
    springPom,
    { path: "src/main/java/Tokens.java", text: code },
    { path: "src/main/resources/application.properties", text: "shop.set=here\n" },
  ];
  expect(environmentOf(files)).toMatchObject({
    SHOP_JWT_SECRET: "${AUTH_SECRET}",
    SHOP_JWT_EXPIRATION: "3600000",
    SHOP_STRICT: "true",
    SHOP_MOST: "10",
  });
  expect(environmentOf(files)).not.toHaveProperty("SHOP_SET");
});

it("roles that sign-ups look for are put in their table, unless the project does so", () => {
  const role = {
    path: "src/main/java/Role.java",
    text: '@Entity @Table(name = "roles") class Role { @Id @GeneratedValue(strategy = GenerationType.IDENTITY) private Long id; @Enumerated(EnumType.STRING) @Column(length = 20) private Kind name; }\nenum Kind { ROLE_USER, ROLE_ADMIN }',
  };
  const { written } = setUpOf([springPom, role]);
  expect(written["environment"]).toMatchObject({ SPRING_SQL_INIT_DATA_LOCATIONS: "file:./assay-data.sql" });
  const [first = ""] = Object.values(written["files"] as Readonly<Record<string, string>>);
  expect(first).toContain("INSERT INTO roles (name) SELECT 'ROLE_USER'");
  expect(first).toContain("SELECT 'ROLE_ADMIN'");
  const seed = {
    path: "src/main/java/Seed.java",
    text: "class Seed { void run() { roleRepository.save(new Role()); } }",
  };
  expect(setUpOf([springPom, role, seed]).written["files"]).toBeUndefined();
});

it.each([
  ["the app", "APP_PORT", "${PORT}"],
  ["a project's own name", "SHOP_PORT", "${PORT}"],
  ["Redis", "REDIS_PORT", undefined],
  ["Spring's Redis", "SPRING_DATA_REDIS_PORT", undefined],
  ["a message broker", "RABBITMQ_PORT", undefined],
  ["the database", "MYSQL_PORT", "${DATABASE_PORT}"],
])("a port is the app's only where no other server's name stands before it: %s", (_of, name, value) => {
  const environment = environmentFrom({ "server.js": `const port = process.env.${name};` });
  expect(environment).toEqual(value === undefined ? undefined : { [name]: value });
});

describe("variables for Redis", () => {
  const code =
    "const store = new Redis({ host: process.env.REDIS_HOST, port: process.env.REDIS_PORT, password: process.env.REDIS_PASS });";
  const files = [
    { path: "server.js", text: code },
    { path: "cache.go", text: 'os.Getenv("REDIS_ADDR"); os.Getenv("CACHE_REDIS_URL"); os.Getenv("REDIS_DB")' },
  ];

  it("are those of the run's own, where the project names a driver", () => {
    expect(setUpOf(files, undefined, ["redis"]).written["environment"]).toEqual({
      CACHE_REDIS_URL: "${REDIS_URL}",
      REDIS_ADDR: "${REDIS_HOST}:${REDIS_PORT}",
      REDIS_DB: "0",
      REDIS_HOST: "${REDIS_HOST}",
      REDIS_PASS: "${REDIS_PASSWORD}",
      REDIS_PORT: "${REDIS_PORT}",
    });
  });

  it("are left alone where it names none, as Laravel's settings read them unasked", () => {
    expect(setUpOf(files).written["environment"]).toBeUndefined();
  });
});

it.each([
  ["on unless it is set", 'EMAIL_USE_TLS = os.getenv("EMAIL_USE_TLS", "True") == "True"', "false"],
  ["on by its type's default", "class Settings(BaseSettings):\n    email_use_tls: bool = True\n", "false"],
  ["on unless it is set, in JavaScript", "secure: (process.env.EMAIL_USE_TLS || 'true') === 'true'", "false"],
  ["off unless it is set", "secure: Boolean(process.env.EMAIL_USE_TLS)", undefined],
  ["off by default", 'EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", False)', undefined],
])("mails go without encryption to the run's mail server: %s", (_way, text, value) => {
  const files = { "settings.py": text, ".env.example": "EMAIL_USE_TLS=True\n" };
  expect(environmentFrom(files)).toEqual(value === undefined ? undefined : { EMAIL_USE_TLS: value });
});

const inPhp = (name: string) => `getenv('DATABASE_${name}')`;
const login = [inPhp("HOST"), inPhp("USER"), inPhp("PASSWORD")].join(", ");

it.each([
  [
    "mysqli_connect's arguments",
    '$c = mysqli_connect("localhost", "root", "", "shop") or die("no");',
    `$c = mysqli_connect(${login}, ${inPhp("NAME")}, (int) ${inPhp("PORT")}) or die("no");`,
  ],
  [
    "variables, constants and properties",
    "$this->c = new mysqli($this->host, DB_USER, $password, f(1, 2), 3306);",
    `$this->c = new mysqli(${login}, ${inPhp("NAME")}, (int) ${inPhp("PORT")});`,
  ],
  [
    "a database that is chosen later",
    "$c = mysqli_connect('localhost', 'root', 'a,b'); mysqli_select_db($c, 'shop');",
    `$c = mysqli_connect(${login}, '', (int) ${inPhp("PORT")}); mysqli_select_db($c, ${inPhp("NAME")});`,
  ],
  [
    "PDO's address, with its own options",
    'new PDO("mysql:host=localhost;dbname=shop;charset=utf8mb4", $user, $pass, [PDO::A => 1, PDO::B => 2])',
    `new PDO('mysql:host=' . ${inPhp("HOST")} . ';port=' . ${inPhp("PORT")} . ';dbname=' . ${inPhp("NAME")} . ';charset=utf8mb4', ${inPhp("USER")}, ${inPhp("PASSWORD")}, [PDO::A => 1, PDO::B => 2])`,
  ],
  [
    "PDO's address in a variable",
    '$dsn = "pgsql:host=$host;dbname=$db"; new PDO($dsn, $user, $pass)',
    `$dsn = "pgsql:host=$host;dbname=$db"; new PDO('pgsql:host=' . ${inPhp("HOST")} . ';port=' . ${inPhp("PORT")} . ';dbname=' . ${inPhp("NAME")}, ${inPhp("USER")}, ${inPhp("PASSWORD")})`,
  ],
  [
    "constants that a library is given",
    "define('DB_HOST', 'localhost'); define('DB_USER', 'root'); define('DB_PASS', ''); define('DB_NAME', 'shop');",
    `define('DB_HOST', ${inPhp("HOST")}); define('DB_USER', ${inPhp("USER")}); define('DB_PASS', ${inPhp("PASSWORD")}); define('DB_NAME', ${inPhp("NAME")});`,
  ],
  [
    "an array that a library is given",
    "return ['driver' => 'mysql', 'host' => 'localhost', 'database' => 'shop', 'username' => 'root', 'password' => ''];",
    `return ['driver' => 'mysql', 'port' => ${inPhp("PORT")}, 'host' => ${inPhp("HOST")}, 'database' => ${inPhp("NAME")}, 'username' => ${inPhp("USER")}, 'password' => ${inPhp("PASSWORD")}];`,
  ],
])("a site in PHP gets its own database in place of %s", (_of, text, changed) => {
  const { replace, environment } = setUpFrom({ "index.php": "<?php require 'db.php';", "db.php": `<?php ${text}` }) as {
    replace: readonly { file: string; text: string; with: string }[];
    environment: unknown;
  };
  const after = replace.reduce((before, one) => before.replaceAll(one.text, () => one.with), text);
  expect(after).toBe(changed);
  expect(environment).toMatchObject({ DATABASE_HOST: "${DATABASE_HOST}", DATABASE_NAME: "${DATABASE_NAME}" });
});

it.each([
  ["reads its environment", "new mysqli(getenv('H'), getenv('U'), getenv('P'), getenv('N'));"],
  ["opens a file", "new PDO('sqlite:shop.db');"],
  [
    "has it in a class's own property",
    "class C { public $a = ['host' => 'localhost', 'username' => 'root', 'password' => '', 'database' => 'shop']; }",
  ],
])("nothing is replaced in PHP that %s", (_what, text) => {
  expect(setUpFrom({ "index.php": `<?php ${text}` })["replace"]).toBeUndefined();
});

it("a site in PHP gets the tables of its dump, and its language where only pages say it", () => {
  const files = {
    "login.php": '<?php $c = mysqli_connect("localhost", "root", "", "shop");',
    "index.html": "",
    "database/my shop.sql": "CREATE TABLE users (id int);",
    "old.sql": "insert into users values (1);",
  };
  expect(setUpFrom(files)).toMatchObject({
    language: "php",
    database: "mysql",
    "before-start": expect.stringMatching(/^mysql --force .* < 'database\/my shop\.sql'/) as unknown,
  });
  expect(setUpFrom({ ...files, "package.json": "{}" })["before-start"]).toBeUndefined();
});

it.each([
  ['"ssl": {\n  "fake": "true"\n}', ""],
  ['"sslmode": "require"', '"sslmode": "prefer"'],
])("a driver is not asked for what only a database elsewhere has: %s", (text, changed) => {
  const code = `options = { "connect_args": { ${text} } }`;
  expect(setUpFrom({ "app.py": code })["replace"]).toEqual([{ file: "app.py", text, with: changed }]);
});

it("an old library of tokens gets what newer versions of Java left out", () => {
  const pomOf = (version: string, more = "") =>
    `<project><parent>spring-boot</parent><properties><jjwt.version>0.9.1</jjwt.version></properties><dependencies>
  <dependency><artifactId>a</artifactId></dependency>
  <dependency>
    <groupId>io.jsonwebtoken</groupId><artifactId>jjwt</artifactId><version>${version}</version>
  </dependency>${more}</dependencies></project>`;
  const replaced = (pom: string) => {
    const replace = setUpFrom({ "pom.xml": pom })["replace"] as { text: string; with: string }[] | undefined;
    return replace?.reduce((before, one) => before.replaceAll(one.text, () => one.with), pom);
  };
  const added =
    "<dependency><groupId>javax.xml.bind</groupId><artifactId>jaxb-api</artifactId><version>2.3.1</version></dependency>";
  for (const version of ["0.9.1", "${jjwt.version}"]) expect(replaced(pomOf(version))).toBe(pomOf(version, added));
  expect(replaced(pomOf("0.12.3"))).toBeUndefined();
  expect(replaced(pomOf("0.9.1", added))).toBeUndefined();
});
