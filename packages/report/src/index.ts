export type { Catalogue, CatalogueEntry, ReportOptions } from "./catalogue.ts";
export { unlikeTheNewest, whyNotComparable } from "./reading/comparison.ts";
export { wordsOf } from "./words/words.ts";
export { renderHtml } from "./render-html.tsx";
export { renderComparison, type Comparison } from "./render-comparison.tsx";
export { renderPressureSvg } from "./render-pressure-svg.tsx";
export { drawLive } from "./terminal/live.ts";
export { renderText, type TextOptions } from "./terminal/render-text.ts";
export { visible, visibleLines } from "./text/visible.ts";
