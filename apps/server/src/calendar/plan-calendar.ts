import { instantOf } from "@assay/hiring";
import type { PlanRow } from "@assay/store";
import ical, { ICalCalendarMethod, ICalEventTransparency } from "ical-generator";

/** How long a check-in takes. */
const minutes = 30;

/**
 * A plan as a calendar file (RFC 5545): milestones are whole days, check-ins are moments, as instants, so that each
 * calendar shows them on its own clocks. What was struck is left out.
 *
 * @param name whose plan it is for whoever imports it: the other side
 */
export function planCalendar(
  { items, time_zone: zone, at_time: time }: PlanRow,
  { name }: { readonly name: string },
): string {
  const calendar = ical({
    name: `The first 90 days: ${name}`,
    prodId: { company: "Assay", product: "test, not guess", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { id, kind, on_day: day, text, first, seen, struck_at, made_at } of items) {
    if (struck_at !== null) continue;
    if (kind === "milestone") {
      calendar.createEvent({
        ...{ id, stamp: made_at, start: new Date(`${day}T00:00:00Z`), allDay: true, summary: text },
        description: [first, seen].filter((line) => line !== "").join("\n\n"),
        // A day to reach something by keeps nobody busy.
        transparency: ICalEventTransparency.TRANSPARENT,
      });
      continue;
    }
    const start = new Date(instantOf(day, time, zone));
    calendar.createEvent({
      ...{ id, stamp: made_at, start, end: new Date(start.getTime() + minutes * 60_000) },
      summary: `Check-in: ${name}`,
      description: text,
    });
  }
  return calendar.toString();
}
