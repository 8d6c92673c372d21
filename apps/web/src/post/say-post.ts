import type { PostField, PostPart } from "@assay/hiring";
import type { Words } from "../words/words.tsx";

/** One box of a post as text: sentences of a paragraph beside each other, skills as a list. */
export function saidText({ id, paragraphs }: PostField, words: Words): string {
  const said = (part: PostPart) => ("text" in part ? part.text : words.say(part.key, part.facts));
  return paragraphs
    .map((parts) => parts.map(said).join(id === "skills" ? ", " : " "))
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}
