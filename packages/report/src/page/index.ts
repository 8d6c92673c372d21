/** What other pages show of a result, with the same components as the report that is one file. */
export type { Catalogue } from "../catalogue.ts";
export { readingOf, type Reading } from "../reading/reading.ts";
export { wordsOf, type Words } from "../words/words.ts";
export { titleIn } from "../reading/title.ts";
export { barsOf } from "../reading/verdict.ts";
export { ownRules } from "./style.ts";
export { behave } from "./behaviour.js";
export { Bars, Glyph, Shapes } from "./glyphs.tsx";
export { ComparedSections } from "./comparison.tsx";
export type { Column } from "./differences.tsx";
export { BesideChecks } from "./said.tsx";
export { differencesOf, differingSentence } from "../reading/differences.ts";
export { Sections } from "./page.tsx";
