import { Readable } from "node:stream";
import { auditPlace, type AuditRow } from "@assay/store";
import { stringify } from "csv-stringify";
import { z } from "zod";
import { memberOf, type Member } from "../access/identify.ts";
import { hiddenFrom, type Hidden } from "../blind/hiding.ts";
import { unseenBy } from "../judgement/own-first.ts";
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
      const member = memberOf(request);
      const read = await auditLog.read(member.organization, {
        limit: limit + 1,
        ...(before === undefined ? {} : { before }),
      });
      const tell = await telling(member);
      const rows = read.map(tell);
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
      const member = memberOf(request);
      const told = tellingAll(auditLog.all(member.organization), await telling(member));
      const rows = hiding(told, await hiddenFrom(request, parts));
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

  /** Without what was decided, where whoever reads has not said what they think. */
  async function telling(member: Member): Promise<(row: AuditRow) => AuditRow> {
    const unseen = await unseenBy(member, {}, parts);
    const isUnseen = (subject: string) => unseen.get(subject)?.decision === true;
    return (row) => {
      if (!isUnseen(row.subject)) return row;
      if (row.action.startsWith("plan.")) return { ...row, action: "decision.followed", details: {} };
      return /^(decision|letter)\./.test(row.action) ? { ...row, details: {} } : row;
    };
  }
}

async function* tellingAll(rows: AsyncIterable<AuditRow>, tell: (row: AuditRow) => AuditRow): AsyncGenerator<AuditRow> {
  for await (const row of rows) yield tell(row);
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
