import { assertRange, type SourcedRange } from "./range.ts";

/**
 * What the job costs: the rate times the hours that the hirer thinks it takes. Nobody's hours are predicted, so they are
 * the same for everyone who is compared.
 *
 * @param rate per hour, in any currency: the cost is in the same
 * @throws RangeError unless both go from low to high, from 0 on
 */
export function costToDone({
  rate,
  hours,
}: {
  readonly rate: SourcedRange;
  readonly hours: SourcedRange;
}): SourcedRange {
  assertRange("the rate", rate);
  assertRange("the hours", hours);
  return { low: rate.low * hours.low, high: rate.high * hours.high, from: union(rate, hours) };
}

/**
 * How many times as fast the dearer of two has to be, to cost the same: from the ends that are nearest to those that are
 * farthest apart. 1 where they may be equal.
 *
 * @throws RangeError unless both rates are above 0
 */
export function breakEven(one: SourcedRange, other: SourcedRange): SourcedRange {
  for (const rate of [one, other]) {
    assertRange("a rate", rate);
    if (rate.low === 0) throw new RangeError("a rate must be above 0");
  }
  const [up, down] = [one.low / other.high, other.low / one.high];
  return {
    low: Math.max(1, up, down),
    high: Math.max(one.high / other.low, other.high / one.low),
    from: union(one, other),
  };
}

/** The hours of the dearer that cost as much as these hours of the cheaper. */
export function sameCostHours(hours: SourcedRange, times: SourcedRange): SourcedRange {
  assertRange("the hours", hours);
  assertRange("how many times", times);
  if (times.low === 0) throw new RangeError("how many times must be above 0");
  return { low: hours.low / times.high, high: hours.high / times.low, from: union(hours, times) };
}

function union(one: SourcedRange, other: SourcedRange): SourcedRange["from"] {
  return [...new Set([...one.from, ...other.from])];
}
