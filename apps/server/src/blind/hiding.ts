import { nameMask, NamesHidden, type HiddenPerson, type HidingOptions, type NameMask } from "@assay/hiring";
import type { HiddenName } from "@assay/store";
import type { FastifyRequest } from "fastify";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { vocabularyOf } from "./vocabulary.ts";

type Needed = Pick<Parts, "hiddenNames" | "challenges">;

/** Whose names whoever asks may not see yet. */
export interface Hidden {
  readonly names: NamesHidden;
  readonly people: readonly HiddenName[];
}

/**
 * Undefined where whoever asks may see every name. Looked up anew each time: a rating opens a name at once.
 *
 * @param text what would be sent, where it is known: then only those of the roles that it or the address tells of count,
 *   and an organization may have as many candidates as it likes
 */
export async function hiddenFrom(request: FastifyRequest, parts: Needed, text?: string): Promise<Hidden | undefined> {
  const { id: person, access, organization } = memberOf(request);
  const asked = new Set([...idsAskedFor(request), ...(await parts.hiddenNames.belonging(otherIds(request)))]);
  const isNarrow = text !== undefined || asked.size > 0;
  const near = isNarrow
    ? {
        asked: [...asked],
        ids: [...new Set([...asked, ...(text?.match(uuid) ?? [])])],
        isAll: text !== undefined,
      }
    : undefined;
  const people = await parts.hiddenNames.from(organization, { person, access }, near);
  if (people.length === 0) return undefined;
  const hidden = people.map(personOf);
  const about = hidden.filter(({ ids, workIds }) => [...ids, ...workIds].some((id) => asked.has(id)));
  const isCard = about.some(({ ids }) => ids.some((id) => asked.has(id)));
  const others = new Set(await parts.hiddenNames.members(organization));
  return {
    people,
    names: new NamesHidden(hidden, { about, isCard, others, vocabulary: vocabularyOf(request, parts) }),
  };
}

/** For whoever has the link of a shared report, of a role that hides names: undefined for others. */
export async function hiddenInShare(
  { evaluation, organization }: { readonly evaluation: string; readonly organization: string },
  request: FastifyRequest,
  parts: Needed,
): Promise<Hidden | undefined> {
  const people = await parts.hiddenNames.from(organization, { evaluation });
  if (people.length === 0) return undefined;
  const about = people.map(personOf);
  const options: HidingOptions = { about, vocabulary: vocabularyOf(request, parts) };
  return { people, names: new NamesHidden(about, options) };
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Every id in the address. */
export function idsAskedFor({ params, query }: Pick<FastifyRequest, "params" | "query">): readonly string[] {
  const said = [params, query].flatMap((all): readonly unknown[] => Object.values(all ?? {}));
  return said.flatMap((one) => (typeof one === "string" ? (one.match(uuid) ?? []) : []));
}

const lookedUp: ReadonlySet<string> = new Set(["role", "application", "candidate", "submission", "evaluation"]);

/** Of what belongs to somebody without being their work, such as a letter: its answer may bear no other id. */
function otherIds({ params }: Pick<FastifyRequest, "params">): readonly string[] {
  const others = Object.entries((params ?? {}) as Readonly<Record<string, unknown>>).filter(
    ([name]) => !lookedUp.has(name),
  );
  return others.flatMap(([, one]) => (typeof one === "string" ? (one.match(uuid) ?? []) : []));
}

function personOf(hidden: HiddenName): HiddenPerson {
  return {
    mask: maskOf(hidden),
    codeName: hidden.code_name,
    ids: [hidden.application, hidden.candidate],
    workIds: hidden.work,
    isNamesake: hidden.is_namesake,
  };
}

/** Making one costs more than using it. */
const masks = new Map<string, NameMask>();
const mostMasks = 2_000;

function maskOf({ code_name: codeName, name, email, aliases }: HiddenName): NameMask {
  const key = JSON.stringify([codeName, name, email, aliases]);
  const mask = masks.get(key) ?? nameMask({ codeName, name, email, aliases });
  masks.delete(key);
  masks.set(key, mask);
  const [oldest] = masks.keys();
  if (masks.size > mostMasks && oldest !== undefined) masks.delete(oldest);
  return mask;
}
