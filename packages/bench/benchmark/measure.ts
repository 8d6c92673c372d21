/** What one part of the benchmark found. Plain JSON: a line of `latest.json`. */
export interface Measurement {
  readonly name: string;
  readonly unit: "µs" | "ms" | "s" | "GB" | "%" | "/s" | "of all runs" | "of what may be";
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
  readonly rounds: number;
  /** What it should reach, where we have promised something. */
  readonly goal?: string;
}

/** @throws Error when there is nothing to summarise */
export function measurementOf(
  name: string,
  unit: Measurement["unit"],
  values: readonly number[],
  goal?: string,
): Measurement {
  const sorted = values.toSorted((one, other) => one - other);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined) throw new Error(`${name}: nothing was measured`);
  const middle = sorted.length / 2;
  const median = ((sorted[Math.ceil(middle) - 1] ?? lowest) + (sorted[Math.floor(middle)] ?? highest)) / 2;
  return { name, unit, median, lowest, highest, rounds: values.length, ...(goal === undefined ? {} : { goal }) };
}

/** The measurements as a table for a terminal. */
export function tell(measurements: readonly Measurement[]): string {
  const rows = measurements.map((measurement) => [
    measurement.name,
    said(measurement.median, measurement.unit),
    `${said(measurement.lowest, measurement.unit)} to ${said(measurement.highest, measurement.unit)}`,
    String(measurement.rounds),
    measurement.goal ?? "",
  ]);
  const table = [["", "median", "range", "rounds", "goal"], ...rows];
  const widths = table.reduce<number[]>(
    (sofar, row) => row.map((cell, column) => Math.max(sofar[column] ?? 0, cell.length)),
    [],
  );
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function said(value: number, unit: Measurement["unit"]): string {
  if (unit === "GB") return `${value.toFixed(2)} GB`;
  if (unit === "ms") return `${value.toFixed(0)} ms`;
  if (unit === "s") return `${value.toFixed(1)} s`;
  if (unit === "/s" || unit === "µs") return `${value.toFixed(0)} ${unit}`;
  if (unit === "%") return `${value.toFixed(1)} %`;
  return value.toFixed(2);
}
