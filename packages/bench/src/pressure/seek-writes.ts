import type { Journey } from "../check/challenge.ts";
import type { World, WriteEvidence } from "../check/world.ts";
import type { LoadRecord } from "../load/load.ts";
import type { Visitor } from "./people.ts";
import { doubledThings, lostThings, lostValues, type FoundValue, type Write } from "./writes.ts";

/** Things of one kind that are sought at most: each costs a look at every table. The last of before something ended come first. */
const soughtThings = 120;

/** For how long what seems lost is looked for again, and how often: who keeps pages for seconds shows older ones. Milliseconds. */
const again = { withinMs: 15_000, everyMs: 1_000 };

/** Confirmed values that were looked for, and those of them that are gone. */
export interface SoughtValues {
  readonly sought: readonly Write[];
  readonly lost: readonly { readonly write: Write; readonly found?: string }[];
}

interface Seeking {
  readonly world: World;
  readonly journeys: readonly Journey[];
  readonly visitors: readonly Visitor[];
}

/**
 * Reads everybody's values at once, while visits go on: what a later visit puts in their place could not be told lost
 * afterwards. Nobody logs in for it, and what seems lost counts only where the database does not hold it either and
 * nobody wrote meanwhile.
 *
 * @param recordsUntil all visits that were to be sent before this moment, when they have ended.
 */
export async function seekValuesMeanwhile(
  seeking: Seeking,
  recordsUntil: (at: number) => Promise<readonly LoadRecord[]>,
): Promise<SoughtValues> {
  const { world } = seeking;
  const sought: Write[] = [];
  const lost: SoughtValues["lost"][number][] = [];
  for (const { operation, leaves } of seeking.journeys) {
    if (leaves?.kind !== "value") continue;
    const readAt = world.now();
    const found = await readValues(seeking, leaves, false);
    const writes = asKnownAt(readAt, writesOf(operation, await recordsUntil(readAt)));
    sought.push(...newestOf(writes, found));
    for (const one of lostValues(writes, found)) {
      if (await isInDatabase(world, one.write.word)) continue;
      const lookedAt = world.now();
      const now = writesOf(operation, await recordsUntil(lookedAt));
      const isOvertaken = now.some(
        ({ person, from, to }) => person === one.write.person && from < lookedAt && to > readAt,
      );
      if (!isOvertaken) lost.push(one);
    }
  }
  return { sought, lost };
}

/** Looks for what was confirmed, and for what was made twice, when no more visits come. */
export async function seekWrites(
  setting: Seeking & {
    readonly records: readonly LoadRecord[];
    readonly startedAt: number;
    /** Values that were looked for before. */
    readonly meanwhile?: readonly SoughtValues[];
  },
): Promise<WriteEvidence> {
  const { world, journeys, visitors, records, startedAt, meanwhile = [] } = setting;
  const sought = new Set(meanwhile.flatMap((one) => one.sought.map(({ word }) => word)));
  const lost = new Map(meanwhile.flatMap((one) => one.lost.map((gone) => [gone.write.word, gone])));
  const counted = { acknowledged: 0, unknown: 0, doubled: [] as WriteEvidence["doubled"][number][] };
  for (const { operation, leaves } of journeys) {
    if (leaves === undefined) continue;
    const writes = writesOf(operation, records);
    counted.acknowledged += writes.filter(({ became }) => became === "acknowledged").length;
    counted.unknown += writes.filter(({ became }) => became === "unknown").length;
    if (leaves.kind === "value") {
      const found = await readValues(setting, leaves, true);
      for (const { word } of newestOf(writes, found)) sought.add(word);
      for (const one of await stillLost(setting, leaves, writes, found)) lost.set(one.write.word, one);
    } else {
      const chosen = toSeek(writes);
      const counts = new Map<string, number | undefined>();
      for (const { word, person } of chosen) {
        const visitor = visitors[person];
        if (visitor !== undefined) counts.set(word, await leaves.count(world, visitor.person, word));
      }
      for (const { became, word } of chosen) {
        if (became === "acknowledged" && counts.get(word) !== undefined) sought.add(word);
      }
      for (const write of lostThings(chosen, counts)) lost.set(write.word, { write });
      counted.doubled.push(
        ...doubledThings(chosen, counts).map(({ write, times }) => ({ operation, word: write.word, times })),
      );
    }
  }
  return {
    ...counted,
    sought: sought.size,
    lost: [...lost.values()].map(({ write, found }) => ({
      operation: write.operation,
      word: write.word,
      ...(found === undefined ? {} : { found }),
      acknowledgedAt: Math.round(write.to - startedAt),
    })),
  };
}

type Value = Extract<NonNullable<Journey["leaves"]>, { kind: "value" }>;

/** @param mayLogIn where somebody's log-in has ended. Another one may end those of visits. */
async function readValues(
  { world, visitors }: Seeking,
  leaves: Value,
  mayLogIn: boolean,
): Promise<readonly FoundValue[]> {
  const found = await Promise.all(
    visitors.map(async ({ person }, index): Promise<readonly FoundValue[]> => {
      const word = await leaves.read(world, person, { mayLogIn });
      // Who cannot be read says nothing of what is there.
      return word === undefined ? [] : [{ person: index, word }];
    }),
  );
  return found.flat();
}

/** Lost however often one looks, and not in the database either. */
async function stillLost(
  seeking: Seeking,
  leaves: Value,
  writes: readonly Write[],
  found: readonly FoundValue[],
): Promise<SoughtValues["lost"]> {
  const { world } = seeking;
  const by = world.now() + again.withinMs;
  let lost = lostValues(writes, found);
  while (lost.length > 0 && world.now() < by) {
    await world.sleep(again.everyMs);
    lost = lostValues(writes, await readValues(seeking, leaves, true));
  }
  const gone = await Promise.all(lost.map(async (one) => ((await isInDatabase(world, one.write.word)) ? [] : [one])));
  return gone.flat();
}

async function isInDatabase({ database }: World, word: string): Promise<boolean> {
  return Object.values(await database.countMentions(word)).some((rows) => rows > 0);
}

/** What had been confirmed when the values were read: what was confirmed later may have been done before or after. */
function asKnownAt(readAt: number, writes: readonly Write[]): readonly Write[] {
  return writes.map((write) =>
    write.became === "acknowledged" && write.to > readAt ? { ...write, became: "unknown" } : write,
  );
}

/** Of each whose value could be read, the newest that was confirmed: no other could be told lost. */
function newestOf(writes: readonly Write[], found: readonly FoundValue[]): readonly Write[] {
  return found.flatMap(({ person }) => {
    const own = writes.filter((write) => write.person === person && write.became === "acknowledged");
    return own.toSorted((one, other) => other.to - one.to).slice(0, 1);
  });
}

function writesOf(operation: string, records: readonly LoadRecord[]): readonly Write[] {
  return records.filter((record) => record.operation === operation).flatMap(writeOf);
}

/** Nothing for what never left. */
function writeOf({
  operation,
  person,
  word,
  sent,
  end,
  status,
  failure,
  success,
  again,
}: LoadRecord): readonly Write[] {
  if (sent === undefined || word === undefined) return [];
  const wasRefused = failure === "refused" || (status !== undefined && status < 500 && success !== true);
  const became = success === true && failure === undefined ? "acknowledged" : wasRefused ? "refused" : "unknown";
  return [{ operation, person, word, from: sent, to: end, became, ...(again === true && { again }) }];
}

/** Those of unknown end and those acknowledged just before or after one, then the others, spread over the run. */
function toSeek(writes: readonly Write[]): readonly Write[] {
  const unknown = writes.filter(({ became }) => became === "unknown");
  const near = (write: Write) =>
    unknown.some(({ from, to }) => Math.abs(write.to - from) < 1_000 || Math.abs(write.from - to) < 1_000);
  const acknowledged = writes.filter(({ became }) => became === "acknowledged");
  const [close, far] = [acknowledged.filter(near), acknowledged.filter((write) => !near(write))];
  const room = Math.max(
    0,
    soughtThings - Math.min(soughtThings / 2, close.length) - Math.min(soughtThings / 4, unknown.length),
  );
  return [...spread(unknown, soughtThings / 4), ...spread(close, soughtThings / 2), ...spread(far, room)];
}

function spread<T>(all: readonly T[], count: number): readonly T[] {
  if (all.length <= count) return all;
  return Array.from({ length: count }, (_none, at) => all[Math.floor((at * all.length) / count)] as T);
}
