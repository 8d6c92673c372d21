import timeline from "../timeline/timeline.css?raw";
import palette from "./palette.css?raw";
import report from "./report.css?raw";

/** All that a page needs. */
export const style = [palette, report, timeline].join("\n");

/** For a page that has the palette already, and other rules of its own. */
export const ownRules = [report, timeline].join("\n");

/** What a drawing alone needs: colours, light and dark, and its own rules. */
export const drawingStyle = [palette, timeline].join("\n");
