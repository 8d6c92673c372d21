import type { LivePressure, SliceFact } from "@assay/bench/result";
import { wordsOf } from "../words/words.ts";
import { cutTo, filled, widthOf } from "./columns.ts";

/** From nothing to all. */
const blocks = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/**
 * A run under pressure while it lasts, as four lines of at most `width` columns: what is going wrong now, where each
 * incident began, visits, and those that were not answered. One column a slice; several slices share one where the run
 * is longer than the line, and then the fullest is shown, and the worst.
 */
export function drawLive(
  { slices, incidents, sliceMs }: LivePressure,
  width: number,
  language: "en" = "en",
): readonly string[] {
  const words = wordsOf(language);
  const heads = (["incidents", "visits", "failed"] as const).map((row) => words.say(`live.${row}`));
  const margin = Math.max(...heads.map(widthOf)) + 1;
  const room = Math.max(1, width - margin);
  const each = Math.max(1, Math.ceil(slices.length / room));
  const columns = Array.from({ length: Math.ceil(slices.length / each) }, (_, at) =>
    slices.slice(at * each, (at + 1) * each),
  );
  const most = Math.max(1, ...slices.map(({ sent }) => sent));
  const current = incidents.findLast(({ to }) => to === undefined);
  const now =
    current === undefined
      ? words.say("live.calm")
      : words.say("live.now", { incident: words.say(`incident.${current.name}`) });
  const rows = [
    marksOf(incidents, sliceMs * each, room),
    columns.map((column) => blockOf(Math.max(...column.map(({ sent }) => sent / most)))).join(""),
    columns.map((column) => blockOf(Math.max(...column.map(badOf)))).join(""),
  ];
  return [
    cutTo(now, width),
    ...rows.map((row, at) => `${filled(heads[at] ?? "", margin)}${row}`.trimEnd().slice(0, width)),
  ];
}

function badOf({ sent, putOff, failed }: SliceFact): number {
  return sent === 0 ? 0 : (putOff + failed) / sent;
}

/** A little is more than nothing. */
function blockOf(share: number): string {
  return blocks[share <= 0 ? 0 : Math.max(1, Math.round(share * (blocks.length - 1)))] ?? "█";
}

/** The number of each incident where it began, as in the report; where two would meet, the later one a column on. */
function marksOf(incidents: LivePressure["incidents"], columnMs: number, room: number): string {
  let marks = "";
  incidents.forEach(({ from }, at) => {
    const free = marks === "" ? 0 : marks.length + 1;
    const place = Math.max(free, Math.floor(from / columnMs));
    const number = String(at + 1);
    if (place + number.length <= room) marks = `${marks.padEnd(place)}${number}`;
  });
  return marks;
}
