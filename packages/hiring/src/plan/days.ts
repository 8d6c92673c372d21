import { Temporal } from "temporal-polyfill";

/**
 * The working day that many days on: the first day is day 1, and what falls on a weekend waits for Monday.
 *
 * @param start as ISO 8601: `2026-12-01`
 * @throws RangeError where it is no day
 */
export function dayOf(start: string, day: number): string {
  const date = Temporal.PlainDate.from(start).add({ days: day - 1 });
  const isWeekend = date.dayOfWeek > friday;
  return (isWeekend ? date.add({ days: sunday + 1 - date.dayOfWeek }) : date).toString();
}

const friday = 5;
const sunday = 7;

/**
 * The instant at which clocks in a zone show this, as ISO 8601 in UTC; in the hour that a change of clocks leaves out, the
 * one after it.
 *
 * @param zone a name of the IANA database: `Europe/Berlin`
 * @throws RangeError where one of them is none
 */
export function instantOf(date: string, time: string, zone: string): string {
  return Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
    .toInstant()
    .toString();
}

/** Whether there is such a zone. */
export function isZone(zone: string): boolean {
  try {
    Temporal.PlainDate.from("2026-01-01").toZonedDateTime(zone);
    return true;
  } catch {
    return false;
  }
}
