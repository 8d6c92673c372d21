/** What other pages show of a result, with the same components as the report that is one file. */
export type { Catalogue } from "../catalogue.ts";
export { readingOf, type Reading } from "../reading/reading.ts";
export { wordsOf, type Words } from "../words/words.ts";
export { Glyph, Shapes } from "./glyphs.tsx";
export { Sections } from "./page.tsx";
