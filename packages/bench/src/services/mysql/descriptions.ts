import type { Connection } from "mysql2";
import type { Place } from "../../check/world.ts";
import { holdsForm, type TextForms } from "../text-forms.ts";
import { askTexts } from "./connection.ts";

const system = "('information_schema', 'mysql', 'performance_schema', 'sys')";

/** Where a text can be kept besides rows: names, comments, defaults and code. Each question tells what it is of, then the texts. */
const descriptions: readonly { readonly table: string; readonly columns: readonly string[]; readonly sql: string }[] = [
  {
    table: "information_schema.tables",
    columns: ["table_name", "table_comment"],
    sql: `select table_name, table_name, table_comment from information_schema.tables where table_schema not in ${system}`,
  },
  {
    table: "information_schema.columns",
    columns: ["column_name", "column_comment", "column_default", "column_type", "generation_expression"],
    sql: `select table_name, column_name, column_comment, column_default, column_type, generation_expression
      from information_schema.columns where table_schema not in ${system}`,
  },
  {
    table: "information_schema.statistics",
    columns: ["index_name", "index_comment"],
    sql: `select table_name, index_name, index_comment from information_schema.statistics where table_schema not in ${system}`,
  },
  {
    table: "information_schema.partitions",
    columns: ["partition_name", "partition_description", "partition_comment"],
    sql: `select table_name, partition_name, partition_description, partition_comment
      from information_schema.partitions where table_schema not in ${system} and partition_name is not null`,
  },
  {
    table: "information_schema.views",
    columns: ["view_definition"],
    sql: `select table_name, view_definition from information_schema.views where table_schema not in ${system}`,
  },
  {
    table: "information_schema.triggers",
    columns: ["trigger_name", "action_statement"],
    sql: `select trigger_name, trigger_name, action_statement from information_schema.triggers
      where trigger_schema not in ${system}`,
  },
  {
    table: "information_schema.check_constraints",
    columns: ["constraint_name", "check_clause"],
    sql: `select table_name, constraint_name, check_clause from information_schema.check_constraints
      where constraint_schema not in ${system}`,
  },
  {
    table: "mysql.proc",
    columns: ["name", "param_list", "body", "comment"],
    sql: `select name, name, param_list, body_utf8, comment from mysql.proc where db not in ${system}`,
  },
  {
    table: "mysql.event",
    columns: ["name", "body", "comment"],
    sql: `select name, name, body_utf8, comment from mysql.event where db not in ${system}`,
  },
];

/** Where the forms stand outside of rows. */
export async function findInDescriptions(client: Connection, forms: TextForms): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const { table, columns, sql } of descriptions) {
    for (const [object, ...texts] of await askTexts(client, sql)) {
      for (const [index, text] of texts.entries()) {
        const column = columns[index] ?? "";
        if (holdsForm(text, forms)) places.push({ table, column, row: { object, [column]: text.slice(0, 2_000) } });
      }
    }
  }
  return places;
}
