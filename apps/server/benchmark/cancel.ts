import { openWatchedOffice } from "../test/cancelling.ts";
import { manyFilesWork, stubbornWorks } from "../test/stubborn-work.ts";

export interface CancelMeasurement {
  readonly during: string;
  /** From the answer to the request until nothing ran, nothing was mounted and no control group was left. Milliseconds. */
  readonly endedMs: number;
  /** The same until no file was left either. */
  readonly goneMs: number;
  /** What was still there a minute later. */
  readonly left: readonly string[];
}

/** How soon a cancelled evaluation is gone, in each phase and with submissions that do not want to end. */
export async function* measureCancel(): AsyncGenerator<CancelMeasurement> {
  const watched = await openWatchedOffice();
  try {
    for (const work of [...stubbornWorks, manyFilesWork]) {
      const { left, endedMs, goneMs } = await watched.cancel(work);
      yield { during: work.during, endedMs, goneMs, left: Object.values(left).flat() };
    }
  } finally {
    await watched.close();
  }
}
