import type { Connection } from "mysql2";
import { askTexts, quoted } from "./connection.ts";
import { databaseName } from "./configuration.ts";

export interface Column {
  readonly name: string;
  /** Quoted, for a statement. */
  readonly sql: string;
  /** In lower case: `varchar`, `bigint`, `datetime`, `longblob`. */
  readonly type: string;
  /** The server makes its values. */
  readonly generated: boolean;
  /** It is all of the primary key, or a foreign key starts or ends at it: a name, not a time. */
  readonly isName: boolean;
}

/** A table that holds rows itself. */
export interface Table {
  readonly id: string;
  /** What people read: `users`. */
  readonly name: string;
  /** Quoted, with its database, for a statement. */
  readonly sql: string;
  /** It keeps its former rows, which a plain question does not see. */
  readonly isVersioned: boolean;
  readonly columns: readonly Column[];
  /** Those that make the primary key. */
  readonly key: readonly Column[];
}

const systemDatabases = "('information_schema', 'mysql', 'performance_schema', 'sys')";

const columnsOfAllTables = `
select t.table_schema, t.table_name, c.column_name, lower(c.data_type), c.is_generated, c.column_key, t.table_type
from information_schema.tables t
join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
where t.table_schema not in ${systemDatabases} and t.table_type in ('BASE TABLE', 'SYSTEM VERSIONED')
order by t.table_schema, t.table_name, c.ordinal_position`;

const links = `
select table_schema, table_name, column_name, referenced_table_schema, referenced_table_name, referenced_column_name
from information_schema.key_column_usage where referenced_table_name is not null`;

/** Every table of the submission's. Views, and tables that last for one connection, are none. */
export async function listTables(client: Connection): Promise<readonly Table[]> {
  const linked = new Set(
    (await askTexts(client, links)).flatMap((row) => [row.slice(0, 3).join("\0"), row.slice(3).join("\0")]),
  );
  const tables = new Map<string, { schema: string; name: string; rows: (readonly string[])[] }>();
  for (const row of await askTexts(client, columnsOfAllTables)) {
    const [schema = "", name = ""] = row;
    const id = `${schema}\0${name}`;
    const table = tables.get(id) ?? { schema, name, rows: [] };
    table.rows.push(row);
    tables.set(id, table);
  }
  return [...tables.values()].map(({ schema, name, rows }) => {
    const keys = rows.filter((row) => row[5] === "PRI").length;
    const described = rows.map(([, , column = "", type = "", generated, key]) => ({
      isKey: key === "PRI",
      column: {
        name: column,
        sql: quoted(column),
        type,
        generated: generated === "ALWAYS",
        isName: (key === "PRI" && keys === 1) || linked.has([schema, name, column].join("\0")),
      },
    }));
    return {
      id: `${schema}\0${name}`,
      name: readable(schema, name),
      sql: `${quoted(schema)}.${quoted(name)}`,
      isVersioned: rows[0]?.[6] === "SYSTEM VERSIONED",
      columns: described.map(({ column }) => column),
      key: described.filter(({ isKey }) => isKey).map(({ column }) => column),
    };
  });
}

/** Two tables never share a readable name: a dot within a name is put in quotes. */
export function readable(schema: string, name: string): string {
  const part = (text: string): string => (/[.`]/.test(text) ? quoted(text) : text);
  return schema === databaseName ? part(name) : `${part(schema)}.${part(name)}`;
}

const bytes = new Set(["binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "bit", "geometry"]);

export function isBytes({ type }: Column): boolean {
  return bytes.has(type) || /^(multi)?(point|linestring|polygon)$|^geometrycollection$/.test(type);
}

/** Types whose values are moments; `time` is a length of time and `year` is too wide for one. */
export function isMoment({ type }: Column): boolean {
  return type === "datetime" || type === "timestamp" || type === "date";
}

export function isNumber({ type }: Column): boolean {
  return /int$|^(decimal|float|double)$/.test(type);
}

export function isText({ type }: Column): boolean {
  return /(char|text)$|^json$/.test(type);
}
