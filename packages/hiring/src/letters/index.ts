export { lettersAfter, letterOf, unfilledIn, type LetterChoice } from "./letter.ts";
export {
  letterKinds,
  letterText,
  type Letter,
  type LetterFacts,
  type LetterFinding,
  type LetterKind,
  type LetterPart,
} from "./parts.ts";
