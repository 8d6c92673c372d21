import type { App, Tap } from "../check/world.ts";
import type { Load } from "../load/load.ts";
import type { IncidentName } from "../result/pressure.ts";

/** What an incident is made from. */
export interface Scene {
  readonly app: Pick<App, "start" | "stop" | "kill" | "alive">;
  readonly taps: { readonly database?: Tap; readonly redis?: Tap; readonly mail: Tap };
  readonly load: Pick<Load, "route">;
  /** Lets time pass: at least this long, and until the incident holds enough visits to say something. Milliseconds. */
  readonly last: (atLeastMs: number) => Promise<void>;
  /** Visits a second, outside of a rush. */
  readonly rate: number;
  /** Visits a second from here on, as a share of what the submission can carry; calm again when `act` is over. */
  readonly atRate: (share: number, act: () => Promise<void>) => Promise<void>;
  /** No more than so many visits a second while `act` lasts. */
  readonly atMost: (rate: number, act: () => Promise<void>) => Promise<void>;
  /** Requests that are no visits, sent beside them while `act` lasts. */
  readonly beside: Beside;
  /** Everything that was to be sent until a second ago has come to its end. */
  readonly settled: () => Promise<void>;
  /** Visits are answered as in calm seconds again, or so many milliseconds have passed. */
  readonly normalAgain: (withinMs: number) => Promise<void>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
}

export interface Beside {
  /** @param rate broken requests a second. */
  readonly malformedStorm: (rate: number, act: () => Promise<void>) => Promise<void>;
  readonly slowClients: (act: () => Promise<void>) => Promise<void>;
}

export interface IncidentOutcome {
  /** When a copy that was ended listened again, cell clock. */
  readonly listeningAt?: number;
  /** A copy that was started did not listen. */
  readonly didNotStart?: true;
}

/** Something that goes wrong, and is made whole again. */
export interface Incident {
  readonly name: IncidentName;
  /** What the app held in its memory alone is gone: what it had confirmed is looked for at once. */
  readonly losesMemory?: true;
  /** Whether it can be brought about here. */
  applies?(scene: Scene): boolean;
  /** Brings it about, lets it last, and takes it away. */
  during(scene: Scene): Promise<IncidentOutcome>;
}
