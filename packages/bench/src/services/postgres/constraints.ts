import type { Client } from "pg";
import { ask } from "./connection.ts";
import { readable } from "./tables.ts";

/** What the database itself holds to: constraints of every kind, and unique indexes that are no constraint. */
export async function constraints(
  client: Client,
): Promise<readonly { readonly table: string; readonly name: string; readonly definition: string }[]> {
  const found = await ask(
    client,
    `with theirs as (
       select c.oid, n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
     )
     select t.nspname, t.relname, k.conname, pg_get_constraintdef(k.oid)
     from theirs t join pg_constraint k on k.conrelid = t.oid
     union all
     select t.nspname, t.relname, i.relname, pg_get_indexdef(i.oid)
     from theirs t join pg_index x on x.indrelid = t.oid and x.indisunique join pg_class i on i.oid = x.indexrelid
     where not exists (select from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
     order by 1, 2, 3`,
  );
  return found.map(([schema, table, name, definition]) => ({
    table: readable(schema ?? "", table ?? ""),
    name: name ?? "",
    definition: definition ?? "",
  }));
}
