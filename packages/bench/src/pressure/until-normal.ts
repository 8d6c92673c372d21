import type { PressurePlan } from "../check/challenge.ts";
import type { World } from "../check/world.ts";
import type { Calm, Watch } from "./watch.ts";

/** Visits of an operation of which not one was answered again: fewer say nothing. */
const enoughUnanswered = 5;

/**
 * Waits until visits are answered as in calm seconds, those of each operation that was answered before among them, and
 * tells from when on; undefined when that does not come in time.
 *
 * @param since when what was broken was whole again.
 * @param setting.atLeastMs for so long what nobody has asked for since is waited for.
 * @param setting.hasEnded a copy ended although nobody stopped it.
 */
export async function untilNormal(
  since: number,
  setting: {
    readonly world: Pick<World, "now" | "sleep">;
    readonly plan: Pick<PressurePlan, "limitMs" | "recoversWithinMs">;
    readonly watch: Watch;
    readonly calm: Calm;
    readonly atLeastMs: number;
    readonly hasEnded: () => boolean;
  },
): Promise<number | undefined> {
  const { world, plan, watch, calm, atLeastMs, hasEnded } = setting;
  const by = since + plan.recoversWithinMs;
  // What began in time is looked at when it has ended.
  const settledBy = by + 1_000 + plan.limitMs + 3_500;
  for (;;) {
    const normalAt = watch.normalFrom(since, calm);
    if (normalAt !== undefined && normalAt > by) return undefined;
    const back = watch.backBetween(since, by, calm);
    const isBack = back.isAll || (back.unanswered === 0 && watch.settledBefore >= since + atLeastMs);
    if (normalAt !== undefined && isBack) return Math.max(normalAt, back.at);
    // What is told of the incident is complete when all that was sent before has ended.
    if (hasEnded() && watch.settledBefore >= since) return undefined;
    if (watch.settledBefore > by + 1_500 || world.now() > settledBy) {
      return back.unanswered < enoughUnanswered ? normalAt : undefined;
    }
    await world.sleep(100);
  }
}
