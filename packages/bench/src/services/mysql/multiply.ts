import type { Connection } from "mysql2";
import type { RowRef } from "../../check/world.ts";
import { copyDigits, NotRenewable, planCopies, renewedLength, type CopiedColumn, type Renewal } from "../copies.ts";
import { databaseName } from "./configuration.ts";
import { ask, askTexts, errorNumber, quoted, type Value } from "./connection.ts";
import { asBytes, rowsNamed } from "./move-back.ts";
import { unlessLocked } from "./reading.ts";
import { isBytes, isText, listTables, readable, type Column, type Table } from "./tables.ts";

const uniqueKeys =
  "select table_schema, table_name, index_name, column_name from information_schema.statistics where non_unique = 0";

const foreignKeys = `
select table_schema, table_name, column_name, referenced_table_schema, referenced_table_name, referenced_column_name
from information_schema.key_column_usage where referenced_table_name is not null`;

interface Source {
  readonly table: Table;
  readonly rows: readonly (readonly Value[])[];
  readonly columns: readonly (CopiedColumn & { readonly column: Column })[];
}

/**
 * Makes copies of these rows, all or none of them.
 *
 * @param copies how many of each row, and the number of the first: each number is used once.
 * @throws NotRenewable, and what the database says against a copy; nothing has been changed then.
 */
export async function multiply(
  client: Connection,
  refs: readonly RowRef[],
  copies: { readonly first: number; readonly times: number },
): Promise<void> {
  const sources = await sourcesOf(client, refs);
  const plan = planCopies(await described(client, sources));
  await ask(client, "start transaction");
  try {
    for (const source of sources) {
      const renewals = plan.get(source.table.name) ?? new Map<string, Renewal>();
      await unlessLocked(source.table, () => copyRows(client, source, renewals, copies));
    }
    await ask(client, "commit");
  } catch (error) {
    await ask(client, "rollback");
    throw errorNumber(error) === undefined ? error : new NotRenewable((error as Error).message);
  }
  // As the server itself would within seconds.
  for (const { table } of sources) await ask(client, `analyze no_write_to_binlog table ${table.sql}`);
}

async function sourcesOf(client: Connection, refs: readonly RowRef[]): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const table of await listTables(client)) {
    const ids = refs.filter((ref) => ref.table === table.name).map(({ id }) => id);
    const rows = ids.length === 0 ? [] : await unlessLocked(table, () => rowsNamed(client, table, ids));
    if (rows.length === 0) continue;
    const columns = table.columns.flatMap((column, index) => {
      if (column.generated) return [];
      const form = formOf(column);
      const values = rows.map((row) => row[index]?.toString(form === "bytes" ? "latin1" : "utf8") ?? null);
      return [{ column, name: column.name, form, values }];
    });
    sources.push({ table, rows, columns });
  }
  return sources;
}

function formOf(column: Column): CopiedColumn["form"] {
  if (/int$|^decimal$/.test(column.type)) return "number";
  if (/binary$|blob$/.test(column.type)) return "bytes";
  if (column.type === "uuid") return "text";
  return isText(column) && !isBytes(column) && column.type !== "json" ? "text" : "other";
}

/** With what the database holds these tables to. */
async function described(client: Connection, sources: readonly Source[]): Promise<Parameters<typeof planCopies>[0]> {
  const keys = await askTexts(client, uniqueKeys);
  const links = await askTexts(client, foreignKeys);
  const tables = [];
  for (const { table, columns } of sources) {
    const isOurs = ([schema = "", name = ""]: readonly string[]): boolean => readable(schema, name) === table.name;
    const ours = Map.groupBy(keys.filter(isOurs), ([, , index]) => index);
    const unique = [...ours.values()].map((rows) => rows.map(([, , , column = ""]) => column));
    const withMost = [];
    for (const column of columns) {
      const counts = column.form === "number" && unique.some((key) => key.includes(column.name));
      const [most] = counts
        ? await askTexts(client, `select truncate(max(${column.column.sql}), 0) from ${table.sql}`)
        : [];
      withMost.push(most?.[0] === undefined || most[0] === "" ? column : { ...column, most: BigInt(most[0]) });
    }
    tables.push({
      name: table.name,
      columns: withMost,
      unique,
      links: links
        .filter(isOurs)
        .map(([, , column = "", schema = "", other = "", to = ""]) => ({ column, table: readable(schema, other), to })),
    });
  }
  return tables;
}

async function copyRows(
  client: Connection,
  { table, rows, columns }: Source,
  renewals: ReadonlyMap<string, Renewal>,
  { first, times }: { readonly first: number; readonly times: number },
): Promise<void> {
  const values = columns.map(({ column }) => valueOf(column, renewals.get(column.name), first));
  const naming = table.key.length === 0 ? columns.map(({ column }) => column) : table.key;
  const isRow = `(${naming.map((column) => `${asBytes(column, "t.")} <=> ?`).join(" and ")})`;
  // The server itself has a table for every such name, in whatever database it is sought.
  const numbers = `${quoted(databaseName)}.${quoted(`seq_${first}_to_${first + times - 1}`)}`;
  await ask(
    client,
    `insert into ${table.sql} (${columns.map(({ column }) => column.sql).join(", ")})
     select ${values.join(", ")} from ${table.sql} t, ${numbers} copy where ${rows.map(() => isRow).join(" or ")}`,
    rows.flatMap((row) => naming.map((column) => row[table.columns.indexOf(column)] ?? null)),
  );
}

/** SQL of a column's value in copy number `copy.seq` of row `t`. */
function valueOf({ sql }: Column, renewal: Renewal | undefined, first: number): string {
  const own = `t.${sql}`;
  // Else a column in another character set could not be joined with what is new.
  const text = `convert(${own} using utf8mb4)`;
  const number = `lpad(copy.seq, ${copyDigits}, '0')`;
  switch (renewal?.kind) {
    case undefined:
      return own;
    case "number":
      return `${own} + (copy.seq - ${first - 1}) * ${renewal.step}`;
    case "email":
      return `concat(substring_index(${text}, '@', 1), ${number}, '@', substring_index(${text}, '@', -1))`;
    case "short":
      return `concat(${text}, ${number})`;
    case "token":
      return `concat(left(${text}, char_length(${text}) - ${renewedLength}), left(md5(concat(${text}, ' ', copy.seq)), ${renewedLength}))`;
    case "bytes":
      return `concat(left(${own}, length(${own}) - ${renewedLength}), left(unhex(sha2(concat(${own}, copy.seq), 256)), ${renewedLength}))`;
  }
}
