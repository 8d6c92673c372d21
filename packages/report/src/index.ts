export type { Catalogue, CatalogueEntry, ReportOptions } from "./catalogue.ts";
export { wordsOf } from "./words/words.ts";
export { renderHtml } from "./render-html.tsx";
export { renderPressureSvg } from "./render-pressure-svg.tsx";
export { renderText, type TextOptions } from "./terminal/render-text.ts";
export { visible, visibleLines } from "./text/visible.ts";
