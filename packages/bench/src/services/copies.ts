import { createHash } from "node:crypto";

/**
 * How a value of a copy differs from the row's own. What comes out depends on the value and the copy's number alone, so
 * that whatever named the row names its copy when it is changed in the same way.
 *
 * - `number` goes on beyond all that are there: value + copy × step.
 * - `email` has the copy's number at the end of its local part, `short` at the end.
 * - `token` and `bytes` keep their length: the last twelve characters, or bytes, come from a digest.
 */
export type Renewal =
  { readonly kind: "number"; readonly step: bigint } | { readonly kind: "email" | "short" | "token" | "bytes" };

/** Characters of a token, or bytes, that differ in a copy: no two of a hundred thousand are alike. */
export const renewedLength = 12;

/** Digits of a copy's number in a text: always as many, so that "a1" and "a" never meet. */
export const copyDigits = 6;

/** A column of the rows that are copied. */
export interface CopiedColumn {
  readonly name: string;
  /** `other`: nothing is known that makes another value of it. */
  readonly form: "number" | "text" | "bytes" | "other";
  /** Of the rows to copy. Bytes as Latin-1. */
  readonly values: readonly (string | null)[];
  /** Of a number in a unique key: the greatest in the whole table. */
  readonly most?: bigint;
}

export interface CopiedTable {
  readonly name: string;
  readonly columns: readonly CopiedColumn[];
  /** Columns of each unique key, those within expressions too. */
  readonly unique: readonly (readonly string[])[];
  /** Foreign keys, column by column; `table` by its name. */
  readonly links: readonly { readonly column: string; readonly table: string; readonly to: string }[];
}

/** Table → column → what makes its values new. All else is copied as it is. */
export type CopyPlan = ReadonlyMap<string, ReadonlyMap<string, Renewal>>;

/** Nothing that we know makes the values of a unique key new. */
export class NotRenewable extends Error {}

const emailPattern = /^[^\s@]+@[^\s@]+$/;
const tokenPattern = /^(?!\d{4}-\d\d-\d\d)[\w+/=.:-]{16,}$/;

/** Which of a key's columns is best made new: names that people type come before those that count up. */
const bestFirst = ["email", "token", "bytes", "number", "short"];

/**
 * What must be made new so that copies of these rows can stand beside them: one column of each unique key, and what
 * links to it. An email and a secret are made new wherever they stand: without an index too, a copy is somebody else's. Pure.
 *
 * @throws NotRenewable naming the key
 */
export function planCopies(tables: readonly CopiedTable[]): CopyPlan {
  const renewals = new Map<CopiedColumn, Renewal>();
  const { links, bound } = linksBetween(tables);
  const rootOf = (column: CopiedColumn): CopiedColumn => {
    const target = links.get(column);
    return target === undefined ? column : rootOf(target);
  };
  const keys = tables.flatMap((table) =>
    table.unique.map((names) => ({ table, names, columns: table.columns.filter(({ name }) => names.includes(name)) })),
  );
  // Keys that others link to come first: what links to them is new by that.
  const linked = ({ columns }: (typeof keys)[number]): number => (columns.some((column) => links.has(column)) ? 1 : 0);
  for (const { table, names, columns } of keys.toSorted((one, other) => linked(one) - linked(other))) {
    if (columns.some((column) => renewals.has(rootOf(column)))) continue;
    const [best] = columns
      .filter((column) => !links.has(column) && !bound.has(column))
      .flatMap((column) => {
        const renewal = renewalOf(column);
        return renewal === undefined ? [] : [{ column, renewal }];
      })
      .toSorted((one, other) => bestFirst.indexOf(one.renewal.kind) - bestFirst.indexOf(other.renewal.kind));
    if (best !== undefined) renewals.set(best.column, best.renewal);
    // Rows without a value are never alike; what the server makes itself follows from what is made new elsewhere.
    else if (!columns.some(isEmpty) && columns.length === names.length) {
      throw new NotRenewable(`nothing makes another value of the unique key ${table.name} (${names.join(", ")})`);
    }
  }
  for (const column of tables.flatMap(({ columns }) => columns)) {
    if (links.has(column) || bound.has(column) || renewals.has(column)) continue;
    const renewal = isEmail(column) || isSecret(column) ? renewalOf(column) : undefined;
    if (renewal !== undefined) renewals.set(column, renewal);
  }
  return new Map(
    tables.map((table) => [
      table.name,
      new Map(
        table.columns.flatMap((column) => {
          const renewal = renewals.get(rootOf(column));
          return renewal === undefined ? [] : [[column.name, renewal] as const];
        }),
      ),
    ]),
  );
}

function renewalOf(column: CopiedColumn): Renewal | undefined {
  const values = present(column);
  if (values.length === 0) return undefined;
  switch (column.form) {
    case "number": {
      const numbers = values.map((value) => (/^-?\d+$/.test(value) ? BigInt(value) : undefined));
      if (column.most === undefined || numbers.includes(undefined)) return undefined;
      const least = (numbers as bigint[]).reduce((one, other) => (other < one ? other : one));
      return { kind: "number", step: column.most - least + 1n };
    }
    case "bytes":
      return values.every((value) => value.length >= renewedLength) ? { kind: "bytes" } : undefined;
    case "text":
      if (isEmail(column)) return { kind: "email" };
      return { kind: values.every((value) => value.length >= 16) ? "token" : "short" };
    case "other":
      return undefined;
  }
}

function isEmail(column: CopiedColumn): boolean {
  const values = present(column);
  return column.form === "text" && values.length > 0 && values.every((value) => emailPattern.test(value));
}

/** Long, and another in every row: what a person is known by, or what opens their account. */
function isSecret(column: CopiedColumn): boolean {
  const values = present(column);
  const isLong = (value: string): boolean =>
    column.form === "bytes" ? value.length >= renewedLength : column.form === "text" && tokenPattern.test(value);
  return values.length > 1 && new Set(values).size === values.length && values.every(isLong);
}

interface Links {
  /** What a column's values name: they stand in that other column. */
  readonly links: ReadonlyMap<CopiedColumn, CopiedColumn>;
  /** Columns that link to rows which are not copied: they stay. */
  readonly bound: ReadonlySet<CopiedColumn>;
}

function linksBetween(tables: readonly CopiedTable[]): Links {
  const links = new Map<CopiedColumn, CopiedColumn>();
  const bound = new Set<CopiedColumn>();
  const columnOf = (table: string, name: string): CopiedColumn | undefined =>
    tables.find((one) => one.name === table)?.columns.find((column) => column.name === name);
  const link = (from: CopiedColumn, to: CopiedColumn): void => {
    for (let next: CopiedColumn | undefined = to; next !== undefined; next = links.get(next)) {
      if (next === from) return;
    }
    links.set(from, to);
  };
  for (const table of tables) {
    for (const { column: name, table: other, to } of table.links) {
      const column = columnOf(table.name, name);
      const target = columnOf(other, to);
      if (column === undefined || links.has(column)) continue;
      if (target !== undefined && standsIn(column, target)) link(column, target);
      else bound.add(column);
    }
  }
  // Links that were never declared.
  for (const table of tables) {
    for (const column of table.columns) {
      if (links.has(column) || bound.has(column) || isEmail(column) || isEmpty(column)) continue;
      const targets = tables
        .filter((other) => other !== table)
        .flatMap((other) => {
          const keys = other.columns.filter(({ name }) =>
            other.unique.some((key) => key.length === 1 && key[0] === name),
          );
          return keys.filter((key) => standsIn(column, key)).map((key) => ({ other, key }));
        })
        .filter(({ other, key }) => isLong(column) || isNamedFor(column, { table: other, key }));
      if (targets[0] !== undefined) link(column, targets[0].key);
    }
  }
  return { links, bound };
}

function standsIn(column: CopiedColumn, target: CopiedColumn): boolean {
  const known = new Set(target.values);
  return column.form === target.form && present(column).every((value) => known.has(value));
}

/** No two long values are alike by chance. */
function isLong(column: CopiedColumn): boolean {
  return column.form !== "number" && present(column).every((value) => value.length >= renewedLength);
}

/** `user_id`, `userId` or `user` for a key of `users`; short values may be alike by chance. */
function isNamedFor(
  { name }: CopiedColumn,
  { table }: { readonly table: CopiedTable; readonly key: CopiedColumn },
): boolean {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  const singular = plain(table.name.split(/[.:]/).at(-1) ?? "").replace(/s$/, "");
  return singular !== "" && plain(name).replace(/id$/, "").endsWith(singular);
}

function isEmpty(column: CopiedColumn): boolean {
  return present(column).length === 0;
}

function present({ values }: CopiedColumn): readonly string[] {
  return values.filter((value) => value !== null);
}

/** A text, or bytes as Latin-1, as it stands in the copy of that number: for databases that can't do it by themselves. Pure. */
export function renewedText(
  value: string,
  { kind }: { readonly kind: Exclude<Renewal["kind"], "number"> },
  copy: number,
): string {
  const number = String(copy).padStart(copyDigits, "0");
  switch (kind) {
    case "email":
      return value.replace("@", `${number}@`);
    case "short":
      return value + number;
    case "token":
      return value.slice(0, -renewedLength) + digest(value, copy).toString("hex").slice(0, renewedLength);
    case "bytes":
      return value.slice(0, -renewedLength) + digest(value, copy).toString("latin1").slice(0, renewedLength);
  }
}

function digest(value: string, copy: number): Buffer {
  return createHash("sha256")
    .update(`${value} ${String(copy)}`, "latin1")
    .digest();
}
