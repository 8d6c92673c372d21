import type { Row } from "../row.ts";
export const dockerfiles: readonly Row[] = [];
