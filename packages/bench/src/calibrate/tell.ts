import type { Calibrated } from "./calibrate.ts";
import type { Mishap } from "./matrix.ts";
import type { Rate } from "./rate.ts";

/** A calibration as lines for a terminal: the confusion matrix, the rates with their intervals, and all that went wrong. */
export function tellCalibration({ calibration, variants, faults }: Calibrated): string {
  const { matrix, caught, clean, falseAlarmsPerJudgement } = calibration;
  const count = (kind: string) => variants.filter(({ variant }) => variant.kind === kind).length;
  const number = (value: number) => String(value).padStart(8);
  return [
    `${String(count("solution"))} solutions, ${String(count("flawed"))} flawed and ${String(count("legitimate"))} legitimate variants`,
    "",
    "runs                        caught   clean  unclear",
    `with a planted flaw       ${number(matrix.flawed.caught)}${number(matrix.flawed.missed)}        -`,
    `right                     ${number(matrix.right.falseAlarm)}${number(matrix.right.clean)} ${number(matrix.right.unclear)}`,
    "",
    `flaws caught              ${tellRate(caught)}`,
    `right ways left clean     ${tellRate(clean)}`,
    `false alarms, a judgement ${tellRate(falseAlarmsPerJudgement)}`,
    ...tellMishaps("Missed", calibration.misses),
    ...tellMishaps("False alarms", calibration.falseAlarms),
    ...tellMishaps("Not clear on right ways", calibration.unclear),
    ...tellMishaps("Consequences that are not listed", calibration.unlisted),
    ...tellMishaps("Unsteady", calibration.unsteady),
    ...tellMishaps("Our errors", calibration.ourErrors),
    ...(faults.length === 0 ? [] : ["", "The pack itself:", ...faults.map((fault) => `  ${fault}`)]),
    "",
    calibration.isProven && faults.length === 0 ? "Proven." : "Not proven.",
  ].join("\n");
}

function tellRate({ of, outOf, low, high }: Rate): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  if (outOf === 0) return "no run yet";
  return `${String(of)} of ${String(outOf)} = ${percent(of / outOf)} (95%: ${percent(low)} to ${percent(high)})`;
}

function tellMishaps(title: string, mishaps: readonly Mishap[]): string[] {
  if (mishaps.length === 0) return [];
  return [
    "",
    `${title}:`,
    ...mishaps.map(
      ({ variant, check, runs, outOf, said }) =>
        `  ${variant}: ${check} in ${String(runs)} of ${String(outOf)}, said ${said.join(" / ")}`,
    ),
  ];
}
