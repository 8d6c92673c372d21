import type { Client } from "pg";
import type { RowRef } from "../../check/world.ts";
import { copyDigits, NotRenewable, planCopies, renewedLength, type CopiedColumn, type Renewal } from "../copies.ts";
import { ask } from "./connection.ts";
import { conditionFor } from "./move-back.ts";
import { unlessLocked } from "./reading.ts";
import { asText, listTables, type Column, type Table } from "./tables.ts";

/** Classes of what the database may say of a copy: a value, a constraint, a trigger or a right stands against it. */
const refusals = /^(22|23|25|38|39|42|44|P0)/;

/** Columns of each unique index. Those of an expression or a condition are known by what it depends on. */
const uniqueKeys = `
select distinct i.indrelid::text, i.indexrelid::text, a.attname
from pg_index i
join pg_attribute a on a.attrelid = i.indrelid and a.attnum > 0
where i.indisunique and (
  a.attnum = any (i.indkey::int2[])
  or exists (
    select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
    and d.refclassid = 'pg_class'::regclass and d.refobjid = i.indrelid and d.refobjsubid = a.attnum
  )
)`;

const foreignKeys = `
select f.conrelid::text, a.attname, f.confrelid::text, b.attname
from pg_constraint f
cross join lateral unnest(f.conkey, f.confkey) as pair (source, target)
join pg_attribute a on a.attrelid = f.conrelid and a.attnum = pair.source
join pg_attribute b on b.attrelid = f.confrelid and b.attnum = pair.target
where f.contype = 'f'`;

const madeByTheServer = "select attrelid::text, attname from pg_attribute where attgenerated <> ''";

/** Sequences that a column owns, or that its default asks. */
const sequencesOf = `
select distinct s.oid::text from pg_class s join pg_attribute a on a.attrelid = $1::oid and a.attname = $2
where s.relkind = 'S' and (
  exists (
    select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = s.oid
    and d.refclassid = 'pg_class'::regclass and d.refobjid = a.attrelid and d.refobjsubid = a.attnum
  ) or exists (
    select from pg_attrdef v join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = v.oid
    where v.adrelid = a.attrelid and v.adnum = a.attnum and d.refclassid = 'pg_class'::regclass and d.refobjid = s.oid
  )
)`;

interface Source {
  readonly table: Table;
  readonly addresses: readonly string[];
  readonly columns: readonly (CopiedColumn & { readonly column: Column })[];
}

/**
 * Makes copies of these rows, all or none of them. Triggers of the submission's don't run.
 *
 * @param copies how many of each row, and the number of the first: each number is used once.
 * @throws NotRenewable, and what the database says against a copy; nothing has been changed then.
 */
export async function multiply(
  client: Client,
  refs: readonly RowRef[],
  copies: { readonly first: number; readonly times: number },
): Promise<void> {
  await ask(client, "begin");
  try {
    await ask(client, "set local session_replication_role = replica");
    const sources = await sourcesOf(client, refs);
    const plan = planCopies(await described(client, sources));
    for (const source of sources) {
      const renewals = plan.get(source.table.name) ?? new Map<string, Renewal>();
      await unlessLocked(source.table, () => copyRows(client, source, renewals, copies));
    }
    await ask(client, "commit");
    // As the server itself would within a minute.
    for (const { table } of sources) await unlessLocked(table, () => ask(client, `analyze ${table.sql}`));
  } catch (error) {
    await ask(client, "rollback");
    const { code, message } = error as { code?: string; message: string };
    throw refusals.test(code ?? "") ? new NotRenewable(message) : error;
  }
}

async function sourcesOf(client: Client, refs: readonly RowRef[]): Promise<readonly Source[]> {
  const generated = new Set((await ask(client, madeByTheServer)).map((row) => row.join(" ")));
  const sources: Source[] = [];
  for (const table of await listTables(client)) {
    const columns = table.columns.filter(({ name }) => !generated.has(`${table.id} ${name}`));
    const texts = columns.map((column) =>
      column.base === "bytea" ? `encode(t.${column.sql}, 'hex')` : asText(column),
    );
    const found: (readonly (string | null)[])[] = [];
    for (const ref of refs.filter((one) => one.table === table.name)) {
      const { sql, values } = conditionFor(table, ref);
      const select = `select ${["t.ctid::text", ...texts].join(", ")} from only ${table.sql} t where ${sql}`;
      found.push(...(await unlessLocked(table, () => ask(client, select, values))));
    }
    if (found.length === 0) continue;
    sources.push({
      table,
      addresses: found.map(([address]) => address ?? ""),
      columns: columns.map((column, index) => {
        const values = found.map((row) => row[index + 1] ?? null);
        const form = formOf(column);
        return { column, name: column.name, form, values: form === "bytes" ? values.map(fromHex) : values };
      }),
    });
  }
  return sources;
}

function formOf({ base, category }: Column): CopiedColumn["form"] {
  if (/^(int[248]|numeric)$/.test(base)) return "number";
  if (base === "bytea") return "bytes";
  return category === "S" || base === "uuid" ? "text" : "other";
}

function fromHex(value: string | null): string | null {
  return value === null ? null : Buffer.from(value, "hex").toString("latin1");
}

/** With what the database holds these tables to. */
async function described(client: Client, sources: readonly Source[]): Promise<Parameters<typeof planCopies>[0]> {
  const keys = await ask(client, uniqueKeys);
  const links = await ask(client, foreignKeys);
  const nameOf = (oid: string | null | undefined): string =>
    sources.find(({ table }) => table.id === oid)?.table.name ?? "";
  const tables = [];
  for (const { table, columns } of sources) {
    const ours = Map.groupBy(
      keys.filter(([oid]) => oid === table.id),
      ([, index]) => index,
    );
    const unique = [...ours.values()].map((rows) => rows.map(([, , column]) => column ?? ""));
    const withMost = [];
    for (const column of columns) {
      const counts = column.form === "number" && unique.some((key) => key.includes(column.name));
      const [most] = counts ? await ask(client, `select trunc(max(${column.column.sql}))::text from ${table.sql}`) : [];
      withMost.push(most?.[0] == null ? column : { ...column, most: BigInt(most[0]) });
    }
    tables.push({
      name: table.name,
      columns: withMost,
      unique,
      links: links
        .filter(([oid]) => oid === table.id)
        .map(([, column, other, to]) => ({ column: column ?? "", table: nameOf(other), to: to ?? "" })),
    });
  }
  return tables;
}

async function copyRows(
  client: Client,
  { table, addresses, columns }: Source,
  renewals: ReadonlyMap<string, Renewal>,
  { first, times }: { readonly first: number; readonly times: number },
): Promise<void> {
  const values = columns.map(({ column }) => valueOf(column, renewals.get(column.name), first));
  await ask(
    client,
    `insert into ${table.sql} (${columns.map(({ column }) => column.sql).join(", ")}) overriding system value
     select ${values.join(", ")} from only ${table.sql} t, generate_series($2::integer, $3::integer) copy
     where t.ctid = any ($1::tid[])`,
    [addresses, first, first + times - 1],
  );
  for (const { column } of columns.filter(({ name }) => renewals.get(name)?.kind === "number")) {
    for (const [sequence] of await ask(client, sequencesOf, [table.id, column.name])) {
      await ask(client, `select setval($1::oid::regclass, (select max(${column.sql})::bigint from ${table.sql}))`, [
        sequence,
      ]);
    }
  }
}

/** SQL of a column's value in copy number `copy` of row `t`. */
function valueOf(column: Column, renewal: Renewal | undefined, first: number): string {
  const { sql, base } = column;
  const own = `t.${sql}`;
  const text = `(${asText(column)})`;
  const number = `lpad(copy::text, ${copyDigits}, '0')`;
  switch (renewal?.kind) {
    case undefined:
      return own;
    case "number":
      return `${own}::numeric + (copy - ${first - 1}) * ${renewal.step}::numeric`;
    case "email":
      return `overlay(${text} placing ${number} from position('@' in ${text}) for 0)`;
    case "short":
      return `${text} || ${number}`;
    case "token": {
      const token = `left(${text}, -${renewedLength}) || left(md5(${text} || ' ' || copy), ${renewedLength})`;
      return base === "uuid" ? `(${token})::uuid` : token;
    }
    case "bytes":
      return `substr(${own}, 1, octet_length(${own}) - ${renewedLength}) || substr(sha256(${own} || convert_to(copy::text, 'UTF8')), 1, ${renewedLength})`;
  }
}
