import type { Connection } from "mysql2";
import type { DatabaseInspector } from "../../check/world.ts";
import { askTexts, quoted } from "./connection.ts";
import { readable } from "./tables.ts";

const system = "('information_schema', 'mysql', 'performance_schema', 'sys')";

/** Each column of each unique index, with how much of it counts and what its collation calls equal. */
const uniqueIndexes = `
select s.table_schema, s.table_name, s.index_name, s.column_name, s.sub_part, c.collation_name
from information_schema.statistics s
join information_schema.columns c
  on c.table_schema = s.table_schema and c.table_name = s.table_name and c.column_name = s.column_name
where s.non_unique = 0 and s.table_schema not in ${system}
order by s.table_schema, s.table_name, s.index_name, s.seq_in_index`;

const links = `
select table_schema, table_name, constraint_name, column_name, referenced_table_schema, referenced_table_name,
  referenced_column_name
from information_schema.key_column_usage
where referenced_table_name is not null and table_schema not in ${system}
order by table_schema, table_name, constraint_name, ordinal_position`;

const conditions = `
select constraint_schema, table_name, constraint_name, check_clause
from information_schema.check_constraints where constraint_schema not in ${system}`;

/** What the database itself holds to: unique indexes, links between tables, and conditions. */
export async function constraints(client: Connection): ReturnType<DatabaseInspector["constraints"]> {
  const unique = grouped(await askTexts(client, uniqueIndexes), (name, parts) => {
    const columns = parts.map(([column = "", length, collation]) => {
      const part = length === "" ? quoted(column) : `${quoted(column)}(${String(length)})`;
      return collation === "" ? part : `${part} COLLATE ${String(collation)}`;
    });
    return `${name === "PRIMARY" ? "PRIMARY KEY" : "UNIQUE"} (${columns.join(", ")})`;
  });
  const linked = grouped(await askTexts(client, links), (_name, parts) => {
    const [, schema = "", table = ""] = parts[0] ?? [];
    const from = parts.map(([column = ""]) => quoted(column)).join(", ");
    const to = parts.map(([, , , column = ""]) => quoted(column)).join(", ");
    return `FOREIGN KEY (${from}) REFERENCES ${readable(schema, table)} (${to})`;
  });
  const checked = grouped(await askTexts(client, conditions), (_name, [part]) => `CHECK (${String(part?.[0])})`);
  return [...unique, ...linked, ...checked];
}

/** Rows that begin with database, table and name, put together by these. */
function grouped(
  rows: readonly (readonly string[])[],
  define: (name: string, parts: readonly (readonly string[])[]) => string,
): Awaited<ReturnType<DatabaseInspector["constraints"]>> {
  const groups = Map.groupBy(rows, (row) => row.slice(0, 3).join("\0"));
  return [...groups.values()].map((parts) => {
    const [schema = "", table = "", name = ""] = parts[0] ?? [];
    return {
      table: readable(schema, table),
      name,
      definition: define(
        name,
        parts.map((row) => row.slice(3)),
      ),
    };
  });
}
