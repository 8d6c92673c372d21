import type { Journey } from "../check/challenge.ts";

/** Of the time of both processors, at most, that visits with a password hash may take. */
const hashShare = { processors: 2, of: 0.2, ofVisits: 0.1 };

/** Operation → weight. */
type Mix = Readonly<Record<string, number>>;

/** Those that cost no password hash. */
export function cheapMixOf(journeys: readonly Journey[], costly: ReadonlySet<string>): Mix {
  return weightsOf(journeys.filter(({ operation }) => !costly.has(operation)));
}

/** Those that cost a hash have their weight, but never more than their share of visits, nor of the processors' time. */
export function mixOf(
  journeys: readonly Journey[],
  { costly, hashMs, rate }: { readonly costly: ReadonlySet<string>; readonly hashMs: number; readonly rate: number },
): Mix {
  const cheap = cheapMixOf(journeys, costly);
  const hashing = weightsOf(journeys.filter(({ operation }) => costly.has(operation)));
  const [cheapSum, hashingSum] = [sumOf(cheap), sumOf(hashing)];
  if (hashingSum === 0) return cheap;
  const aSecond = (hashShare.of * hashShare.processors * 1_000) / Math.max(1, hashMs);
  const share = Math.min(hashingSum / (cheapSum + hashingSum), hashShare.ofVisits, aSecond / rate);
  const scale = (share / (1 - share)) * (cheapSum / hashingSum);
  return { ...cheap, ...Object.fromEntries(Object.entries(hashing).map(([name, weight]) => [name, weight * scale])) };
}

function weightsOf(journeys: readonly Journey[]): Mix {
  return Object.fromEntries(journeys.map(({ operation, weight }) => [operation, weight]));
}

function sumOf(weights: Mix): number {
  return Object.values(weights).reduce((sum, weight) => sum + weight, 0);
}
