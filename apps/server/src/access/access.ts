import type { Access } from "@assay/store";

/**
 * Who may use a route, declared by each:
 * - `anybody`: no log-in; the route itself knows whom it serves.
 * - `candidate`: whoever has a candidate's link.
 * - `read`, `review`, `recruit`, `own`: members of an organization, each may do all that stands before it.
 */
export const routeAccesses = ["anybody", "candidate", "read", "review", "recruit", "own"] as const;
export type RouteAccess = (typeof routeAccesses)[number];

const mayDo: Readonly<Record<Access, readonly RouteAccess[]>> = {
  reader: ["read"],
  reviewer: ["read", "review"],
  recruiter: ["read", "review", "recruit"],
  owner: ["read", "review", "recruit", "own"],
};

export function allows(access: Access, route: RouteAccess): boolean {
  return mayDo[access].includes(route);
}

declare module "fastify" {
  interface FastifyContextConfig {
    access?: RouteAccess;
  }
}
