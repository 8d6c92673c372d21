import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { AssayError, reasonOf } from "../../errors/assay-error.ts";
import { nodeToolchain } from "../../sandbox/toolchain.ts";
import { byShell, readManifest } from "../assay-yaml.ts";
import type { Identified, Language, Toolchain } from "../language.ts";
import { rangeOfPython, requirementOfVersionFile, requireRuntime } from "../runtime-version.ts";
import { withoutCredentials } from "../package-client.ts";

const run = promisify(execFile);

const manifests = ["pyproject.toml", "requirements.txt", "Pipfile"] as const;
const lockFiles = ["uv.lock", "poetry.lock", "Pipfile.lock"];

/** Where an app is looked for, the most telling first. */
const usualEntries = ["app", "main", "server", "wsgi", "asgi", "run", "app/main", "app/app", "app/__init__"];

/** Frameworks, and the servers that speak their interface. */
const frameworks = {
  asgi: ["FastAPI", "Starlette", "Litestar", "Quart", "BlackSheep"],
  wsgi: ["Flask", "Bottle", "Falcon", "Pyramid"],
} as const;
const servers = {
  asgi: { uvicorn: "uvicorn --host 0.0.0.0 --port $PORT", hypercorn: "hypercorn --bind 0.0.0.0:$PORT" },
  wsgi: { gunicorn: "gunicorn --bind 0.0.0.0:$PORT", waitress: "waitress-serve --port=$PORT" },
} as const;

/** A prose file may be called requirements.txt too, and a Node backend may have scripts in Python: these say that it is a backend. */
const backendParts =
  /^[ \t"'-]*(aiohttp|bottle|django|falcon|fastapi|flask|granian|gunicorn|hypercorn|litestar|pyramid|quart|sanic|starlette|tornado|uvicorn|waitress)\b/im;

/** Python, in a virtual environment of its own at `.venv`. */
export const python: Language = {
  name: "python",
  manifests,
  async recognises(directory) {
    if (existsSync(join(directory, "manage.py"))) return true;
    return backendParts.test(await textOf(directory)) || !existsSync(join(directory, "package.json"));
  },
  async identify(directory, settings) {
    const there = [...manifests, "manage.py"].filter((file) => existsSync(join(directory, file)));
    const text = await textOf(directory);
    const lockFile = lockFiles.find((file) => existsSync(join(directory, file)));
    const pinned =
      lockFile ?? (isPinned(await readManifest(directory, "requirements.txt")) ? "requirements.txt" : undefined);
    const engines = await engineOf(directory, text);
    const hasTests = /\bpytest\b/.test(text);
    const testCommand = settings.testCommand ?? (hasTests ? "pytest" : undefined);
    return {
      language: "python",
      manifest: settings.file ?? there[0] ?? manifests[0],
      ...(pinned !== undefined && { lockFile: pinned }),
      installCommands: settings.installCommands ?? installCommands(there, lockFile, text),
      startCommand: settings.startCommand ?? (await startCommand(directory, text)),
      ...(engines !== undefined && { engines }),
      environment: settings.environment,
      ...(testCommand !== undefined && { testCommand }),
    };
  },
  packages: ["python3", "python3-pip", "python3-venv"],
  version: async () => `Python ${(await machineSettings()).version}`,
  async toolchain(engines) {
    const toolchain = await (known ??= findToolchain());
    const has = toolchain.version.replace(/^Python /, "");
    requireRuntime("Python", has, engines, engines === undefined ? undefined : rangeOfPython(engines));
    return toolchain;
  },
  async packageSource() {
    const { registries, installEnvironment } = await (known ??= findToolchain());
    const { VIRTUAL_ENV: _folder, ...settings } = installEnvironment;
    return { registries, installEnvironment: settings };
  },
};

/** What pyproject.toml asks for, or else `.python-version`: that one, or a newer one. */
async function engineOf(directory: string, text: string): Promise<string | undefined> {
  const asked = /^requires-python\s*=\s*["']([^"']+)/m.exec(text) ?? /^python\s*=\s*["']([^"']+)/m.exec(text);
  if (asked?.[1] !== undefined) return asked[1];
  return requirementOfVersionFile((await readManifest(directory, ".python-version")) ?? "");
}

async function textOf(directory: string): Promise<string> {
  const texts = await Promise.all(manifests.map((file) => readManifest(directory, file)));
  return texts.filter((text) => text !== undefined).join("\n");
}

/** Every line names one version. */
function isPinned(text: string | undefined): boolean {
  const lines = (text ?? "")
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim());
  const named = lines.filter((line) => line !== "" && !line.startsWith("-"));
  return text !== undefined && named.every(namesOneVersion);
}

/** `flask == 3.1 ; python_version > "3.9"`, or an address: `shop @ https://…`. */
function namesOneVersion(requirement: string): boolean {
  const [specifier = ""] = requirement.split(";");
  if (/\s@\s/.test(specifier)) return true;
  return specifier.split(",").some((clause) => {
    const at = clause.indexOf("==");
    const [version = ""] = at < 0 ? [] : clause.slice(at).replace(/^=+/, "").trim().split(/\s/);
    return version !== "" && !version.includes("*");
  });
}

function installCommands(
  there: readonly string[],
  lockFile: string | undefined,
  text: string,
): Identified["installCommands"] {
  const pip = (...wanted: string[]) => ["pip", "install", ...wanted] as const;
  const environment = ["python3", "-m", "venv", "--clear", ".venv"] as const;
  // The tool that made the lock file reads it; what it installs itself with stays beside.
  if (lockFile === "uv.lock") return [environment, pip("uv"), ["uv", "sync", "--frozen", "--no-dev", "--inexact"]];
  if (lockFile === "poetry.lock")
    return [environment, pip("poetry"), ["poetry", "install", "--only", "main", "--no-root"]];
  if (lockFile === "Pipfile.lock") return [environment, pip("pipenv"), ["pipenv", "sync"]];
  if (there.includes("requirements.txt")) return [environment, pip("-r", "requirements.txt")];
  const builds = /^\[build-system\]/m.test(text) || /^\[project\]/m.test(text);
  return there.includes("pyproject.toml") && builds ? [environment, pip(".")] : [environment];
}

async function startCommand(directory: string, text: string): Promise<Identified["startCommand"]> {
  const uses = (name: string): boolean => new RegExp(String.raw`(^|[\s"'\[])${name}\b`, "im").test(text);
  if (existsSync(join(directory, "manage.py"))) return startDjango(directory, uses);
  let unserved: { readonly entry: string; readonly app: string; readonly kind: keyof typeof frameworks } | undefined;
  for (const entry of usualEntries) {
    const source = await readFile(join(directory, `${entry}.py`), "utf8").catch(() => undefined);
    if (source === undefined) continue;
    for (const kind of ["asgi", "wsgi"] as const) {
      const app = appIn(source, frameworks[kind]);
      const [server, command] = Object.entries(servers[kind]).find(([name]) => uses(name)) ?? [];
      if (app === undefined || server === undefined || command === undefined) continue;
      return byShell(`exec ${command} ${placeOf(entry, app, server)}`);
    }
    // By itself: below the usual guard, or without one.
    if (/^if\s+__name__\s*==|^(?:[\w.]+\.(?:run|run_app|serve_forever)|serve)\(/m.test(source))
      return ["python3", `${entry}.py`];
    for (const kind of ["asgi", "wsgi"] as const) {
      const app = appIn(source, frameworks[kind]);
      if (app !== undefined) unserved ??= { entry, app, kind };
    }
  }
  const file = manifests.find((name) => existsSync(join(directory, name))) ?? manifests[1];
  const { entry, app, kind } = unserved ?? { entry: "app", app: "app", kind: "wsgi" };
  const server = kind === "wsgi" ? "gunicorn" : "uvicorn";
  const place = placeOf(entry, app, server).replaceAll("'", "");
  const missing = usualEntries.slice(0, 3).map((name) => `${name}.py`);
  throw new AssayError("no-start-command", {
    problem:
      unserved === undefined
        ? `there is none of ${missing.join(", ")}, manage.py that makes or starts an app`
        : `${entry}.py makes an app and does not start it, and ${file} names no server for it`,
    advice: `Add ${server} to ${file} and a Procfile with the line \`web: ${server} ${place}\``,
  });
}

/** The variable that holds the app, or the factory that makes it. */
function appIn(source: string, names: readonly string[]): string | undefined {
  const made = new RegExp(String.raw`^(\w+)[ \t]*(?::[^=\n]*)?=[ \t]*(?:\w+\.)?(?:${names.join("|")})\(`, "m").exec(
    source,
  )?.[1];
  if (made !== undefined) return made;
  const isMade = new RegExp(String.raw`\b(?:${names.join("|")})\(`).test(source);
  const kept = /^(\w+)[ \t]*=[ \t]*(?:create_app|make_app|build_app)\(/m.exec(source)?.[1];
  return kept ?? (isMade && /^def create_app\(/m.test(source) ? "create_app()" : undefined);
}

/** As each server writes it: module, colon, app. */
function placeOf(entry: string, app: string, server: string): string {
  const module = entry.replace(/\/__init__$/, "").replaceAll("/", ".");
  if (!app.endsWith("()") || server === "gunicorn") return `'${module}:${app}'`;
  const factory = { uvicorn: "--factory ", waitress: "--call " }[server] ?? "";
  // hypercorn calls what is written with brackets, as gunicorn does.
  return `${factory}'${module}:${factory === "" ? app : app.slice(0, -2)}'`;
}

async function startDjango(directory: string, uses: (name: string) => boolean): Promise<Identified["startCommand"]> {
  const folders = (await readdir(directory, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const has = (file: string) => folders.find(({ name }) => existsSync(join(directory, name, file)))?.name;
  const [wsgi, asgi] = [has("wsgi.py"), has("asgi.py")];
  if (wsgi !== undefined && uses("gunicorn"))
    return byShell(`exec ${servers.wsgi.gunicorn} '${wsgi}.wsgi:application'`);
  if (asgi !== undefined && uses("uvicorn")) return byShell(`exec ${servers.asgi.uvicorn} '${asgi}.asgi:application'`);
  if (wsgi !== undefined && uses("waitress"))
    return byShell(`exec ${servers.wsgi.waitress} '${wsgi}.wsgi:application'`);
  // Django's own server, for want of another.
  return byShell("exec python3 manage.py runserver --noreload 0.0.0.0:$PORT");
}

let known: Promise<Toolchain> | undefined;

const machineSchema = z.object({
  prefix: z.string(),
  version: z.string(),
  index: z.string(),
  files: z.string(),
  settings: z.record(z.string(), z.string()),
});

/** pip itself knows where packages come from when nobody has said. */
const question = `
import ensurepip, json, platform, sys, venv
from pip._internal.configuration import Configuration
from pip._internal.models.index import PyPI
configuration = Configuration(isolated=False)
configuration.load()
settings = {}
for key, value in configuration.items():
    for name, what in value.items() if isinstance(value, dict) else [(key, value)]:
        settings[name.split(".", 1)[1]] = str(what)
print(json.dumps({"prefix": sys.base_prefix, "version": platform.python_version(), "index": PyPI.simple_url,
                  "files": "https://" + PyPI.file_storage_domain, "settings": settings}))
`;

async function findToolchain(): Promise<Toolchain> {
  const { prefix, version, index, files, settings } = await machineSettings();
  const main = settings["index-url"] ?? index;
  const more = (settings["extra-index-url"] ?? "").split(/\s+/).filter((address) => address !== "");
  const { views } = nodeToolchain();
  const isSystems = prefix === "/usr";
  return {
    version: `Python ${version}`,
    // Where it is on the host: a Python that was built there may know its libraries by their whole path.
    views: isSystems ? views : [...views, { from: prefix, to: prefix }],
    // Relative: a virtual environment stands in the submission's own folder, wherever that is.
    folders: [".venv/bin", ...(isSystems ? [] : [join(prefix, "bin")])],
    registries: [main, files, ...more].map(withoutCredentials),
    installEnvironment: {
      PIP_INDEX_URL: withoutCredentials(main),
      ...(more.length > 0 && { PIP_EXTRA_INDEX_URL: more.map(withoutCredentials).join(" ") }),
      PIP_DISABLE_PIP_VERSION_CHECK: "1",
      PIP_NO_INPUT: "1",
      PIP_PROGRESS_BAR: "off",
      UV_DEFAULT_INDEX: withoutCredentials(main),
      UV_PYTHON_DOWNLOADS: "never",
      VIRTUAL_ENV: ".venv",
    },
    // Else what it logs waits in a buffer, and is lost when the process is killed.
    environment: { PYTHONUNBUFFERED: "1" },
  };
}

async function machineSettings(): Promise<z.infer<typeof machineSchema>> {
  let reason: unknown;
  for (const program of ["python3", "/usr/bin/python3"]) {
    try {
      const { stdout } = await run(program, ["-c", question], { cwd: "/", timeout: 30_000 });
      return machineSchema.parse(JSON.parse(stdout));
    } catch (error) {
      reason ??= error;
    }
  }
  const why = /ModuleNotFoundError: [^\n]*/.exec(reasonOf(reason))?.[0] ?? reasonOf(reason);
  throw new AssayError("toolchain-missing", { tool: `Python with pip and venv (${why})` }, { cause: reason });
}
