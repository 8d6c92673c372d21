import type { Row } from "../row.ts";
export const manifests: readonly Row[] = [];
