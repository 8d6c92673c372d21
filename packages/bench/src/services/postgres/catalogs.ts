import type { Client } from "pg";
import type { Place } from "../../check/world.ts";
import type { TextForms } from "../text-forms.ts";
import { ask } from "./connection.ts";
import type { Table } from "./tables.ts";

/** Fewer bytes turn up in an expression by chance. */
const fewestBytes = 4;

/** How many places are reported of one catalog. */
const mostPlaces = 100;

interface Catalog {
  readonly name: string;
  readonly column: string;
  /** SQL of the text. */
  readonly text: string;
  /** SQL of what it belongs to, as people read it. */
  readonly of: string;
  /** Besides the catalog as `c`. */
  readonly where?: string;
}

/**
 * Bytes as a constant within an expression stands in the catalogs. To have PostgreSQL write the expression as people
 * read it would lock what it is about, which a submission can keep locked.
 */
function inExpressions(bytes: Buffer): readonly string[] {
  const signed = [...bytes].map((byte) => (byte > 127 ? byte - 256 : byte)).join(" ");
  return [...new Set([[...bytes].join(" "), signed])];
}

/** SQL: the schema is the submission's. */
const own = (column: string): string =>
  `c.${column} not in (select oid from pg_namespace where nspname in ('pg_catalog', 'information_schema', 'pg_toast'))`;

/** PostgreSQL's own objects have lesser numbers. */
const isTheirs = "c.oid >= 16384";

/** Where a text can be kept besides rows: names, comments, labels, code and settings. */
const catalogs: readonly Catalog[] = [
  { name: "pg_class", column: "relname", text: "c.relname::text", of: "c.relname::text", where: own("relnamespace") },
  {
    name: "pg_attribute",
    column: "attname",
    text: "c.attname::text",
    of: "(select relname::text from pg_class where oid = c.attrelid)",
    where: "c.attrelid >= 16384",
  },
  { name: "pg_namespace", column: "nspname", text: "c.nspname::text", of: "c.nspname::text", where: isTheirs },
  {
    name: "pg_type",
    column: "typname",
    text: "c.typname::text",
    of: "c.typname::text",
    where: `${own("typnamespace")} and c.typrelid = 0 and c.typelem = 0`,
  },
  { name: "pg_enum", column: "enumlabel", text: "c.enumlabel::text", of: "format_type(c.enumtypid, null)" },
  { name: "pg_proc", column: "proname", text: "c.proname::text", of: "c.proname::text", where: own("pronamespace") },
  { name: "pg_proc", column: "prosrc", text: "c.prosrc", of: "c.proname::text", where: own("pronamespace") },
  {
    name: "pg_description",
    column: "description",
    text: "c.description",
    of: "(c.classoid::regclass)::text",
    where: "c.objoid >= 16384 or c.objoid = 'public'::regnamespace",
  },
  {
    name: "pg_attrdef",
    column: "adbin",
    text: "c.adbin::text",
    of: "(select relname::text from pg_class where oid = c.adrelid)",
  },
  { name: "pg_constraint", column: "conname", text: "c.conname::text", of: "c.conname::text", where: isTheirs },
  { name: "pg_constraint", column: "conbin", text: "c.conbin::text", of: "c.conname::text", where: isTheirs },
  {
    name: "pg_rewrite",
    column: "ev_action",
    text: "c.ev_action::text",
    of: "(select relname::text from pg_class where oid = c.ev_class)",
    where: isTheirs,
  },
  { name: "pg_trigger", column: "tgargs", text: "encode(c.tgargs, 'escape')", of: "c.tgname::text", where: isTheirs },
  { name: "pg_policy", column: "polqual", text: "concat(c.polqual, c.polwithcheck)", of: "c.polname::text" },
  {
    name: "pg_db_role_setting",
    column: "setconfig",
    text: "array_to_string(c.setconfig, ' ')",
    of: "(select rolname::text from pg_roles where oid = c.setrole)",
  },
];

/** Where the forms stand outside of rows. */
export async function findInCatalogs(client: Client, { plain, bytes }: TextForms): Promise<readonly Place[]> {
  const places: Place[] = [];
  const texts = plain.filter((form) => !form.includes("\0")).map((form) => form.toLowerCase());
  const forms = [...texts, ...bytes.filter(({ length }) => length >= fewestBytes).flatMap(inExpressions)];
  for (const { name, column, text, of, where = "true" } of catalogs) {
    const rows = await ask(
      client,
      `select ${of}, left(said.text, 2001) from ${name} c cross join lateral (select ${text} as text) said
       where (${where}) and exists (select from unnest($1::text[]) form where strpos(lower(said.text), form) > 0)
       limit ${String(mostPlaces)}`,
      [forms],
    );
    for (const [object, value] of rows) places.push({ table: name, column, row: { object, [column]: value } });
  }
  return places;
}

/** Large objects that hold one of the forms, wherever their pages end. */
export async function findInLargeObjects(client: Client, { bytes }: TextForms): Promise<readonly Place[]> {
  const rows = await ask(
    client,
    `select whole.loid::text, left(encode(whole.data, 'escape'), 2001)
     from (select loid, string_agg(data, ''::bytea order by pageno) as data from pg_largeobject group by loid) whole
     where exists (
       select from unnest($1::bytea[]) form
       where strpos(lower(encode(whole.data, 'escape')), lower(encode(form, 'escape'))) > 0
     ) limit ${String(mostPlaces)}`,
    [bytes],
  );
  return rows.map(([loid, data]) => ({ table: largeObjects.name, column: "data", row: { loid, data } }));
}

const column = { isBuiltIn: true, generated: false, isKey: false, linked: false };

/** Large objects, page by page, as if they were a table. */
export const largeObjects: Table = {
  id: "2613",
  kind: "table",
  name: "pg_largeobject",
  sql: "pg_catalog.pg_largeobject",
  root: undefined,
  columns: [
    { ...column, name: "loid", sql: "loid", type: "oid", base: "oid", category: "N" },
    { ...column, name: "pageno", sql: "pageno", type: "integer", base: "int4", category: "N" },
    { ...column, name: "data", sql: "data", type: "bytea", base: "bytea", category: "U" },
  ],
  key: [],
};
