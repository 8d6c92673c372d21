import type { Row } from "../row.ts";
export const repositories: readonly Row[] = [];
