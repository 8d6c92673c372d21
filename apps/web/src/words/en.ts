import { enFirst } from "./en-first.ts";
import { enMore } from "./en-more.ts";

/** Every text of the application, as ICU messages, by the place where it stands. Nothing else in the source is English. */
export const en = { ...enFirst, ...enMore } as const satisfies Record<string, string>;

export type WordKey = keyof typeof en;
