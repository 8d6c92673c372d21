import { describe, expect, test } from "vitest";
import { identify } from "../../src/submission/identify.ts";
import { files, shop } from "./project-folder.ts";

describe("the database", () => {
  test.each<[string, Record<string, string>, string]>([
    [
      "Node's driver",
      { "package.json": '{"main":"a.js","dependencies":{"better-sqlite3":"^12"}}', "a.js": "" },
      "sqlite",
    ],
    ["Node's own", { "package.json": '{"main":"a.js"}', "a.js": 'require("node:sqlite");' }, "sqlite"],
    [
      "Python's own",
      { "requirements.txt": "flask\ngunicorn\n", "app.py": "import sqlite3\napp = Flask()\n" },
      "sqlite",
    ],
    [
      "a driver for tests beside PostgreSQL's",
      { "requirements.txt": "psycopg[binary]==3.2\naiosqlite\n", "manage.py": "" },
      "postgres",
    ],
    [
      "Go's driver",
      { "go.mod": "module a\nrequire modernc.org/sqlite v1.40.0\n", "main.go": "package main\n" },
      "sqlite",
    ],
    [
      "PostgreSQL's in Go",
      { "go.mod": "module a\nrequire github.com/jackc/pgx/v5 v5.7.0\n", "main.go": "package main\n" },
      "postgres",
    ],
    [
      "Django's setting",
      { "requirements.txt": "Django\n", "manage.py": "", "shop/settings.py": 'ENGINE = "django.db.backends.sqlite3"' },
      "sqlite",
    ],
    [
      "Java's driver",
      { "pom.xml": "<project><dependency><artifactId>sqlite-jdbc</artifactId></dependency></project>" },
      "sqlite",
    ],
    [
      "PostgreSQL's in Java",
      {
        "pom.xml":
          "<project><dependency><artifactId>sqlite-jdbc</artifactId></dependency><dependency><artifactId>postgresql</artifactId></dependency></project>",
      },
      "postgres",
    ],
    ["MySQL's in Node", { "package.json": '{"main":"a.js","dependencies":{"mysql2":"^3"}}', "a.js": "" }, "mysql"],
    ["MariaDB's in Python", { "requirements.txt": "flask\nPyMySQL[rsa]==1.2\n", "manage.py": "" }, "mysql"],
    [
      "MySQL's in Go",
      { "go.mod": "module a\nrequire github.com/go-sql-driver/mysql v1.9.0\n", "main.go": "package main\n" },
      "mysql",
    ],
    [
      "a package that only sounds like a driver",
      { "package.json": '{"main":"a.js","dependencies":{"mysql-formatter":"^1"}}', "a.js": "" },
      "postgres",
    ],
    [
      "Prisma's schema",
      { "package.json": '{"main":"a.js"}', "a.js": "", "schema.prisma": 'datasource db {\n  provider = "mysql"\n}' },
      "mysql",
    ],
    [
      "its other name in assay.yaml",
      { "package.json": '{"main":"a.js"}', "a.js": "", "assay.yaml": "database: mariadb" },
      "mysql",
    ],
    ["none", { "package.json": '{"main":"a.js"}', "a.js": "// sqlite would do" }, "postgres"],
    [
      "what assay.yaml says",
      { "package.json": '{"main":"a.js"}', "a.js": "", "assay.yaml": "database: sqlite" },
      "sqlite",
    ],
  ])("is known by %s", async (_, contents, engine) => {
    await files(contents);
    expect((await identify(shop)).database).toBe(engine);
  });
});

describe("drivers", () => {
  const found = async (contents: Record<string, string>): Promise<unknown> => {
    await files({ "index.js": "", "main.go": "package main\nfunc main() {}\n", "manage.py": "", ...contents });
    const { database, services } = await identify(shop);
    return [database, ...services];
  };
  const node = (content: object): Record<string, string> => ({ "package.json": JSON.stringify(content) });

  // Each names MongoDB and Redis where no dependency stands.
  test.each<[string, Record<string, string>]>([
    [
      "a package.json",
      node({
        ...{ name: "redis", description: "Without redis or mongodb, with mysql2", keywords: ["redis", "mongodb"] },
        ...{ scripts: { redis: "redis" }, config: { redis: "mongodb" }, dependencies: { pg: "^8" } },
      }),
    ],
    [
      "a pyproject.toml",
      {
        "pyproject.toml":
          '[project]\nname = "redis"\ndescription = "No redis"\nkeywords = ["redis", "pymongo"]\ndependencies = ["psycopg"]\n[tool.x]\nredis = "1"\n',
      },
    ],
    [
      "a requirements.txt",
      { "requirements.txt": "# redis\npsycopg==3.2 # not pymongo\n-c redis\nredis is not used\n" },
    ],
    ["a go.mod", { "go.mod": "module github.com/redis/go-redis\n// github.com/redis/go-redis v9.0.0\n" }],
    [
      "a pom.xml",
      {
        "pom.xml":
          "<project><artifactId>jedis</artifactId><!-- <dependency><artifactId>jedis</artifactId></dependency> --></project>",
      },
    ],
  ])("are not what else %s says", async (_, contents) => {
    expect(await found(contents)).toEqual(["postgres"]);
  });

  test.each<[string, Record<string, string>]>([
    ["Node", node({ dependencies: { mongoose: "^9", ioredis: "^5" }, devDependencies: { pg: "^8" } })],
    ["requirements.txt", { "requirements.txt": "PyMongo[srv]>=4 ; python_version > '3.9'\nredis\n" }],
    [
      "an extra",
      { "requirements.txt": "flask_session[redis, x]==1.0 \\\n  --hash=sha256:00\nmotor @ https://a.example/m.whl\n" },
    ],
    [
      "pyproject.toml",
      {
        "pyproject.toml":
          '[project]\nname = "a"\ndependencies = [\n  "pymongo[srv]>=4", # not "psycopg"\n  "redis"\n]\n',
      },
    ],
    [
      "Poetry",
      { "pyproject.toml": '[tool.poetry.dependencies]\npymongo = "^4"\nflask-session = { extras = ["redis"] }\n' },
    ],
    ["Pipfile", { Pipfile: '[packages]\npymongo = "*"\nredis = "*"\n[dev-packages]\npsycopg = "*"\n' }],
    [
      "Go, with PostgreSQL's for another package",
      {
        "go.mod":
          "module a\nrequire (\n\tgo.mongodb.org/mongo-driver/v2 v2.4.0\n\tgithub.com/redis/go-redis/v9 v9.0.0\n\tgithub.com/lib/pq v1.0.0 // indirect\n)\n",
      },
    ],
    ["Composer", { "composer.json": '{"require":{"mongodb/mongodb":"^2","predis/predis":"^3"}}', "index.php": "" }],
    [
      "Maven, with PostgreSQL's for tests",
      {
        "pom.xml": `<project>${[
          "<artifactId>mongodb-driver-sync</artifactId>",
          "<artifactId>jedis</artifactId>",
          "<artifactId>postgresql</artifactId><scope>test</scope>",
        ]
          .map((inside) => `<dependency>${inside}</dependency>`)
          .join("")}</project>`,
      },
    ],
  ])("are the dependencies of %s", async (_, contents) => {
    expect(await found(contents)).toEqual(["mongodb", "redis"]);
  });
});
