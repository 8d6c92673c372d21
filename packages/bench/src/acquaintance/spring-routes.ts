import type { HandledRoute } from "./django-routes.ts";
import { javaMembers, parameter } from "./java-members.ts";
import type { JavaProject } from "./java-project.ts";
import { argumentOf, parametersOf, type Annotation, type JavaMember, type JavaType } from "./java-source.ts";
import { methods, type Member, type Method, type Route } from "./route.ts";
import type { SourceFile } from "./set-up.ts";
import { lineCounter } from "./source-places.ts";

const mapping = /^(Get|Post|Put|Patch|Delete|Request)Mapping$/;
const controller = /^(RestController|Controller|RequestMapping|BasePathAwareController|RepositoryRestController)$/;
const mostPaths = 5;

/** Whether a file's routes are those of a controller of Spring's. */
export function isSpring({ path, text }: SourceFile): boolean {
  return (
    path.endsWith(".java") && /@(?:RestController|Controller|(?:Get|Post|Put|Patch|Delete|Request)Mapping)\b/.test(text)
  );
}

/**
 * The routes of Spring's controllers, with what they take. Pure.
 * @param above what its settings put before each path: `/api`.
 */
export function springRoutes(project: JavaProject, above: string): readonly HandledRoute[] {
  const open = openPaths(project);
  const rules = rulesOf(project);
  const counters = new Map<SourceFile, (index: number) => number>();
  return project.types
    .filter(({ kind, annotations }) => kind === "class" && annotations.some(({ name }) => controller.test(name)))
    .flatMap((type) => {
      const lineAt = counters.get(type.file) ?? lineCounter(type.file.text);
      counters.set(type.file, lineAt);
      const bases = basesOf(project, type);
      return handlersOf(project, type).flatMap(({ member, request, from }) => {
        const paths = project.textsOf(argumentOf(request, "value", "path"), from);
        const written = /\b(?:value|path)\s*=|^\s*[^=\s]/.test(request.inside) && paths.length === 0 ? [] : [""];
        return bases.slice(0, mostPaths).flatMap((base) =>
          (paths.length === 0 ? written : paths.slice(0, mostPaths)).flatMap((path) =>
            methodsOf(request).map((method): HandledRoute => {
              const whole = joined(`${above}/${base}/${path}`);
              const route: Route = {
                ...{
                  method,
                  path: whole,
                  origin: "source",
                  where: `${from.file.path}:${String(lineAt(member.index))}`,
                },
                name: nameOf(member),
                ...takenBy(project, member, type, method),
              };
              const rule = rules.find(({ path: pattern }) => pattern.test(whole));
              const isOpen = rule?.isOpen ?? (open === undefined || open.some((one) => one.test(whole)));
              const isClosed = isForOwner(member) || !isOpen;
              return {
                route: { ...route, ...(isClosed ? { credential: true } : {}) },
                handler: { path: type.file.path, text: `${member.head}\n${member.body}` },
              };
            }),
          ),
        );
      });
    });
}

interface Handler {
  readonly member: JavaMember;
  readonly request: Annotation;
  /** Where its annotation stands. */
  readonly from: JavaType;
}

/** The methods that answer. Their annotations may stand in an interface that the controller implements. */
function handlersOf(project: JavaProject, type: JavaType): readonly Handler[] {
  const parents = project.parentsOf(type);
  return type.members.flatMap((member) => {
    const own = member.annotations.find(({ name }) => mapping.test(name));
    if (own !== undefined) return [{ member, request: own, from: type }];
    const name = nameOf(member);
    for (const parent of name === "" ? [] : parents) {
      const above = parent.members.find((one) => nameOf(one) === name);
      const request = above?.annotations.find((one) => mapping.test(one.name));
      if (above !== undefined && request !== undefined)
        return [{ member: { ...above, body: member.body, index: member.index }, request, from: parent }];
    }
    return [];
  });
}

/** What stands before the paths of a controller's methods. */
function basesOf(project: JavaProject, type: JavaType): readonly string[] {
  for (const one of [type, ...project.parentsOf(type)]) {
    const request = one.annotations.find(({ name }) => name === "RequestMapping");
    const bases = request === undefined ? [] : project.textsOf(argumentOf(request, "value", "path"), one);
    if (bases.length > 0) return bases;
  }
  return [""];
}

function methodsOf({ name, inside }: Annotation): readonly Method[] {
  if (name !== "RequestMapping") return methods.filter((method) => name.toUpperCase() === `${method}MAPPING`);
  const named = methods.filter((method) => new RegExp(`\\b${method}\\b`).test(inside.replaceAll(/"[^"\n]*"/g, "")));
  return named.length === 0 ? ["GET", "POST"] : named;
}

function nameOf({ head }: JavaMember): string {
  return (
    head
      .slice(0, Math.max(0, head.indexOf("(")))
      .trimEnd()
      .split(/\W/)
      .at(-1) ?? ""
  );
}

const owners = /\b(?:Principal|Authentication|UserDetails|JwtAuthenticationToken|OAuth2User)\s+\w+\s*$/;

/** Whether it is about the one who asks. */
function isForOwner({ annotations, head }: JavaMember): boolean {
  if (annotations.some(({ name }) => /^(PreAuthorize|PostAuthorize|Secured|RolesAllowed)$/.test(name))) return true;
  return parametersOf(head).some(
    (written) => owners.test(written) || /@(?:AuthenticationPrincipal|CurrentUser\w*|LoginUser)\b/.test(written),
  );
}

/** What a method takes, by its parameters. */
function takenBy(
  project: JavaProject,
  { head, body }: JavaMember,
  type: JavaType,
  method: Method,
): Pick<Route, "body" | "query"> {
  const parameters = parametersOf(head).slice(0, 20).flatMap(parameter);
  const has = (field: (typeof parameters)[number], pattern: RegExp) =>
    field.annotations.find(({ name }) => pattern.test(name));
  const asked = parameters.flatMap((field): readonly Member[] => {
    const request = has(field, /^RequestParam$/);
    if (request === undefined || /^(MultipartFile|Map)$/.test(field.type)) return [];
    const name = project.textsOf(argumentOf(request, "value", "name"), type)[0] ?? field.name;
    const isOptional = /required\s*=\s*false|defaultValue/.test(request.inside);
    return [{ path: [name], required: !isOptional }];
  });
  const whole = parameters.find((field) => has(field, /^RequestBody$/));
  if (whole !== undefined) {
    const own = project.type(whole.type, type.file);
    const members = own === undefined ? readFrom(whole.name, body) : javaMembers(project, own);
    return members.length === 0 ? {} : { body: { kind: "json", members } };
  }
  const filled = parameters.flatMap((field) => {
    const own = project.type(field.type, type.file);
    const isForm =
      has(field, /^ModelAttribute$/) !== undefined || field.annotations.every(({ name }) => name.startsWith("Valid"));
    return own?.kind === "class" && isForm ? javaMembers(project, own) : [];
  });
  const members = [...asked, ...filled];
  if (members.length === 0) return {};
  return method === "GET" || method === "DELETE" ? { query: members } : { body: { kind: "form", members } };
}

/** `body.get("email")`, of a map. */
function readFrom(name: string, text: string): readonly Member[] {
  const names = [...text.matchAll(/\b(\w+)\.(?:get|getOrDefault|getString|path|getAsString)\(\s*"(\w+)"/g)].flatMap(
    ([, of, member = ""]) => (of === name ? [member] : []),
  );
  return [...new Set(names)].slice(0, 20).map((member) => ({ path: [member] }));
}

const everything =
  /\banyRequest\(\)\s*\.\s*(?:authenticated|fullyAuthenticated|hasAnyRole|hasRole|hasAuthority|hasAnyAuthority)\b/;

const mostConfigurations = 10;

/** The types that say what is open to whom. */
export function securityOf(project: JavaProject): readonly JavaType[] {
  const types = project.types.filter(({ members }) => members.some(({ head }) => head.includes("HttpSecurity")));
  return types.slice(0, mostConfigurations);
}

interface Rule {
  readonly path: RegExp;
  readonly isOpen: boolean;
}

const mostRules = 100;

/** `.requestMatchers("/people/me").authenticated()`, in their order: the first that fits counts. What only an admin can open is nobody's own. */
function rulesOf(project: JavaProject): readonly Rule[] {
  const written =
    /\b(?:requestMatchers|antMatchers|mvcMatchers|pathMatchers)\(((?:[^()]|\([^()]{0,200}\)){0,1000})\)\s{0,100}\.\s{0,100}(permitAll|authenticated|fullyAuthenticated|hasAnyRole|hasRole|hasAuthority|hasAnyAuthority)\(([^()]{0,200})\)/g;
  return securityOf(project)
    .flatMap(({ file, from, until }) => [...file.text.slice(from, until).matchAll(written)])
    .flatMap(([, paths = "", how = "", roles = ""]) => {
      const isForAdmins = /admin/i.test(roles) && !/user|member|customer/i.test(roles);
      return [...paths.matchAll(/"(\/?[\w/*{}.-]{0,200})"/g)].map(([, path = ""]) => ({
        path: matching(path.startsWith("/") ? path : `/${path}`),
        isOpen: how === "permitAll" || isForAdmins,
      }));
    })
    .slice(0, mostRules);
}

/** The paths that Spring Security lets anyone ask for; undefined where it doesn't close the rest. */
function openPaths(project: JavaProject): readonly RegExp[] | undefined {
  const rules = securityOf(project)
    .map((type) => ({ text: type.file.text.slice(type.from, type.until) }))
    .filter(({ text }) => everything.test(text));
  if (rules.length === 0) return undefined;
  return rules.flatMap(({ text }) => {
    const literals = [...text.matchAll(/"(\/[\w/*{}.-]{0,200})"/g)].map(([, path = ""]) => path).slice(0, 100);
    return literals.map(matching);
  });
}

const mostWildcards = 4;

/** A path of Spring's, in which `**` is anything. */
function matching(path: string): RegExp {
  // Each of them may be tried at every place.
  if ((path.match(/\*+/g)?.length ?? 0) > mostWildcards) return /^$/;
  const escaped = path
    .replaceAll(/[.{}-]/g, "\\$&")
    .replaceAll(/\/?\*{2,}/g, "@")
    .replaceAll("*", "[^/]*");
  return new RegExp(`^${escaped.replaceAll("@", "(?:/.*)?")}$`);
}

export function joined(path: string): string {
  const whole = `/${path}`.replaceAll(/\/{2,}/g, "/").replaceAll(/\{(\w+):[^{}/]*\}/g, "{$1}");
  return whole.length > 1 ? whole.replace(/\/$/, "") : whole;
}
