import type { Client } from "pg";
import { ask, quoted } from "./connection.ts";

export interface Column {
  readonly name: string;
  /** Quoted, for a statement. */
  readonly sql: string;
  /** As a cast names it: `character varying(200)`. */
  readonly type: string;
  /** The name below all domains: `varchar`, `int4`, `jsonb`. */
  readonly base: string;
  /** PostgreSQL's category of it: A array, C composite, D time, N number, S text, … */
  readonly category: string;
  /** Its type, or that of its elements, is PostgreSQL's own: nobody else can say how it is cast. */
  readonly isBuiltIn: boolean;
  /** The server makes its values. */
  readonly generated: boolean;
  /** It is all of the primary key. */
  readonly isKey: boolean;
  /** A foreign key starts or ends at it. */
  readonly linked: boolean;
}

/** A table, or a materialized view, that holds rows itself. Of a partitioned table, each partition is one. */
export interface Table {
  /** Its number among PostgreSQL's objects. */
  readonly id: string;
  readonly kind: "table" | "materialized view";
  /** What people read: `users`, `audit.events`. */
  readonly name: string;
  /** Quoted, with its schema, for a statement. */
  readonly sql: string;
  /** The partitioned table above it. */
  readonly root: { readonly oid: string; readonly sql: string } | undefined;
  readonly columns: readonly Column[];
  /** Names of the columns that make the primary key. */
  readonly key: readonly string[];
}

/** PostgreSQL's FirstNormalObjectId: its own objects have lesser numbers. */
const firstOfOthers = 16_384;

/** Values that are worked out when they are read, by the submission's own code, are stored nowhere and left out. */
const columnsOfAllTables = `
with recursive base_of(type, base) as (
  select t.oid, t.oid from pg_type t where t.typtype <> 'd'
  union all
  select t.oid, b.base from pg_type t join base_of b on t.typbasetype = b.type where t.typtype = 'd'
)
select c.oid, n.nspname, c.relname, nullif(pg_partition_root(c.oid)::oid, c.oid), rn.nspname, r.relname,
  a.attname, format_type(a.atttypid, a.atttypmod), b.typname, b.typcategory,
  (case b.typcategory when 'A' then b.typelem else b.oid end)::bigint < ${String(firstOfOthers)}, c.relkind,
  a.attgenerated <> '' or a.attidentity <> '',
  coalesce((select k.conkey from pg_constraint k where k.conrelid = c.oid and k.contype = 'p' limit 1) @> array[a.attnum], false),
  exists (
    select from pg_constraint f where f.contype = 'f'
    and (f.conrelid = c.oid and a.attnum = any (f.conkey) or f.confrelid = c.oid and a.attnum = any (f.confkey))
  )
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_class r on r.oid = pg_partition_root(c.oid)
left join pg_namespace rn on rn.oid = r.relnamespace
left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated <> 'v'
left join base_of o on o.type = a.atttypid
left join pg_type b on b.oid = o.base
where c.relkind in ('r', 'm') and c.relpersistence <> 't'
  and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
order by n.nspname, c.relname, c.oid, a.attnum`;

/** Every table of the submission's, in every schema. Views, and tables that last for one connection, are none. */
export async function listTables(client: Client): Promise<readonly Table[]> {
  return (await listStored(client)).filter(({ kind }) => kind === "table");
}

/** Tables and materialized views. */
export async function listStored(client: Client): Promise<readonly Table[]> {
  const tables = new Map<string, Table & { readonly columns: Column[]; readonly key: string[] }>();
  for (const row of await ask(client, columnsOfAllTables)) {
    const [oid, schema, name, rootOid, rootSchema, rootName, column, type, base, category, isBuiltIn, kind, ...rest] =
      row;
    const [generated, isKey, linked] = rest;
    let table = tables.get(oid ?? "");
    if (table === undefined) {
      const root =
        rootOid === null || rootOid === undefined
          ? undefined
          : { oid: rootOid, sql: `${quoted(rootSchema ?? "")}.${quoted(rootName ?? "")}` };
      const sql = `${quoted(schema ?? "")}.${quoted(name ?? "")}`;
      table = {
        id: oid ?? "",
        kind: kind === "m" ? "materialized view" : "table",
        name: readable(schema ?? "", name ?? ""),
        sql,
        root,
        columns: [],
        key: [],
      };
      tables.set(table.id, table);
    }
    if (column === null || column === undefined) continue;
    if (isKey === "t") table.key.push(column);
    table.columns.push({
      name: column,
      sql: quoted(column),
      type: type ?? "text",
      base: base ?? "text",
      category: category ?? "U",
      isBuiltIn: isBuiltIn === "t",
      generated: generated === "t",
      isKey: isKey === "t",
      linked: linked === "t",
    });
  }
  return [...tables.values()].map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({ ...column, isKey: column.isKey && table.key.length === 1 })),
  }));
}

/**
 * SQL: a column of row `t` as text, by its type's output function. A cast would do the same for PostgreSQL's own types;
 * of others the submission may have made it, and what it made would run as us and say what it likes.
 */
export function asText({ sql, isBuiltIn }: Column): string {
  return isBuiltIn ? `t.${sql}::text` : `case when num_nulls(t.${sql}) = 0 then concat(t.${sql}) end`;
}

/** Two tables never share a readable name: a dot within a name is put in quotes. */
export function readable(schema: string, name: string): string {
  const part = (text: string): string => (/[."]/.test(text) ? quoted(text) : text);
  return schema === "public" ? part(name) : `${part(schema)}.${part(name)}`;
}
