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

/** Somebody may have started already when a plan is made; an older first day is a slip of the keyboard. */
export const mostDaysAgo = 31;

/** The earliest first day that a plan takes, as ISO 8601. Days are UTC's. */
export function earliestStart(now: Date): string {
  return Temporal.PlainDate.from(now.toISOString().slice(0, 10)).subtract({ days: mostDaysAgo }).toString();
}

/** That day, when the first day goes from one day to another; what then falls on a weekend waits for Monday. */
export function movedWith(on: string, from: string, to: string): string {
  const { days } = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "day" });
  return dayOf(on, days + 1);
}

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
