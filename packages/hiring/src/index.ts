export { pay, rowsOf, science, type Row } from "./figures/figures.ts";
