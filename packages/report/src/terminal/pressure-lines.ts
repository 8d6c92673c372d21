import type { IncidentReading, PressureReading } from "../reading/pressure.ts";
import type { Standing, Stood } from "../reading/tally.ts";
import { sayOffPage } from "../words/off-page.ts";
import type { Words } from "../words/words.ts";
import { cutTo, filled, widthOf } from "./columns.ts";

interface Asked {
  readonly words: Words;
  readonly stood: readonly Stood[];
  /** Lines that are left; at least the counts are told. */
  readonly free: number;
  readonly width: number;
  readonly mark: (standing: Standing) => string;
}

/** The counts, then a line an incident: its check's mark, its name, what visitors got. The gravest where not all fit. */
export function pressureLines(
  { fact, incidents }: PressureReading,
  { words, stood, free, width, mark }: Asked,
): readonly string[] {
  const { sent, answered, putOff, failed } = fact.visits;
  const head = ["", cutTo(sayOffPage(words, "text.pressure", { sent, answered, putOff, failed }), width)];
  const most = free - head.length;
  const shown = most >= incidents.length ? incidents : gravest(incidents, most - 1);
  const column = Math.max(0, ...shown.map(({ name }) => name.length)) + 1;
  const left = incidents.length - shown.length;
  return [
    ...head,
    ...shown.map((incident) => {
      const standing = standingOf(incident, stood);
      const named = `${filled(String(incident.number), 3)}${filled(incident.name, column)}`;
      return `${standing === undefined ? " " : mark(standing)} ${named}${cutTo(gotOf(incident, words), width - 2 - widthOf(named))}`;
    }),
    ...(left > 0 && most > 0 ? [`  ${sayOffPage(words, "text.pressure.more", { count: left })}`] : []),
  ];
}

/** In their order, those with the most visits that were not answered. */
function gravest(incidents: readonly IncidentReading[], most: number): readonly IncidentReading[] {
  const unanswered = ({ fact: { visits } }: IncidentReading) => visits.sent - visits.answered;
  return incidents
    .toSorted((a, b) => unanswered(b) - unanswered(a))
    .slice(0, Math.max(0, most))
    .toSorted((a, b) => a.number - b.number);
}

/** Of its checks: the failed one first. What is not counted has none, though it was tried again and is known by now. */
function standingOf({ checks, isOpen }: IncidentReading, stood: readonly Stood[]): Standing | undefined {
  if (isOpen) return undefined;
  const own = stood.filter(({ check }) => checks.includes(check)).map(({ standing }) => standing);
  return own.find((standing) => standing === "fail") ?? own[0];
}

function gotOf({ fact: { visits }, isOpen }: IncidentReading, words: Words): string {
  if (isOpen) return words.say("incident.open");
  const { answered, putOff, failed, longestMs } = visits;
  return sayOffPage(words, "text.pressure.got", {
    ...{ answered, putOff, failed },
    longest: longestMs === null ? "none" : words.short(longestMs),
  });
}
