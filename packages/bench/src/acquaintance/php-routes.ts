import type { Route } from "./route.ts";
import type { SourceFile } from "./set-up.ts";

const mostGroups = 100;
const longestChain = 300;
const longestMethod = 2_500;
const mostMembers = 30;

interface Group {
  readonly from: number;
  readonly until: number;
  readonly prefix: string;
  readonly isGuarded: boolean;
}

/** What stands around a route in a file of Slim's, Laravel's or Lumen's: the prefixes of its groups, and whether they ask for a log-in. */
export interface Around {
  readonly prefix: string;
  readonly isGuarded: boolean;
}

/** Tells what is around a place of a file, in its own statement too. Pure. */
export function phpGroups({ text }: SourceFile): (index: number) => Around {
  const groups = groupsIn(text);
  return (index) => {
    const around = groups.filter(({ from, until }) => from <= index && index < until);
    return {
      prefix: around.map(({ prefix }) => prefix).join("/"),
      isGuarded:
        around.some((group) => group.isGuarded) ||
        guard.test(statementBefore(text, index)) ||
        guard.test(text.slice(index, index + longestChain).split(/;|\n\s*\n|\bfunction\b/, 1)[0] ?? ""),
    };
  };
}

interface Call {
  readonly verb: string;
  readonly path: string;
  readonly index: number;
  readonly rest: string;
}

/** `Route::post('login', …)`, `$router->post('login', …)`: Laravel and Lumen do without a first slash. */
export function laravelCalls({ path, text }: SourceFile): readonly Call[] {
  if (!path.endsWith(".php")) return [];
  const calls = text.matchAll(
    /(?:->|::)(get|post|put|patch|delete|any)\(\s{0,20}["']([\w{][\w{}/.-]{0,200})["']\s{0,5},([^\n]{0,500})/g,
  );
  return [...calls].flatMap(({ 1: verb = "", 2: path = "", 3: rest = "", index }) => {
    const isRoute = /^\s*(?:Route$|Route::|\$router$)/.test(statementBefore(text, index));
    return isRoute ? [{ verb, path, index, rest }] : [];
  });
}

const guard = /\bauth(?:[:.]\w+|enticated?)?["']|\bjwt(?:\.\w+)?["']|\bAuth\w*(?:Middleware)?::class|\bJwt\w*::class/i;

/** `$app->group('/api', …)`, `Route::prefix('api')->middleware('auth')->group(…)`, `Route::group(['prefix' => 'api'], …)`. */
function groupsIn(text: string): readonly Group[] {
  const openings = [...text.matchAll(/(?:->|::)group\s{0,5}\(/g)].slice(0, mostGroups);
  if (openings.length === 0) return [];
  const closings = closingsIn(text);
  return openings.map(({ 0: whole, index }) => {
    const from = index + whole.length;
    const until = closings.get(from - 1) ?? text.length;
    const chain = statementBefore(text, index);
    const given = text.slice(from, from + longestChain).split(/\bfunction\b|\bfn\b/, 1)[0] ?? "";
    // Slim's middleware comes behind.
    const behind = text.slice(until, until + longestChain).split(";", 1)[0] ?? "";
    const prefix =
      /^\s*["']([^"'\n]*)["']/.exec(given)?.[1] ??
      /["']prefix["']\s{0,5}=>\s{0,5}["']([^"'\n]*)["']/.exec(given)?.[1] ??
      /(?:->|::)prefix\(\s{0,5}["']([^"'\n]*)["']/.exec(chain)?.[1] ??
      "";
    return { from, until, prefix, isGuarded: [chain, given, behind].some((part) => guard.test(part)) };
  });
}

function statementBefore(text: string, index: number): string {
  const before = text.slice(Math.max(0, index - longestChain), index);
  return before.slice(Math.max(before.lastIndexOf(";"), before.lastIndexOf("{"), before.lastIndexOf("}")) + 1);
}

/** Each opening bracket with the place of the one that closes it, in one pass. */
function closingsIn(text: string): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*(?:"|\\?$)|'(?:[^'\\]|\\.)*(?:'|\\?$)|[()]/gs)) {
    if (token === "(") open.push(index);
    const opened = token === ")" ? open.pop() : undefined;
    if (opened !== undefined) closings.set(opened, index);
  }
  return closings;
}

/** What a route's line says of its handler: `[AuthController::class, 'login']`, `'AuthController@login'`, `AuthController::class . ':login'`. */
const handlers: readonly RegExp[] = [
  /\[\s{0,5}\\?(?:\w+\\)*(\w+)::class\s{0,5},\s{0,5}["'](\w+)["']/,
  /["']\\?(?:\w+\\)*(\w+)[@:](\w+)["']/,
  /\b(\w{1,100})::class(?:\s{0,5}\.\s{0,5}["']:(\w+)["'])?/,
];

/** The methods of a project's classes in PHP, each file read once. */
export class PhpClasses {
  readonly #files = new Map<string, { readonly text: string; readonly from: number }>();

  constructor(files: readonly SourceFile[]) {
    for (const { path, text } of files) {
      if (!path.endsWith(".php")) continue;
      for (const { 1: name = "", index } of text.matchAll(/\bclass\s{1,5}(\w+)/g)) {
        if (!this.#files.has(name)) this.#files.set(name, { text, from: index });
      }
    }
  }

  /** The handler that a route's line names, with what it checks its request by. */
  handlerOf(rest: string): { readonly name: string; readonly text: string } | undefined {
    const [, type = "", method = ""] = handlers.map((pattern) => pattern.exec(rest)).find((match) => match) ?? [];
    const text = this.#method(type, method === "" ? "__invoke" : method);
    if (text === undefined) return undefined;
    const request = /\b(\w+Request)\s{1,5}\$/.exec(text.slice(0, 300))?.[1];
    const rules = request === undefined ? undefined : this.#method(request, "rules");
    return { name: method === "" ? type : method, text: `${text}\n${rules ?? ""}` };
  }

  #method(type: string, name: string): string | undefined {
    const place = this.#files.get(type);
    const opening = place?.text.indexOf(`function ${name}(`, place.from) ?? -1;
    if (place === undefined || opening < 0) return undefined;
    const rest = place.text.slice(opening, opening + longestMethod);
    const next = rest.slice(10).search(/\n\s{0,20}(?:public|protected|private)\s{1,5}(?:static\s{1,5})?function\b/);
    return next < 0 ? rest : rest.slice(0, next + 10);
  }
}

/**
 * The members that a handler in PHP reads or checks; `confirmed` wants one twice. Pure.
 * @param readsJson whether Slim is asked to read JSON too; by itself, it reads forms.
 */
export function phpBody(text: string, readsJson: boolean): Route["body"] {
  const checked = [...text.matchAll(/["'](\w{1,60})["']\s{0,5}=>\s{0,5}(\[[^\]]{0,300}\]|["'][^"'\n]{0,300}["'])/g)]
    .filter(([, , rules = ""]) => /\b(?:required|string|email|nullable|sometimes|confirmed|min:\d+)\b/.test(rules))
    .flatMap(([, name = "", rules = ""]) => (/\bconfirmed\b/.test(rules) ? [name, `${name}_confirmation`] : [name]));
  const chosen = [...text.matchAll(/\$request->(?:only|validated|safe)\(([^()]{0,300})\)/g)].flatMap(([, list = ""]) =>
    [...list.matchAll(/["'](\w{1,60})["']/g)].map(([, name = ""]) => name),
  );
  const properties = [
    ...text.matchAll(/\$request->(?:(?:input|get|post|string|json)\(\s{0,5}["'])?(\w{1,60})\b(?!\s{0,5}\()/g),
  ].map(([, name = ""]) => name);
  const variables = new Set(
    [
      ...text.matchAll(
        /\$(\w{1,60})\s{0,5}=\s{0,5}(?:\(array\)\s{0,5})?(?:\$\w{1,60}->getParsedBody\(|json_decode\()/g,
      ),
    ].map(([, name = ""]) => name),
  );
  const decoded = [...text.matchAll(/\$(\w{1,60})(?:\[\s{0,5}["']|->)(\w{1,60})\b(?!\s{0,5}\()/g)].flatMap(
    ([, of = "", name = ""]) => (variables.has(of) ? [name] : []),
  );
  const names = [...new Set([...checked, ...chosen, ...properties, ...decoded])].filter(
    (name) => !ofRequests.test(name),
  );
  if (names.length === 0) return undefined;
  const kind = text.includes("getParsedBody(") && !readsJson ? "form" : "json";
  return { kind, members: names.slice(0, mostMembers).map((name) => ({ path: [name] })) };
}

const ofRequests = /^(user|headers|query|request|attributes|server|files|cookies|session|remember|id)$/;
