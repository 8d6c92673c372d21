import type { Row } from "../row.ts";
export const installs: readonly Row[] = [];
