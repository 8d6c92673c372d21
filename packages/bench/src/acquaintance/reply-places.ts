/** A value somewhere in a reply, by its path: `["user", "id"]`. */
export interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** The values that hold no others, down to six levels. Pure. */
export function leavesOf(value: unknown, path: readonly string[] = []): readonly Leaf[] {
  if (typeof value !== "object" || value === null) return [{ path, value }];
  if (path.length > 5) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

/** The expression that finds the value at a path. Pure. */
export function pointer(path: readonly string[]): string {
  return `$response.body#/${path.map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1")).join("/")}`;
}
