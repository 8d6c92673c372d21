import { addressesIn, type Address } from "./django-addresses.ts";
import { libraryMembers, libraryRoutes, libraryViews } from "./django-libraries.ts";
import { isSchema, logInMembers, membersOfSchema } from "./python-members.ts";
import { methodsIn, type PythonDefinition, type PythonProject } from "./python-project.ts";
import type { Member, Method, Route } from "./route.ts";
import type { SourceFile } from "./set-up.ts";
import { lineCounter } from "./source-places.ts";

/** A route and the text of what handles it. */
export interface HandledRoute {
  readonly route: Route;
  readonly handler: SourceFile;
}

interface View {
  readonly method: Method;
  readonly name: string;
  /** What handles this method. */
  readonly text: string;
  readonly members?: readonly Member[];
  readonly credential?: boolean;
}

const verbs: Readonly<Record<string, Method>> = {
  get: "GET",
  post: "POST",
  put: "PUT",
  patch: "PATCH",
  delete: "DELETE",
};
const deepest = 4;

/** The routes of a project of Django's, and of its REST framework. Pure. */
export function djangoRoutes(project: PythonProject): readonly HandledRoute[] {
  const lines = new Map<SourceFile, (index: number) => number>();
  const lineAt = (file: SourceFile, index: number) => {
    const count = lines.get(file) ?? lineCounter(file.text);
    lines.set(file, count);
    return count(index);
  };
  const isClosed = project.files.some(({ text }) =>
    /DEFAULT_PERMISSION_CLASSES["'][\s\S]{0,200}?IsAuthenticated/.test(text),
  );
  return addressesIn(project).flatMap((address) => {
    const where = `${address.file.path}:${String(lineAt(address.file, address.index))}`;
    return viewsAt(project, address, isClosed).map(({ path, view }) => handled(address, path, view, where));
  });
}

function handled({ file }: Address, path: string, view: View, where: string): HandledRoute {
  const { method, name, members, credential } = view;
  const takes = method !== "GET" && members !== undefined && members.length > 0;
  return {
    route: {
      ...{ method, path: braced(path), origin: "source", where, name },
      ...(takes ? { body: { kind: "json", members } } : {}),
      ...(credential === undefined ? {} : { credential }),
    },
    handler: { path: file.path, text: view.text },
  };
}

function viewsAt(
  project: PythonProject,
  address: Address,
  isClosed: boolean,
): readonly { readonly path: string; readonly view: View }[] {
  const { path, view, library, isSet, file } = address;
  if (library !== undefined) {
    const user = logInMembers(project)[0]?.path[0] ?? "username";
    const repeats = project.files.some(({ text }) => /USER_CREATE_PASSWORD_RETYPE["']\s*:\s*True/.test(text));
    return (libraryRoutes(library) ?? []).map((route) => ({
      path: `${path}${route.path}`,
      view: {
        ...{ method: route.method, name: route.name, text: "", members: libraryMembers(route, user, repeats) },
        ...(route.credential === undefined ? {} : { credential: route.credential }),
      },
    }));
  }
  const written = /^(?:[\w.]+\(\s*){0,3}?([\w.]+?)(?:\.as_view\(|\s*[),]|\s*$)/.exec(view)?.[1] ?? view;
  const definition = project.definition(written, file);
  if (isSet !== undefined)
    return definition === undefined ? [] : setViews(project, definition, path, isSet.slash, isClosed);
  const actions = /\.as_view\(\s*\{([^{}]{0,500})\}/.exec(view)?.[1];
  if (actions !== undefined && definition !== undefined) {
    return [...actions.matchAll(/["'](\w+)["']\s*:\s*["'](\w+)["']/g)].flatMap(([, verb = "", action = ""]) => {
      const method = verbs[verb];
      return method === undefined ? [] : [{ path, view: viewOf(project, definition, method, isClosed, action) }];
    });
  }
  const name = written.split(".").at(-1) ?? written;
  if (/^(TemplateView|RedirectView|Spectacular\w+|schema_view)$/.test(name)) return [];
  if (definition === undefined) {
    const methods = libraryViews.find(([pattern]) => pattern.test(name))?.[1] ?? ["GET", "POST"];
    const members = /TokenObtain|[Oo]btain_?(?:Auth|JSON|auth|jwt)/.test(name)
      ? { members: logInMembers(project) }
      : {};
    return methods.map((method) => ({ path, view: { method, name, text: "", ...members } }));
  }
  if (definition.kind === "function")
    return functionViews(project, definition, isClosed).map((one) => ({ path, view: one }));
  return methodsOf(project, definition).map((method) => ({
    path,
    view: viewOf(project, definition, method, isClosed),
  }));
}

/** What a class answers: by its methods, and by its bases. */
function methodsOf(project: PythonProject, definition: PythonDefinition, depth = 0): readonly Method[] {
  const own = [...methodsIn(definition).keys()].flatMap((name) => verbs[name] ?? []);
  const inherited = definition.bases.flatMap((base) => {
    const parent = depth < deepest ? project.definition(base, definition.file) : undefined;
    if (parent !== undefined && parent !== definition) return methodsOf(project, parent, depth + 1);
    return libraryViews.find(([pattern]) => pattern.test(base))?.[1] ?? [];
  });
  const all = [...new Set([...own, ...inherited])];
  return all.length === 0 && depth === 0 ? ["GET", "POST"] : all;
}

/** One method of a class: with its own text, or that of the class where a base handles it. */
function viewOf(
  project: PythonProject,
  definition: PythonDefinition,
  method: Method,
  isClosed: boolean,
  action?: string,
): View {
  const methods = methodsIn(definition);
  const own = methods.get(action ?? method.toLowerCase()) ?? (method === "POST" ? methods.get("create") : undefined);
  const text = own ?? definition.text;
  const name = action === undefined ? definition.name : `${definition.name} ${action}`;
  const members = membersIn(project, definition, own, action);
  const credential = isGuarded(own) ?? isGuarded(definition.text.slice(0, 1_500));
  const guard = credential ?? (isClosed ? true : undefined);
  return {
    ...{ method, name, text },
    ...(members.length === 0 ? {} : { members }),
    ...(guard === undefined ? {} : { credential: guard }),
  };
}

/** By the serializers that the text names, or else by that of the class, or by a base of a library's. */
function membersIn(
  project: PythonProject,
  definition: PythonDefinition,
  own: string | undefined,
  action?: string,
): readonly Member[] {
  const named = own === undefined ? [] : serializersIn(project, own, definition.file);
  if (named.length > 0) return named;
  // One that reads the body itself says what it takes.
  if (own !== undefined && /request\.(data|POST)\s*(\[|\.get\()/.test(own)) return [];
  const chosen = action === undefined ? undefined : serializerOfAction(definition.text, action);
  const ofClass = chosen ?? /\bserializer_class\s*=\s*([\w.]+)/.exec(definition.text)?.[1];
  if (ofClass !== undefined) {
    const schema = project.definition(ofClass, definition.file);
    return schema === undefined ? [] : membersOfSchema(project, schema);
  }
  const isLogIn = definition.bases.some((base) => /TokenObtain|ObtainAuthToken|ObtainJSONWebToken/.test(base));
  return isLogIn ? logInMembers(project, definition) : [];
}

/** `if self.action == "create": return RegisterSerializer`. */
function serializerOfAction(text: string, action: string): string | undefined {
  return new RegExp(String.raw`["']${action}["'][^\n]{0,100}:\s{0,40}return (\w+)`).exec(text)?.[1];
}

function serializersIn(project: PythonProject, text: string, file: SourceFile): readonly Member[] {
  const names = [
    ...text.matchAll(/\b([A-Z]\w*)\(\s*(?:(?:instance\s*=\s*)?[\w.]+\s*,\s*)?(?:data\s*=\s*)?request\.(?:data|POST)/g),
  ];
  return names.slice(0, 3).flatMap(([, name = ""]) => {
    const schema = project.definition(name, file);
    return schema?.kind === "class" && isSchema(project, schema) ? membersOfSchema(project, schema) : [];
  });
}

const guards =
  /permission_classes[^\n]{0,40}[([][^)\]]{0,100}IsAuthenticated(?!OrReadOnly)|login_required|LoginRequiredMixin|IsAuthenticated\b/;
const open = /AllowAny|permission_classes\s*=\s*(?:\[\s*\]|\(\s*\))|permission_classes\(\s*\[\s*\]/;

/** Whether it says that it is for those who are logged in, or for everyone; undefined where it says nothing. */
function isGuarded(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (guards.test(text)) return true;
  return open.test(text) ? false : undefined;
}

function functionViews(project: PythonProject, definition: PythonDefinition, isClosed: boolean): readonly View[] {
  const { decorators, text, name, file } = definition;
  const named = /(?:api_view|require_http_methods)\(\s*[([]([^)\]]{0,200})/.exec(decorators)?.[1];
  const written = [...(named ?? "").matchAll(/["'](\w+)["']/g)].flatMap(
    ([, verb = ""]) => verbs[verb.toLowerCase()] ?? [],
  );
  const methods: readonly Method[] =
    written.length > 0
      ? written
      : decorators.includes("require_POST")
        ? ["POST"]
        : /api_view|require_GET|require_safe/.test(decorators)
          ? ["GET"]
          : ["GET", "POST"];
  const members = serializersIn(project, text, file);
  const guard = isGuarded(decorators) ?? (isClosed && decorators.includes("api_view") ? true : undefined);
  return methods.map((method) => ({
    ...{ method, name, text },
    ...(members.length === 0 ? {} : { members }),
    ...(guard === undefined ? {} : { credential: guard }),
  }));
}

const setActions: readonly (readonly [action: string, method: Method, isDetail: boolean, bases: RegExp])[] = [
  ["list", "GET", false, /ModelViewSet|ListModelMixin/],
  ["create", "POST", false, /(?<!ReadOnly)ModelViewSet|CreateModelMixin/],
  ["retrieve", "GET", true, /ModelViewSet|RetrieveModelMixin/],
  ["update", "PUT", true, /(?<!ReadOnly)ModelViewSet|UpdateModelMixin/],
  ["partial_update", "PATCH", true, /(?<!ReadOnly)ModelViewSet|UpdateModelMixin/],
  ["destroy", "DELETE", true, /(?<!ReadOnly)ModelViewSet|DestroyModelMixin/],
];

/** What a router makes of a set of views. */
function setViews(
  project: PythonProject,
  definition: PythonDefinition,
  path: string,
  slash: boolean,
  isClosed: boolean,
): readonly { readonly path: string; readonly view: View }[] {
  const end = slash ? "/" : "";
  const own = methodsIn(definition);
  const usual = setActions
    .filter(([action, , , bases]) => own.has(action) || definition.bases.some((base) => bases.test(base)))
    .map(([action, method, isDetail]) => ({
      path: `${path}${isDetail ? "/{pk}" : ""}${end}`,
      view: viewOf(project, definition, method, isClosed, action),
    }));
  const further = [...own].flatMap(([name, text]) => {
    const decorator =
      /@(?:[\w.]+\.)?(?:action|list_route|detail_route)\(([\s\S]{0,500}?)\)\s*\n[ \t]*(?:@|def|async)/.exec(text)?.[1];
    if (decorator === undefined) return [];
    const listed = [...(/methods\s*=\s*[([]([^)\]]{0,100})/.exec(decorator)?.[1] ?? "").matchAll(/["'](\w+)["']/g)];
    const methods = listed.flatMap(([, verb = ""]) => verbs[verb.toLowerCase()] ?? []);
    const isDetail = /detail\s*=\s*True|detail_route/.test(decorator);
    const last = /url_path\s*=\s*r?["']([^"']+)["']/.exec(decorator)?.[1] ?? name;
    return (methods.length === 0 ? (["GET"] as const) : methods).map((method) => ({
      path: `${path}${isDetail ? "/{pk}" : ""}/${last}${end}`,
      view: viewOf(project, definition, method, isClosed, name),
    }));
  });
  return [...usual, ...further];
}

/** `<int:id>` and `(?P<id>…)` → `{id}`, with a slash at the beginning. */
function braced(path: string): string {
  return `/${path}`
    .replaceAll(/\/{2,}/g, "/")
    .replaceAll(/\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)/g, "{$1}")
    .replaceAll(/<(?:\w+:)?(\w+)>/g, "{$1}")
    .replaceAll(/[\^$]/g, "");
}
