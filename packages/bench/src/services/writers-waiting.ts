import { setTimeout as sleep } from "node:timers/promises";

/** How long to wait for one more writer when several wait already, and when only one does. Milliseconds. */
const quietAfterSeveral = 300;
const quietAfterOne = 1_000;

/** Between two looks at who waits, milliseconds. */
const lookEvery = 10;

export interface HoldOptions {
  readonly untilWaiting?: number;
  readonly atMostMs?: number;
  readonly tables?: readonly string[];
}

/**
 * Runs `act`, whose writers are held, until enough of them wait, nothing new happens, `act` has ended or it is time;
 * then `release`s them. Tells the most that waited.
 *
 * @param look how many wait, and a mark that is another when something was asked of the database since.
 */
export async function untilWritersWait<T>(
  act: () => Promise<T>,
  look: () => Promise<{ readonly waiting: number; readonly mark: string }>,
  release: () => Promise<void>,
  { untilWaiting = Infinity, atMostMs = 4_000 }: HoldOptions = {},
): Promise<{ readonly result: T; readonly waiting: number }> {
  let settled = false;
  const hasSettled = (): boolean => settled;
  // Its failure is told at the end, after the release.
  const acting = (async () => act())().finally(() => (settled = true));
  acting.catch(() => undefined);
  const beganAt = performance.now();
  let most = 0;
  let lastSeen = "";
  let changedAt = beganAt;
  try {
    while (!hasSettled() && performance.now() - beganAt < atMostMs) {
      const { waiting, mark } = await look();
      const now = performance.now();
      const seen = `${waiting} ${mark}`;
      if (seen !== lastSeen) changedAt = now;
      lastSeen = seen;
      most = Math.max(most, waiting);
      if (waiting >= untilWaiting) break;
      if (waiting > 0 && now - changedAt >= (waiting === 1 ? quietAfterOne : quietAfterSeveral)) break;
      await sleep(lookEvery);
    }
  } finally {
    await release();
  }
  return { result: await acting, waiting: most };
}
