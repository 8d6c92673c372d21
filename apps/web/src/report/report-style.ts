import { ownRules } from "@assay/report/page";

/**
 * The report's own rules are written for a page of its own: here they hold below `.report` alone, and what they say of
 * the whole page holds nowhere.
 */
export const reportStyle = `.report {\n${ownRules}\n}`;
