import type { Journey, PressurePlan } from "../check/challenge.ts";
import type { App, Person, World } from "../check/world.ts";
import type { RawHeaders } from "../edge/exchange.ts";
import type { LoadPerson, LoadTemplate } from "../load/load.ts";

/** Stands for the arrival's own word while a template is made. Letters, as its words are. */
const placeholder = "zzplacezzholderzz";
/** Side by side, as each costs the submission two password hashes. */
const together = 4;

/** Someone who takes part, and what they send. */
export interface Visitor {
  readonly person: Person;
  readonly load: LoadPerson;
}

export interface PeopleSetting {
  readonly world: World;
  readonly app: Pick<App, "requestFor" | "knows" | "placed">;
  readonly plan: PressurePlan;
  /** As the proxy in front sends it on for this person. */
  headersOf(
    person: Person,
    request: {
      readonly method: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly withCredential: boolean;
      readonly hasBody: boolean;
    },
  ): RawHeaders;
  /** How the binding sends the operation; undefined for one that cannot be sent at a rate, as it takes a page or a mail first. */
  steadily(operation: string): { readonly credential: boolean; readonly success: readonly number[] } | undefined;
}

/** How many take part: fewer where each costs a slow hash. */
export function visitorsFor(hashMs: number): number {
  return Math.min(30, Math.max(8, Math.round(4_000 / Math.max(1, hashMs))));
}

/** Signs people up, and makes what each sends over and over. Those whom the submission did not let in are left out. */
export async function gatherVisitors(count: number, setting: PeopleSetting): Promise<readonly Visitor[]> {
  const { world, plan } = setting;
  const waiting = [...world.edge.people(count)];
  const arrived: Person[] = [];
  const lane = async () => {
    for (let person = waiting.shift(); person !== undefined; person = waiting.shift()) {
      if (await plan.arrive(world, person)) arrived.push(person);
    }
  };
  await Promise.all(Array.from({ length: together }, lane));
  return Promise.all(arrived.map(async (person) => ({ person, load: await loadPersonOf(person, setting) })));
}

/** Those that the backend has, that can be sent at a rate, and whose word has a place where it is looked for afterwards. */
export function steadyJourneys({
  plan,
  app,
  world,
  steadily,
}: Pick<PeopleSetting, "plan" | "app" | "world" | "steadily">): readonly Journey[] {
  const visitor = world.edge.person();
  return plan.journeys.filter((journey) => {
    const { operation, leaves } = journey;
    if (!app.knows(operation) || steadily(operation) === undefined) return false;
    const inputs = journey.inputs?.(visitor, placeholder);
    if (leaves === undefined || inputs === undefined) return true;
    return JSON.stringify(app.placed(operation, inputs)).includes(placeholder);
  });
}

/** Those of them that leave other visits alone. */
export async function harmlessJourneys(journeys: readonly Journey[], world: World): Promise<readonly Journey[]> {
  const harmless: Journey[] = [];
  for (const journey of journeys) if ((await journey.isHarmless?.(world)) !== false) harmless.push(journey);
  return harmless;
}

async function loadPersonOf(person: Person, setting: PeopleSetting): Promise<LoadPerson> {
  const templates: Record<string, LoadTemplate> = {};
  for (const journey of steadyJourneys(setting))
    templates[journey.operation] = await templateOf(person, journey, setting);
  return { localAddress: person.localAddress, templates };
}

async function templateOf(person: Person, journey: Journey, setting: PeopleSetting): Promise<LoadTemplate> {
  const { operation } = journey;
  const { method, path, headers, body, textOf } = await setting.app.requestFor(
    person,
    operation,
    setting.app.placed(operation, journey.inputs?.(person, placeholder) ?? {}),
  );
  const text = textOf(body);
  const hasBody = text !== "";
  const { credential = false, success = [] } = setting.steadily(operation) ?? {};
  return {
    operation,
    method,
    path: path.split(placeholder),
    headers: setting.headersOf(person, { method, headers, withCredential: credential, hasBody }),
    ...(hasBody ? { body: text.split(placeholder) } : {}),
    ...(await shownBy(person, journey, setting)),
    success,
  };
}

async function shownBy(
  person: Person,
  journey: Journey,
  { world }: PeopleSetting,
): Promise<Pick<LoadTemplate, "shows">> {
  const text = journey.shows?.(person);
  if (text === undefined) return {};
  const { exchange } = await world.app.operate(person, journey.operation);
  return exchange.response?.body.includes(text) === true ? { shows: text } : {};
}
