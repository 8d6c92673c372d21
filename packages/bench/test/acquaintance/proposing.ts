import challenge from "../../../../challenges/login-system/challenge.ts";
import { proposeOperations } from "../../src/acquaintance/proposed.ts";
import type { Route } from "../../src/acquaintance/route.ts";
import { routesInSource } from "../../src/acquaintance/source-routes.ts";

export const recognitions = challenge.acquaintance?.recognitions ?? {};

/** Operation → "POST /path member,member". */
export function proposed(routes: readonly Route[]): Readonly<Record<string, string>> {
  const { operations } = proposeOperations(recognitions, routes);
  return Object.fromEntries(
    Object.entries(operations).map(([name, { written }]) => {
      const body = Object.keys(written["json"] ?? written["form"] ?? {});
      return [name, `${String(written["request"])} ${body.join(",")}`.trim()];
    }),
  );
}

export function proposedFrom(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return proposed(routesInSource(Object.entries(files).map(([path, text]) => ({ path, text }))).routes);
}
