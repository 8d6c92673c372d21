/**
 * `npm run bench:pages`: how soon a report is there, for people to look at. It depends on the machine and on what else it
 * does, so no test does.
 */
import { fileURLToPath } from "node:url";
import { setTimeout as passed } from "node:timers/promises";
import { hirerAt, type Hirer } from "../test/hirer.ts";

const rounds = 10;
const challenges = fileURLToPath(new URL("../../../challenges", import.meta.url));

/** Milliseconds from the request of the page to its largest paint, nothing of it cached. */
interface PaintMeasurement {
  readonly width: number;
  readonly slowedDown: number;
  readonly fastest: number;
  readonly median: number;
  readonly slowest: number;
}

/** How long the report of the demo's first candidate takes to be there: a real run of the login system. */
async function measurePaint(): Promise<readonly PaintMeasurement[]> {
  const hirer = await hirerAt({ ASSAY_CHALLENGES: challenges });
  try {
    const report = `${hirer.url}/evaluations/${await firstDone(hirer)}`;
    const measured: PaintMeasurement[] = [];
    for (const { width, slowedDown } of [
      { width: 1280, slowedDown: 1 },
      { width: 390, slowedDown: 4 },
    ]) {
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) times.push(await largestPaint(hirer, report, { width, slowedDown }));
      times.sort((one, other) => one - other);
      const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
      measured.push({ ...{ width, slowedDown }, fastest: at(0), median: at(0.5), slowest: at(1) });
    }
    return measured;
  } finally {
    await hirer.close();
  }
}

/** @param slowedDown so many times slower than this machine's processor. */
async function largestPaint(
  hirer: Hirer,
  url: string,
  { width, slowedDown }: { readonly width: number; readonly slowedDown: number },
): Promise<number> {
  const page = await hirer.open({ width });
  try {
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: slowedDown });
    await page.goto(url);
    await page.locator(".report h1").waitFor();
    await page.waitForLoadState("networkidle");
    return await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            resolve(list.getEntries().at(-1)?.startTime ?? NaN);
          }).observe({ type: "largest-contentful-paint", buffered: true });
        }),
    );
  } finally {
    await page.context().close();
  }
}

interface Seen {
  readonly roles: readonly { readonly id: string }[];
  readonly cards: readonly { readonly evaluation: { readonly id: string; readonly state: string } | null }[];
}

/** The others are cancelled, so that nothing runs beside what is measured. */
async function firstDone(hirer: Hirer): Promise<string> {
  const { roles } = (await hirer.ask("GET", "/home")) as Pick<Seen, "roles">;
  for (;;) {
    const { cards } = (await hirer.ask("GET", `/roles/${roles[0]?.id ?? ""}/board`)) as Pick<Seen, "cards">;
    const evaluations = cards.flatMap(({ evaluation }) => evaluation ?? []);
    const done = evaluations.find(({ state }) => state === "done");
    if (done !== undefined) {
      for (const { id, state } of evaluations) {
        if (state === "waiting" || state === "running") await hirer.ask("POST", `/evaluations/${id}/cancel`);
      }
      return done.id;
    }
    await passed(2_000);
  }
}

for (const { width, slowedDown, fastest, median, slowest } of await measurePaint()) {
  const range = `${median.toFixed(0)} ms (${fastest.toFixed(0)} to ${slowest.toFixed(0)})`;
  console.log(`largest paint at ${String(width)} px, processor ${String(slowedDown)} times slower: ${range}`);
}
