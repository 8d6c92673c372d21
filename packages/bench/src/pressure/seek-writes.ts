import type { Journey } from "../check/challenge.ts";
import type { World, WriteEvidence } from "../check/world.ts";
import type { LoadRecord } from "../load/load.ts";
import type { Visitor } from "./people.ts";
import { doubledThings, lostThings, lostValues, type FoundValue, type Write } from "./writes.ts";

/** Things of one kind that are sought at most: each costs a look at every table. The last of before something ended come first. */
const soughtThings = 120;

/** Looks for what was confirmed, and for what was made twice. */
export async function seekWrites(setting: {
  readonly world: World;
  readonly journeys: readonly Journey[];
  readonly visitors: readonly Visitor[];
  readonly records: readonly LoadRecord[];
  readonly startedAt: number;
}): Promise<WriteEvidence> {
  const { world, journeys, visitors, records, startedAt } = setting;
  const evidence = {
    acknowledged: 0,
    unknown: 0,
    sought: 0,
    lost: [] as WriteEvidence["lost"][number][],
    doubled: [] as WriteEvidence["doubled"][number][],
  };
  for (const { operation, leaves } of journeys) {
    if (leaves === undefined) continue;
    const writes = records.filter((record) => record.operation === operation).flatMap(writeOf);
    const acknowledged = writes.filter(({ became }) => became === "acknowledged");
    evidence.acknowledged += acknowledged.length;
    evidence.unknown += writes.filter(({ became }) => became === "unknown").length;
    const lost = (write: Write, found?: string) =>
      evidence.lost.push({
        operation,
        word: write.word,
        ...(found === undefined ? {} : { found }),
        acknowledgedAt: Math.round(write.to - startedAt),
      });
    if (leaves.kind === "value") {
      const found = (
        await Promise.all(
          visitors.map(async ({ person }, index): Promise<readonly FoundValue[]> => {
            const read = await leaves.read(world, person);
            // Who cannot be read says nothing of what is there.
            return read === undefined ? [] : [{ person: index, word: read }];
          }),
        )
      ).flat();
      const readable = new Set(found.map(({ person }) => person));
      evidence.sought += acknowledged.filter(({ person }) => readable.has(person)).length;
      for (const one of lostValues(writes, found)) lost(one.write, one.found);
    } else {
      const chosen = toSeek(writes);
      const counts = new Map<string, number | undefined>();
      for (const { word, person } of chosen) {
        const visitor = visitors[person];
        if (visitor !== undefined) counts.set(word, await leaves.count(world, visitor.person, word));
      }
      evidence.sought += chosen.filter(
        ({ became, word }) => became === "acknowledged" && counts.get(word) !== undefined,
      ).length;
      for (const write of lostThings(chosen, counts)) lost(write);
      evidence.doubled.push(
        ...doubledThings(chosen, counts).map(({ write, times }) => ({ operation, word: write.word, times })),
      );
    }
  }
  return evidence;
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
