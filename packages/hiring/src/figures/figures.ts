import pay from "./pay.json" with { type: "json" };
import science from "./selection-science.json" with { type: "json" };

/** A table whose first cell of each row names it. */
interface Table {
  readonly source: string;
  readonly limits: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A table's row as an object: column → cell. */
export type Row = Readonly<Record<string, string | number>>;

/** What backend developers are paid, with sources, limits and dates, in US dollars. */
export { pay };

/** How well each way of choosing predicts the work, and how ratings are combined, with sources. */
export { science };

/** @returns the rows by the name in their first column */
export function rowsOf({ columns, rows }: Table): ReadonlyMap<string, Row> {
  return new Map(
    rows.map((cells) => [
      String(cells[0]),
      Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""])) satisfies Row,
    ]),
  );
}
