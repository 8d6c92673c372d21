export { pay, rowsOf, science, type Row } from "./figures/figures.ts";
export { figureSources, type FigureId, type FigureSource } from "./figures/sources.ts";
