import { exec } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { setUpOf } from "../../src/acquaintance/set-up.ts";
import type { OwnStart } from "../../src/acquaintance/python-set-up.ts";

const setUpFrom = (files: Readonly<Record<string, string>>, own?: OwnStart) =>
  setUpOf(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    own,
  );

const byItself: OwnStart = {
  language: "python",
  installCommands: ["python3 -m venv --clear .venv", "pip install -r requirements.txt"],
  startCommand: "exec uvicorn --host 0.0.0.0 --port $PORT 'main:app'",
  isSaid: false,
};

it("without a list of packages, what the code imports is installed, and that is said", () => {
  const { written, doubts } = setUpFrom({
    "main.py": `
from fastapi import FastAPI, Depends
from fastapi.security import OAuth2PasswordRequestForm
from pydantic import BaseModel, EmailStr
from passlib.context import CryptContext
from jose import jwt
import os, datetime
from store import users
app = FastAPI()
`,
    "store/users.py": 'import psycopg2\nURL = "postgresql://me:secret@localhost/shop"\n',
    "tools/scan.py": "import cv2\n",
  });
  expect(
    String((written["files"] as Record<string, string>)["requirements.txt"])
      .trim()
      .split("\n")
      .sort(),
  ).toEqual([
    ...["bcrypt<4.1", "email-validator", "fastapi", "passlib[bcrypt]", "psycopg2-binary", "pydantic"],
    ...["python-jose[cryptography]", "python-multipart", "uvicorn"],
  ]);
  expect(written["start"]).toBe("exec uvicorn --host 0.0.0.0 --port $PORT main:app");
  expect(written["replace"]).toEqual([
    {
      file: "store/users.py",
      text: '= "postgresql://me:secret@localhost/shop"',
      with: '= __import__("os").environ["DATABASE_URL"]',
    },
  ]);
  expect(doubts.map(({ text }) => text).join("\n")).toContain("no file says what it installs");
});

it.each([
  [
    "below a folder, from where its imports begin",
    {
      "backend/requirements.txt": "fastapi\nuvicorn\n",
      "backend/app/main.py": "from fastapi import FastAPI\nfrom app.routes import users\napp = FastAPI()\n",
      "backend/app/routes/users.py": "",
    },
    "cd backend && exec uvicorn --host 0.0.0.0 --port $PORT app.main:app",
    ["python3 -m venv --clear .venv", "pip install -r backend/requirements.txt"],
  ],
  [
    "whose imports begin beside it",
    {
      "src/requirements.txt": "fastapi\nuvicorn\n",
      "src/main.py": "import fastapi\nfrom database import engine\napp = fastapi.FastAPI()\n",
      "src/database.py": "",
    },
    "cd src && exec uvicorn --host 0.0.0.0 --port $PORT main:app",
    ["python3 -m venv --clear .venv", "pip install -r src/requirements.txt"],
  ],
  [
    "by a factory, with Flask's own server where no other is named",
    {
      "requirements/base.txt": "Flask==3.0\n",
      "requirements/dev.txt": "pytest\n",
      "shop/__init__.py":
        "from flask import Flask\nfrom . import routes\ndef create_app():\n    app = Flask(__name__)\n    return app\n",
      "shop/routes.py": "",
    },
    "exec flask run --host 0.0.0.0 --port $PORT",
    ["python3 -m venv --clear .venv", "pip install -r requirements/base.txt"],
  ],
  [
    "of Django's, in a folder",
    {
      "server/requirements.txt": "Django\n",
      "server/manage.py": 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\nimport django\n',
    },
    "cd server && exec python3 manage.py runserver --noreload 0.0.0.0:$PORT",
    ["python3 -m venv --clear .venv", "pip install -r server/requirements.txt"],
  ],
] as const)("an app is started %s", (_way, files, start, install) => {
  const { written } = setUpFrom(files);
  expect(written).toMatchObject({ start, install, language: "python" });
});

it("what its own files say of its start is left, and what is lacking is installed besides", () => {
  const files = {
    "requirements.txt": "fastapi\nuvicorn\npasslib[bcrypt]\n",
    "main.py": "from fastapi import FastAPI, Form\nfrom passlib.context import CryptContext\napp = FastAPI()\n",
  };
  const { written } = setUpFrom(files, byItself);
  expect(written).toEqual({
    language: "python",
    install: [...byItself.installCommands, "pip install python-multipart 'bcrypt<4.1'"],
  });
  expect(setUpFrom({ ...files, "requirements.txt": "fastapi[standard]\n" }, byItself).written).toEqual({});
});

const flask =
  "from flask import Flask\nfrom flask_sqlalchemy import SQLAlchemy\napp = Flask(__name__)\ndb = SQLAlchemy(app)\n";
const flaskStart = { ...byItself, startCommand: "python3 app.py" };

it.each([
  [
    "by a command of its own",
    `${flask}@app.cli.command("make-tables")\ndef make():\n    db.create_all()\n`,
    "flask make-tables",
  ],
  [
    "by nothing in it",
    flask,
    `python -c "$(printf 'from app import app\\nfrom app import db\\nwith app.app_context(): db.create_all()')"`,
  ],
  ["when it is imported", `${flask}with app.app_context():\n    db.create_all()\n`, undefined],
  [
    "when it is run",
    `${flask}if __name__ == "__main__":\n    with app.app_context():\n        db.create_all()\n    app.run()\n`,
    undefined,
  ],
])("tables of Flask's are made: %s", (_way, text, command) => {
  const { written } = setUpFrom({ "requirements.txt": "flask\nflask-sqlalchemy\n", "app.py": text }, flaskStart);
  expect(written["before-start"]).toBe(command);
});

it("migrations that weren't committed are made first", () => {
  const { written } = setUpFrom(
    {
      "requirements.txt": "Django\n",
      "manage.py": "import django\n",
      "people/models.py": "class Person(models.Model):\n    pass\n",
      "shop/models.py": "class Thing(models.Model):\n    pass\n",
      "shop/migrations/0001_initial.py": "",
    },
    { ...byItself, startCommand: "exec python3 manage.py runserver" },
  );
  expect(written["before-start"]).toEqual([
    "python manage.py makemigrations people",
    "python manage.py migrate --noinput",
  ]);
  expect(written["writable"]).toEqual(["people"]);
});

it("settings of Django's that a run has of its own are changed in a file beside them", () => {
  const { written } = setUpFrom(
    {
      "requirements.txt": "Django\npsycopg2-binary\n",
      "manage.py": 'import django\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
      "site/settings.py": `
ALLOWED_HOSTS = [
    "localhost",
]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "shop", "USER": "me", "HOST": "db"}}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
`,
      "people/views.py": "from django.core.mail import send_mail\n",
    },
    { ...byItself, startCommand: "exec python3 manage.py runserver" },
  );
  expect(written["environment"]).toMatchObject({
    DJANGO_SETTINGS_MODULE: "assay_settings",
    DATABASE_HOST: "${DATABASE_HOST}",
    SMTP_PORT: "${SMTP_PORT}",
  });
  const text = (written["files"] as Record<string, string>)["assay_settings.py"];
  expect(text).toContain("from site.settings import *");
  expect(text).toContain('ALLOWED_HOSTS = ["*"]');
  expect(text).toContain('DATABASES["default"]["NAME"] = os.environ["DATABASE_NAME"]');
  expect(text).toContain("smtp.EmailBackend");
});

it("variables that the code can't do without get a value, and others are left", () => {
  const { written } = setUpFrom({
    "config.py": `
class Settings(BaseSettings):
    algorithm: str
    access_token_expire_minutes: int
    title: str = "Shop"

DEBUG = config("DEBUG", cast=bool)
LANGUAGE = config("LANGUAGE", default="en")
MODE = os.getenv("APP_MODE").lower()
`,
    ".env.example": "APP_MODE=production\n",
  });
  expect(written["environment"]).toEqual({
    ACCESS_TOKEN_EXPIRE_MINUTES: "60",
    ALGORITHM: "HS256",
    APP_MODE: "production",
    DEBUG: "False",
  });
});

it.each([
  ["app.run(debug=True)", 'app.run(debug=True, port=int(__import__("os").environ["PORT"]))'],
  ["app.run(\n  port=5000,\n)", 'app.run(\n  port=int(__import__("os").environ["PORT"]),\n)'],
  ['pymysql.connect(host="localhost", user="root", db="shop")', 'host=__import__("os").environ["DATABASE_HOST"]'],
  ['app.config["MYSQL_HOST"] = "localhost"', 'MYSQL_HOST"] = __import__("os").environ["DATABASE_HOST"]'],
])("a setting that stands in code in Python is replaced: %s", (text, replaced) => {
  const { written } = setUpFrom({ "app.py": text });
  expect(JSON.parse(JSON.stringify(written["replace"]))).toMatchObject([
    { file: "app.py", with: expect.stringContaining(replaced) as string },
  ]);
});

it("what is taken only where a variable is missing is left", () => {
  const { written } = setUpFrom({
    "app.py":
      'url = os.getenv("DATABASE_URL", "postgresql://localhost/shop")\napp.run(port=int(os.getenv("PORT", 5000)))\n',
  });
  expect(written["replace"]).toBeUndefined();
});

it("requirements that Windows' shell wrote in UTF-16 are read in the relaxed install", async () => {
  const folder = await mkdtemp(join(tmpdir(), "assay-requirements-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const text = "Flask==2.0.2\r\npsycopg2==2.9.3\r\n";
  await writeFile(join(folder, "requirements.txt"), Buffer.from(`\uFEFF${text}`, "utf16le"));
  const { relaxedInstall } = setUpFrom({ "requirements.txt": text, "app.py": flask }, flaskStart);
  const relaxing = relaxedInstall?.commands.find((command) => command.includes("patch-releases.txt")) ?? "";
  await promisify(exec)(relaxing, { cwd: folder });
  expect(await readFile(join(folder, "patch-releases.txt"), "utf8")).toMatch(
    /^Flask~=2\.0\.2\s+psycopg2-binary>=2\.9\.3\s+$/,
  );
});

it("where what it pins can't be installed, the newest patch releases are tried", () => {
  const files = { "requirements.txt": "Flask==2.0.2\nFlask-SQLAlchemy==2.5\n", "app.py": flask };
  const { relaxedInstall } = setUpFrom(files, flaskStart);
  expect(relaxedInstall?.commands.at(-1)).toBe("pip install -r patch-releases.txt");
  expect(relaxedInstall?.commands[1]).toMatch(/requirements\.txt .*> patch-releases\.txt/);
  expect(
    setUpFrom({ ...files, "requirements.txt": "Flask>=2\nFlask-SQLAlchemy\n" }, flaskStart).relaxedInstall,
  ).toBeUndefined();
});

it.each([
  [
    "with Flask's own prefix, for the extensions that it has",
    "app.config.from_prefixed_env()",
    "from flask_sqlalchemy import SQLAlchemy\nfrom flask_jwt_extended import JWTManager\n",
    {
      FLASK_JWT_SECRET_KEY: "${AUTH_SECRET}",
      FLASK_SECRET_KEY: "${AUTH_SECRET}",
      FLASK_SQLALCHEMY_DATABASE_URI: "${DATABASE_URL}",
    },
  ],
  [
    "with a prefix of its own, and in words that JSON takes",
    'app.config.from_prefixed_env(prefix="SHOP")',
    "from flask_mail import Mail\n",
    {
      SHOP_MAIL_PORT: "${SMTP_PORT}",
      SHOP_MAIL_SERVER: "${SMTP_HOST}",
      SHOP_MAIL_USE_SSL: "false",
      SHOP_MAIL_USE_TLS: "false",
      SHOP_SECRET_KEY: "${AUTH_SECRET}",
    },
  ],
  [
    "but not what the code sets",
    'app.config.from_mapping(SECRET_KEY="dev")\n    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///shop.db"\n    app.config.from_prefixed_env("SHOP")',
    "from flask_sqlalchemy import SQLAlchemy\n",
    undefined,
  ],
  ["but not where the prefix isn't written there", "app.config.from_prefixed_env(PREFIX)", "", undefined],
])("settings that Flask takes from variables with a prefix are given %s", (_way, line, imports, environment) => {
  const { written } = setUpFrom({
    "requirements.txt": "flask\nflask-sqlalchemy==3.1.1\nSQLAlchemy==2.0.31\npsycopg2-binary\n",
    "shop.py": `from flask import Flask\n${imports}\ndef create_app():\n    app = Flask(__name__)\n    ${line}\n    return app\n`,
  });
  const { FLASK_APP, ...others } = (written["environment"] ?? {}) as Record<string, string>;
  expect(FLASK_APP).toBe("shop");
  expect(others).toEqual(environment ?? {});
});

const manage =
  'import os\nimport dotenv\n\ndef main():\n    dotenv.read_dotenv()\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n    from django.core.management import execute_from_command_line\n';

it.each([
  ["by a Pipfile", "Pipfile", '[packages]\ndjango = "*"\n', manage, ["django-dotenv"]],
  ["by requirements.txt", "requirements.txt", "Django==5.0\n", manage, ["django-dotenv"]],
  [
    "where python-dotenv is meant",
    "requirements.txt",
    "Django==5.0\n",
    "from dotenv import load_dotenv\nimport django\n",
    ["python-dotenv"],
  ],
  ["where it is named", "requirements.txt", "Django==5.0\ndjango-dotenv\n", manage, []],
  [
    "where it is done without it",
    "requirements.txt",
    "Django==5.0\n",
    "import django\ntry:\n    import dotenv\nexcept ImportError:\n    pass\n",
    [],
  ],
  ["where another brings it", "Pipfile", '[packages]\ndjango = "*"\npydantic-settings = "*"\n', manage, []],
  [
    "where Django's settings name it",
    "Pipfile",
    '[packages]\ndjango = "*"\n',
    'import django\nINSTALLED_APPS = [\n    "django.contrib.auth",\n    "debug_toolbar",\n    "people",\n]\nif DEBUG:\n    INSTALLED_APPS += ["django_extensions"]\n',
    ["django-debug-toolbar"],
  ],
])(
  "a package that the code imports is installed though its list forgets it: %s",
  (_way, list, listed, text, lacking) => {
    const own = { ...byItself, startCommand: "exec python3 manage.py runserver" };
    const { written, doubts } = setUpFrom({ [list]: listed, "manage.py": text, "site/settings.py": "" }, own);
    const further = lacking.map((name) => `pip install ${name}`);
    expect(written["install"]).toEqual(lacking.length === 0 ? undefined : [...own.installCommands, ...further]);
    const said = doubts.filter(({ at }) => at.includes("install")).map((doubt) => doubt.text);
    expect(said).toEqual(lacking.map((name) => `unsure: its code seems to need ${name}, too`));
  },
);

const waiting = "from sqlalchemy import create_engine\nfrom alembic import context\nconfig = context.config\n";
const awaiting = waiting.replace("create_engine", "async_engine_from_config");

it.each([
  ["by the driver that it has", "asyncpg\npsycopg2-binary\n", waiting, '.replace("+asyncpg", "+psycopg2")', undefined],
  ["by the newer driver", "asyncpg\npsycopg[binary]\n", waiting, '.replace("+asyncpg", "+psycopg")', undefined],
  ["by a driver that it lacks", "asyncpg\n", waiting, '.replace("+asyncpg", "+psycopg2")', "psycopg2-binary"],
  ["by a file", "aiosqlite\ngreenlet\n", waiting, '.replace("+aiosqlite", "")', undefined],
  ["as the app opens it", "asyncpg\n", awaiting, "", undefined],
])("migrations that await nothing open the database of an app that does: %s", (_way, drivers, env, change, further) => {
  const { written } = setUpFrom(
    {
      "requirements.txt": `fastapi\nuvicorn\nalembic\nSQLAlchemy==2.0.46\n${drivers}`,
      "main.py": `from fastapi import FastAPI\nfrom sqlalchemy.ext.asyncio import create_async_engine\nURL = "${drivers.startsWith("aio") ? "sqlite+aiosqlite" : "postgresql+asyncpg"}://"\napp = FastAPI()\n`,
      "alembic.ini": "[alembic]\nscript_location = alembic\nsqlalchemy.url = postgresql://me:secret@db/shop\n",
      "alembic/env.py": env,
      "alembic/versions/1_people.py": "",
    },
    byItself,
  );
  expect(written["replace"]).toEqual([
    {
      file: "alembic/env.py",
      text: "config = context.config",
      with: `config = context.config\nconfig.set_main_option("sqlalchemy.url", __import__("os").environ["DATABASE_URL"]${change}.replace("%", "%%"))`,
    },
  ]);
  expect(written["install"]).toEqual(
    further === undefined ? undefined : [...byItself.installCommands, `pip install ${further}`],
  );
});
