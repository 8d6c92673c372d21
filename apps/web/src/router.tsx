import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import { Missing } from "./shell/missing.tsx";
import { Wrong } from "./shell/wrong.tsx";
import { Loading } from "./shell/loading.tsx";
import { MembersFrame } from "./shell/members-frame.tsx";

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing });

/** Pages for who has an account: they stand in one frame, and lead to the log-in where there is no session. */
const members = createRoute({ getParentRoute: () => root, id: "members", component: MembersFrame });

const routes = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: "/welcome",
    component: lazyRouteComponent(() => import("./pages/welcome.tsx"), "Welcome"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/log-in",
    validateSearch: ({ next }): { readonly next?: string } => (typeof next === "string" ? { next } : {}),
    component: lazyRouteComponent(() => import("./pages/log-in.tsx"), "LogIn"),
  }),
  members.addChildren([
    createRoute({
      getParentRoute: () => members,
      path: "/",
      component: lazyRouteComponent(() => import("./pages/home.tsx"), "Home"),
    }),
  ]),
]);

export const router = createRouter({
  routeTree: routes,
  defaultPreload: "intent",
  defaultPendingComponent: Loading,
  defaultErrorComponent: Wrong,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
