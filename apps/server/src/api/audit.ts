import { Readable } from "node:stream";
import { auditPlace, type AuditRow } from "@assay/store";
import { stringify } from "csv-stringify";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { hiddenFrom, type Hidden } from "../blind/hiding.ts";
import type { Parts } from "../parts.ts";
import { id, moment, type Api } from "./route.ts";

const entry = z
  .object({
    ...{ id, at: moment, actor: z.string(), actor_name: z.string().nullable(), action: z.string() },
    ...{ subject: z.string(), details: z.looseObject({}) },
  })
  .meta({ id: "AuditEntry" });

/** Who changed what. */
export function auditRoutes(api: Api, parts: Parts): void {
  const { auditLog } = parts;
  api.get(
    "/audit",
    {
      config: { access: "own" },
      schema: {
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(200).default(50),
          before: z.string().regex(auditPlace, "is no place in the log").optional(),
        }),
        response: { 200: z.object({ entries: z.array(entry), next: z.string().nullable() }) },
      },
    },
    async (request) => {
      const { limit, before } = request.query;
      const rows = await auditLog.read(memberOf(request).organization, {
        limit: limit + 1,
        ...(before === undefined ? {} : { before }),
      });
      const shown = rows.slice(0, limit);
      return {
        entries: shown.map(({ place: _place, ...row }) => ({ ...row, details: { ...row.details } })),
        next: rows.length > limit ? (shown.at(-1)?.place ?? null) : null,
      };
    },
  );

  api.get(
    "/audit/export",
    {
      config: { access: "own" },
      schema: {
        summary: "All of it as one file: a table, or one JSON object a line",
        querystring: z.object({ format: z.enum(["csv", "ndjson"]).default("csv") }),
        produces: ["text/csv", "application/x-ndjson"],
      },
    },
    async (request, reply) => {
      const { format } = request.query;
      const rows = hiding(auditLog.all(memberOf(request).organization), await hiddenFrom(request, parts));
      void reply.header("content-disposition", `attachment; filename="audit-log.${format}"`);
      if (format === "ndjson") {
        return reply.type("application/x-ndjson; charset=utf-8").send(Readable.from(lines(rows)));
      }
      const columns = ["at", "actor", "actor_name", "action", "subject", "details"];
      // What begins like a formula is one to a spreadsheet, unless it is marked as text.
      const table = stringify({ header: true, bom: true, columns, escape_formulas: true });
      return reply.type("text/csv; charset=utf-8").send(Readable.from(cells(rows)).pipe(table));
    },
  );
}

/** Row by row: in a table, what tells who somebody is could no longer be found. */
async function* hiding(rows: AsyncIterable<AuditRow>, hidden: Hidden | undefined): AsyncGenerator<AuditRow> {
  for await (const row of rows) yield hidden === undefined ? row : hidden.names.inValue(row, JSON.stringify(row));
}

async function* lines(rows: AsyncIterable<AuditRow>): AsyncGenerator<string> {
  for await (const { place: _place, ...row } of rows) yield `${JSON.stringify(row)}\n`;
}

async function* cells(rows: AsyncIterable<AuditRow>): AsyncGenerator<Record<string, string>> {
  for await (const { at, actor, actor_name, action, subject, details } of rows) {
    yield {
      ...{ at: at.toISOString(), actor, actor_name: actor_name ?? "", action, subject },
      details: JSON.stringify(details),
    };
  }
}
