import { areas, type Area } from "@assay/bench";
import type { Pack } from "./challenges.ts";
import { countedIn } from "./counted.ts";

/** What of one area is asked, as far as candidates may know before. */
export interface AnnouncedArea {
  readonly area: Area;
  /** How many checks there are, with those that candidates may try. */
  readonly checks: number;
  /** Those that candidates may try before they hand in. */
  readonly open: readonly { readonly id: string; readonly title: string }[];
  /** What the others are about, in the words of the brief. */
  readonly subjects: readonly string[];
}

/** What a challenge asks, by area: open checks by their titles, the others by the subjects that the brief names. */
export function announced({ challenge, subjects }: Pick<Pack, "challenge" | "subjects">): {
  readonly areas: readonly AnnouncedArea[];
  /** Subjects of what is asked only if there is time. */
  readonly extras: readonly string[];
} {
  const counted = countedIn(challenge);
  const subjectOf = (rests: string) => subjects.get(rests.replace(/^brief#/, ""));
  const distinct = (texts: readonly (string | undefined)[]) => [...new Set(texts.filter((text) => text !== undefined))];
  return {
    areas: areas.flatMap((area) => {
      const here = counted.filter((check) => check.area === area && check.demand !== "extra");
      if (here.length === 0) return [];
      const open = here.filter((check) => check.public === true);
      const hidden = here.filter((check) => check.public !== true);
      return [
        {
          area,
          checks: here.length,
          open: open.map(({ id, words }) => ({ id, title: words.title })),
          subjects: distinct(hidden.map(({ rests }) => subjectOf(rests))),
        },
      ];
    }),
    extras: distinct(counted.filter(({ demand }) => demand === "extra").map(({ rests }) => subjectOf(rests))),
  };
}
