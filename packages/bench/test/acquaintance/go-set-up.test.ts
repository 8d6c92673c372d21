import { expect, it } from "vitest";
import { setUpOf } from "../../src/acquaintance/set-up.ts";
import type { OwnStart } from "../../src/acquaintance/python-set-up.ts";

const built: OwnStart = {
  ...{ language: "go", isSaid: false },
  installCommands: ["go build -o ./.assay-build/server ."],
  startCommand: "./.assay-build/server",
};
const writtenFrom = (files: Readonly<Record<string, string>>, own: OwnStart | undefined = built) =>
  setUpOf(
    Object.entries({ "go.mod": "module shop\nrequire github.com/lib/pq v1", ...files }).map(([path, text]) => ({
      path,
      text,
    })),
    own,
  ).written;

const head = 'package main\nimport (\n\t"fmt"\n)\n';

it.each([
  ["godotenv.Load()", ".env"],
  ['godotenv.Load("config/.env")', "config/.env"],
  ['viper.SetConfigFile(".env"); viper.AutomaticEnv()', ".env"],
  ['viper.SetConfigName("app"); viper.SetConfigType("env"); viper.AutomaticEnv()', "app.env"],
])("a file of variables without which it ends is written: %s", (call, file) => {
  const written = writtenFrom({ "main.go": `${head}func main() { ${call}; os.Getenv("JWT_SECRET") }` });
  expect(written).toEqual({ files: { [file]: "JWT_SECRET=0\n" }, environment: { JWT_SECRET: "${AUTH_SECRET}" } });
});

it("its databases speak without TLS, and some time zone is set", () => {
  const { environment } = writtenFrom({ "db.go": 'os.Getenv("DB_SSLMODE"); os.Getenv("DB_TIMEZONE")' });
  expect(environment).toEqual({ DB_SSLMODE: "disable", DB_TIMEZONE: "UTC" });
});

it("a file of variables that it brings is left", () => {
  expect(writtenFrom({ ".env": "PORT=1\n", "main.go": `${head}func main() { godotenv.Load() }` })).toEqual({});
});

it.each([
  ['dsn := "host=localhost user=me sslmode=require"\n\tgorm.Open(postgres.Open(dsn))', "DATABASE_URL", undefined],
  ['sql.Open("mysql", "root:secret@tcp(localhost:3306)/shop")', "MYSQL_DSN", /^\$\{DATABASE_USER\}.*@tcp\(/],
])("an address of a database that stands in the code is replaced: %s", (text, name, address) => {
  const { replace, environment } = writtenFrom({ "db.go": `${head}func open() {\n\t${text}\n}` });
  expect(replace).toContainEqual(expect.objectContaining({ with: `os.Getenv("${name}")` }));
  expect(replace).toContainEqual({ file: "db.go", text: "import (", with: 'import (\n\t"os"' });
  if (address === undefined) expect(environment).toBeUndefined();
  else expect(environment).toMatchObject({ [name]: expect.stringMatching(address) as string });
});

it("a variable that holds an address is given the form that its driver reads", () => {
  const files = {
    "a.go": 'mysql.Open(os.Getenv("STORE"))',
    "b.go": 'at := os.Getenv("PEOPLE")\npgxpool.New(ctx, at)',
  };
  expect(writtenFrom(files)["environment"]).toEqual({
    STORE: expect.stringContaining("@tcp(${DATABASE_HOST}") as string,
    PEOPLE: "${DATABASE_URL}",
  });
});

it.each([
  ['http.ListenAndServe(":8080", r)', 'ListenAndServe(":" + os.Getenv("PORT")'],
  ['e.Logger.Fatal(e.Start("localhost:1323"))', 'Start(":" + os.Getenv("PORT")'],
  ['&http.Server{Addr: ":9000"}', 'Addr: ":" + os.Getenv("PORT")'],
])("a port that stands in the code is replaced: %s", (text, replaced) => {
  const { replace } = writtenFrom({ "main.go": `import "os"\n${text}` });
  expect(replace).toEqual([expect.objectContaining({ with: replaced })]);
});

it("a module in a folder is built and started there", () => {
  const text = "package main\nfunc main() {}";
  const files = { "backend/go.mod": "module shop", "backend/cmd/api/main.go": text, "backend/cmd/seed/main.go": text };
  const listed = Object.entries(files).map(([path, content]) => ({ path, text: content }));
  expect(setUpOf(listed).written).toEqual({
    language: "go",
    install: ["cd backend && go build -o .assay-build/server ./cmd/api"],
    start: "cd backend && exec ./.assay-build/server",
  });
});

it("SQL that no code runs makes the tables, by the driver that it has", () => {
  const written = writtenFrom({
    "main.go": head,
    "db/1.up.sql": "CREATE TABLE a ();",
    "db/1.down.sql": "DROP TABLE a; CREATE TABLE b ();",
    "db/2.up.sql": "ALTER TABLE a ADD COLUMN b int;",
    "reports/1.sql": "SELECT 1;",
  });
  expect(written).toMatchObject({
    install: ["go build -o ./.assay-build/server .", "go build -o .assay-build/tables ./assay_tables"],
    "before-start": "./.assay-build/tables",
  });
  expect(JSON.stringify(written["files"])).toContain('\\"db/1.up.sql\\", \\"db/2.up.sql\\"}');
  expect(JSON.stringify(written["files"])).not.toContain("1.down.sql");
});

it("its older driver wants no TLS, for the app and for the program that makes its tables", () => {
  const main = `package main\nimport (\n\t_ "github.com/lib/pq"\n\t"os"\n)\nfunc main() { open(os.Getenv("POSTGRES_URL")) }`;
  const written = writtenFrom({ "main.go": main, "db/1.up.sql": "CREATE TABLE a ();" });
  expect(written["environment"]).toEqual({ PGSSLMODE: "disable", POSTGRES_URL: "${DATABASE_URL}" });
});

it("a module whose sums are not whole can be completed", () => {
  const files = [
    { path: "go.mod", text: "module shop\nrequire github.com/lib/pq v1" },
    { path: "main.go", text: `${head}func main() {}` },
  ];
  expect(setUpOf(files, built).relaxedInstall).toMatchObject({
    language: "go",
    commands: ["go mod tidy", "go build -o ./.assay-build/server ."],
  });
});
