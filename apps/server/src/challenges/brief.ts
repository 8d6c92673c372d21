import type { RoleRow } from "@assay/store";
import type { Pack } from "./challenges.ts";

/** The paragraph of a brief that says which help is welcome. It is marked: what the role says takes its place. */
const helpParagraph = /^<a id="help-from-ai"><\/a>.*(?:\n.+)*/m;

const helpOf = {
  welcome: "welcome. Say in the README what you used; it is not held against you.",
  "tell-us": "allowed. Say in the README what you used and where it helped; it is not held against you.",
  "please-do-not": "please write the code yourself, without a program that writes it for you.",
} as const satisfies Record<RoleRow["ai_policy"], string>;

/** As people read it: without the anchors that checks rest on. */
export function plain(brief: string): string {
  return brief.replaceAll(/<a id="[^"]*"><\/a>\s*/g, "");
}

/** What a brief says by itself about help, as people read it. Empty where it says nothing. */
export function helpIn(brief: string): string {
  return plain(helpParagraph.exec(brief)?.[0] ?? "");
}

/** The challenge as a candidate for this role meets it: never one word about help in the brief, and another beside it. */
export function packFor(pack: Pack, { ai_policy }: Pick<RoleRow, "ai_policy">): Pack {
  if (pack.help === "") return pack;
  return { ...pack, brief: pack.brief.replace(pack.help, `**Help from AI:** ${helpOf[ai_policy]}`) };
}
