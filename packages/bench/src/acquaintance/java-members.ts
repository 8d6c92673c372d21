import type { JavaProject } from "./java-project.ts";
import { argumentOf, parametersOf, withoutAnnotations, type Annotation, type JavaType } from "./java-source.ts";
import type { Member } from "./route.ts";
import { usualValue } from "./usual-values.ts";

const deepest = 3;
const mostMembers = 40;

interface Field {
  readonly name: string;
  /** As written, without what stands in its angle brackets: `List`. */
  readonly type: string;
  readonly annotations: readonly Annotation[];
}

const needing = /^(NotNull|NotBlank|NotEmpty|NonNull)$/;
const validating = /^(NotNull|NotBlank|NotEmpty|NonNull|Size|Email|Pattern|Length|Min|Max|Valid|Past|Digits)$/;
const stored = /^(Entity|Table|Document|MappedSuperclass|RedisHash)$/;
const notSent =
  /^(Id|GeneratedValue|CreatedDate|LastModifiedDate|CreationTimestamp|UpdateTimestamp|Version|JsonIgnore|Transient|OneToMany|ManyToMany|OneToOne|ManyToOne|JsonBackReference)$/;
/** What a person who signs up doesn't say of themselves. */
const setByApp =
  /^(id|uuid|_id|\w+Id|created\w*|updated\w*|deleted\w*|is[A-Z]\w*|enabled|active|locked|\w*[tT]oken\w*|otp|code|\w*[cC]ode|image|photo|avatar|\w*Url|authorities|status)$/;

/** What a request holds that is read as this type: by its fields, its parents' and those of its parts. Pure. */
export function javaMembers(project: JavaProject, type: JavaType, depth = 0): readonly Member[] {
  if (depth > 0) return membersOf(project, type, depth);
  const members = read.get(type) ?? membersOf(project, type, depth);
  read.set(type, members);
  return members;
}

/** Many routes may take the same. */
const read = new WeakMap<JavaType, readonly Member[]>();

function membersOf(project: JavaProject, type: JavaType, depth: number): readonly Member[] {
  const fields = fieldsOf(project, type);
  const isSaid = fields.some(({ annotations }) => annotations.some(({ name }) => validating.test(name)));
  const isStored = type.annotations.some(({ name }) => stored.test(name));
  const isSnake = type.annotations.some(({ name, inside }) => name === "JsonNaming" && inside.includes("Snake"));
  const members = fields.flatMap((field): readonly Member[] => {
    const { annotations } = field;
    const isHidden = annotations.some(
      ({ name, inside }) => notSent.test(name) || (name === "JsonProperty" && inside.includes("READ_ONLY")),
    );
    if (isHidden) return [];
    const property = annotations.find(({ name }) => name === "JsonProperty");
    const renamed = property === undefined ? undefined : project.textsOf(argumentOf(property, "value"), type)[0];
    const name = renamed ?? (isSnake ? snake(field.name) : field.name);
    const own = project.type(field.type, type.file);
    if (own !== undefined && own.kind !== "enum" && own !== type && depth < deepest)
      return javaMembers(project, own, depth + 1).map((member) => ({ ...member, path: [name, ...member.path] }));
    const sample = own?.kind === "enum" ? usualConstant(own) : sampleOf(project, field);
    if (own === undefined && !simple.test(field.type)) return [];
    const isNeeded =
      annotations.some(needs) || (!isSaid && !isStored && own?.kind !== "class" && !setByApp.test(field.name));
    return [{ path: [name], required: isNeeded, ...(sample === undefined ? {} : { sample }) }];
  });
  return [...new Map(members.map((member) => [member.path.join("."), member])).values()].slice(0, mostMembers);
}

const simple =
  /^(String|CharSequence|int|long|short|double|float|boolean|char|byte|Integer|Long|Short|Double|Float|Boolean|Character|BigDecimal|BigInteger|LocalDate|LocalDateTime|Instant|Date|UUID|Object)$/;

function needs({ name, inside }: Annotation): boolean {
  return (
    needing.test(name) ||
    (/^(Column|JsonProperty)$/.test(name) && /nullable\s*=\s*false|required\s*=\s*true/.test(inside))
  );
}

function sampleOf(project: JavaProject, { name, type }: Field): Member["sample"] {
  const roles = project.types.find((one) => one.kind === "enum" && /role/i.test(one.name));
  if (/^(user)?roles?$/i.test(name) && roles !== undefined) return usualConstant(roles);
  const usual = usualValue(name, type);
  if (usual !== undefined) return usual;
  return /^(int|long|short|byte|double|float|biginteger)$/i.test(type) ? 1 : undefined;
}

/** What a stranger may be: the one for people without rights, or else the first. */
function usualConstant({ members }: JavaType): string | undefined {
  const [first] = members;
  const names = (first?.head.replaceAll(/\([^()]{0,200}\)/g, "").match(/\b[A-Za-z]\w*\b/g) ?? []).slice(0, 50);
  return (
    names.find((name) => /^(ROLE_)?(USER|CUSTOMER|CLIENT|MEMBER|STUDENT|BASIC)$/i.test(name)) ??
    names.find((name) => !/admin|^(private|final|static|public)$/i.test(name)) ??
    names[0]
  );
}

function fieldsOf(project: JavaProject, type: JavaType, depth = 0): readonly Field[] {
  const inherited =
    depth < deepest && type.kind === "class"
      ? project
          .parentsOf(type)
          .flatMap((parent) => (parent.kind === "class" ? fieldsOf(project, parent, depth + 1) : []))
      : [];
  const own = type.kind === "record" ? parametersOf(type.head).flatMap(parameter) : type.members.flatMap(declared);
  return [...inherited, ...own].slice(0, 2 * mostMembers);
}

function declared({ head, body, annotations }: JavaType["members"][number]): readonly Field[] {
  if (body !== "" || head.length > longestField) return [];
  const [written = ""] = head.split("=", 1);
  if (/[()]|\b(?:static|transient)\b/.test(written)) return [];
  const [first = "", ...others] = withoutAngles(written).split(",");
  const words = first.trim().split(/\s+/);
  const [type, name] = words.slice(-2);
  if (type === undefined || name === undefined) return [];
  return [name, ...others.map((other) => other.trim())].map((one) => ({ name: one, type, annotations }));
}

const longestField = 1_000;

/** A parameter of a method, or a component of a record: `@NotBlank String email`. */
export function parameter(written: string): readonly Field[] {
  const { annotations, rest } = withoutAnnotations(written.slice(0, longestField));
  const words = withoutAngles(rest)
    .replaceAll(/\[\]|\.\.\./g, " ")
    .trim()
    .split(/\s+/);
  const [type, name] = words.slice(-2);
  return type === undefined || name === undefined ? [] : [{ type, name, annotations }];
}

/** `List<Map<String, Order>> orders` → `List orders`. */
function withoutAngles(text: string): string {
  let depth = 0;
  return [...text]
    .map((letter) => {
      if (letter === "<") depth++;
      if (letter === ">") depth--;
      return depth === 0 && letter !== ">" ? letter : letter === ">" && depth === 0 ? " " : "";
    })
    .join("");
}

function snake(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}
