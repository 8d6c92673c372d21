import type { PythonDefinition, PythonProject } from "./python-project.ts";
import type { Member } from "./route.ts";
import type { SourceFile } from "./set-up.ts";
import { usualValue } from "./usual-values.ts";

/** Of a class's bases, so many are followed. */
const deepest = 5;
const mostMembers = 40;

const notSent = /\b(?:read_only|dump_only)\s*=\s*True|SerializerMethodField|SubmitField|HiddenField|PrimaryKeyRelated/;
const fieldCall =
  /(?:Field|Str|String|Email|Int|Integer|Float|Boolean|Bool|Date|DateTime|Url|URL|UUID|Raw|Nested|List|Dict)$/;
const optional =
  /\brequired\s*=\s*False|\b(?:load_default|missing|default)\s*=|\ballow_blank\s*=\s*True|\bOptional\(\)/;

/** Bases of classes that say what a request holds. */
const schemaBases = /BaseModel|Schema|SQLModel|Serializer|FlaskForm|(?:^|\.)Form$|UserCreationForm|AuthenticationForm/;

/** Whether a class describes data, by its own bases or theirs. Pure. */
export function isSchema(project: PythonProject, definition: PythonDefinition, depth = 0): boolean {
  return definition.bases.some((base) => {
    if (schemaBases.test(base)) return true;
    const parent = depth < deepest ? project.definition(base, definition.file) : undefined;
    return parent !== undefined && parent !== definition && isSchema(project, parent, depth + 1);
  });
}

/** What a schema takes: pydantic, marshmallow, Django's and WTForms' forms, the serializers of Django REST. Pure. */
export function membersOfSchema(project: PythonProject, definition: PythonDefinition, depth = 0): readonly Member[] {
  const inherited = definition.bases.flatMap((base) => {
    if (/TokenObtain\w*Serializer$/.test(base)) return logInMembers(project, definition);
    if (base.endsWith("UserCreationForm")) return ["username", "password1", "password2"].map((name) => needed(name));
    const parent = depth < deepest ? project.definition(base, definition.file) : undefined;
    return parent === undefined || parent === definition ? [] : membersOfSchema(project, parent, depth + 1);
  });
  const body = classBody(definition);
  const declared = [...fieldsIn(body), ...annotationsIn(body)];
  const hidden = new Set(declared.filter(({ isHidden }) => isHidden).map(({ member }) => member.path.join()));
  const listed = listedIn(project, definition, hidden);
  const own = declared.filter(({ isHidden }) => !isHidden).map(({ member }) => member);
  const members = new Map([...inherited, ...listed, ...own].map((member) => [member.path.join("."), member]));
  return [...members.values()].filter(({ path }) => !hidden.has(path.join())).slice(0, mostMembers);
}

/** What Django's own log-in takes: the user's name, however the project's model calls it, and the password. */
export function logInMembers(project: PythonProject, definition?: PythonDefinition): readonly Member[] {
  const own = /\busername_field\s*=\s*["'](\w+)["']/.exec(definition?.text ?? "")?.[1];
  const name = own ?? project.constant("USERNAME_FIELD") ?? "username";
  return [needed(name), needed("password")];
}

/** A member that has to be sent. */
export function needed(name: string, type = ""): Member {
  const sample = usualValue(name, type);
  return { path: [name], required: true, ...(sample === undefined ? {} : { sample }) };
}

interface Declared {
  readonly member: Member;
  readonly isHidden: boolean;
}

function classBody({ text }: PythonDefinition): string {
  const end = text.indexOf("\n");
  return end < 0 ? "" : text.slice(end);
}

/** Only what belongs to the class itself, not to a class or a method inside of it. */
function ownLines(body: string): readonly { readonly line: string; readonly index: number }[] {
  const indent = /\n([ \t]+)\S/.exec(body)?.[1] ?? "";
  return [...body.matchAll(/^([ \t]+)(\S[^\n]*)/gm)].flatMap(({ 1: before, 2: line = "", index }) =>
    before === indent ? [{ line, index: index + indent.length }] : [],
  );
}

/** `email = serializers.EmailField(required=False)`. */
function fieldsIn(body: string): readonly Declared[] {
  return ownLines(body).flatMap(({ line, index }) => {
    const [whole, name = "", call = ""] = /^(\w+)\s*(?::[^=\n]{0,100})?=\s*([\w.]+)\(/.exec(line) ?? [];
    if (whole === undefined || !(fieldCall.test(call) || /serializer|fields?_?\./i.test(call))) return [];
    const options =
      body.slice(index, index + 400).split(/\n[ \t]+\w+\s*=\s*[\w.]+\(|\n[ \t]*(?:def|class|async)\b/, 1)[0] ?? "";
    const isHidden = notSent.test(options);
    // Marshmallow's fields need not be there unless they say so.
    const isMarshmallow = /fields/i.test(call) && !/serializers|forms|models/.test(call);
    const isNeeded = isMarshmallow ? /\brequired\s*=\s*True/.test(options) : !optional.test(options);
    const member = isNeeded ? needed(name, call) : { path: [name], required: false };
    return [{ member, isHidden }];
  });
}

/** Pydantic: `email: EmailStr`, `phone: str | None = None`. */
function annotationsIn(body: string): readonly Declared[] {
  return ownLines(body).flatMap(({ line }) => {
    const [whole, name = "", type = "", rest = ""] = /^(\w+)\s*:\s*([^=\n]{1,200})(=[^\n]*)?/.exec(line) ?? [];
    if (whole === undefined || /^(class|def|model_config|return|if|else|try|for|with)$/.test(name)) return [];
    if (/\bClassVar\b|relationship|Mapped\[|Relationship\(/.test(line)) return [];
    const isOptional =
      /Optional|\bNone\b/.test(type) || (rest !== "" && !/\(\s*\.\.\.|Field\((?![^\n]*default)/.test(rest));
    return [{ member: isOptional ? { path: [name], required: false } : needed(name, type), isHidden: false }];
  });
}

/** What a serializer, or a form, lists of its model. */
function listedIn(
  project: PythonProject,
  { text, file }: PythonDefinition,
  hidden: ReadonlySet<string>,
): readonly Member[] {
  const meta = /\n[ \t]+class Meta\b[\s\S]{0,2000}/.exec(text)?.[0];
  if (meta === undefined) return [];
  const list = /\bfields\s*=\s*(?:[([]([^)\]]{0,2000})[)\]]|["']__all__["'])/.exec(meta);
  if (list === null) return [];
  const modelName = /\bmodel\s*=\s*([\w.]+)/.exec(meta)?.[1] ?? "";
  const model = modelOf(project, modelName, file);
  const fields = modelFields(project, model);
  const names =
    list[1] === undefined
      ? [...fields.keys()].filter((name) => !/^(groups|user_permissions|is_\w+|last_login|date_joined)$/.test(name))
      : [...list[1].matchAll(/["'](\w+)["']/g)].map(([, name = ""]) => name);
  const readOnly = new Set(
    [...(/read_only_fields\s*=\s*[([]([^)\]]{0,1000})/.exec(meta)?.[1] ?? "").matchAll(/["'](\w+)["']/g)].map(
      ([, name]) => name,
    ),
  );
  const options = new Map(
    [...meta.matchAll(/["'](\w+)["']\s*:\s*\{([^{}]{0,300})\}/g)].map(
      ([, name = "", value = ""]) => [name, value] as const,
    ),
  );
  return names
    .filter((name) => !/^(id|pk|uuid|created|updated|created_at|updated_at|date_joined|last_login)$/.test(name))
    .filter(
      (name) => !readOnly.has(name) && !hidden.has(name) && !/read_only["']\s*:\s*True/.test(options.get(name) ?? ""),
    )
    .map((name) => {
      const isNeeded = /required["']\s*:\s*True/.test(options.get(name) ?? "") || fields.get(name) === true;
      return isNeeded ? needed(name) : { path: [name] };
    });
}

function modelOf(project: PythonProject, name: string, from: SourceFile): PythonDefinition | undefined {
  const own = project.definition(name, from);
  if (own !== undefined) return own;
  // `User = get_user_model()`.
  const custom = project.constant("AUTH_USER_MODEL")?.split(".").at(-1);
  return custom !== undefined && /user/i.test(name) ? project.definition(custom, from) : undefined;
}

/** The fields of a model of Django's, and whether each must be given. */
function modelFields(project: PythonProject, model: PythonDefinition | undefined): ReadonlyMap<string, boolean> {
  const usual: readonly (readonly [string, boolean])[] =
    model === undefined || model.bases.some((base) => base.includes("AbstractUser"))
      ? [
          ["username", true],
          ["email", false],
          ["password", true],
          ["first_name", false],
          ["last_name", false],
        ]
      : model.bases.some((base) => base.includes("AbstractBaseUser"))
        ? [["password", true]]
        : [];
  const fields = new Map(usual);
  if (model === undefined) return fields;
  const body = classBody(model);
  for (const { line, index } of ownLines(body)) {
    const [, name, value = ""] =
      /^(\w+)\s*=\s*(models\.\w+Field\(|models\.ForeignKey\(|PhoneNumberField\(|None\b)/.exec(line) ?? [];
    if (name === undefined) continue;
    if (value === "None") fields.delete(name);
    else {
      const options = body.slice(index, index + 300).split(/\n[ \t]+\w+\s*=\s*\w/, 1)[0] ?? "";
      fields.set(
        name,
        !/\b(?:blank|null)\s*=\s*True|\b(?:default|auto_now\w*)\s*=/.test(options) && !/AutoField|UUID/.test(value),
      );
    }
  }
  return fields;
}
