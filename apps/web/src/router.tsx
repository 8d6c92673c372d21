import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import { costSearch } from "./cost/search.ts";
import { loaded } from "./shell/load-page.ts";
import { MissingPage, WrongPage } from "./shell/framed.tsx";
import { Wrong } from "./shell/wrong.tsx";
import { Loading } from "./shell/loading.tsx";
import { MembersFrame } from "./shell/members-frame.tsx";

/** A page whose texts are not among the first. */
const withMore =
  <Page,>(load: () => Promise<Page>) =>
  async () => {
    const [page] = await loaded(() => Promise.all([load(), import("./words/more.ts")]));
    return page;
  };

const root = createRootRoute({ component: Outlet, notFoundComponent: MissingPage, errorComponent: WrongPage });

/** Pages for who has an account: they stand in one frame, and lead to the log-in where there is no session. */
const members = createRoute({ getParentRoute: () => root, id: "members", component: MembersFrame });

const routes = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: "/welcome",
    errorComponent: WrongPage,
    component: lazyRouteComponent(() => loaded(() => import("./pages/welcome.tsx")), "Welcome"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/log-in",
    errorComponent: WrongPage,
    validateSearch: ({ next }): { readonly next?: string } => (typeof next === "string" ? { next } : {}),
    component: lazyRouteComponent(
      withMore(() => import("./pages/log-in.tsx")),
      "LogIn",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/task",
    errorComponent: WrongPage,
    component: lazyRouteComponent(
      withMore(() => import("./task/task.tsx")),
      "Task",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/task/report",
    errorComponent: WrongPage,
    validateSearch: ({ of }): { readonly of?: "follow-up" } => (of === "follow-up" ? { of } : {}),
    component: lazyRouteComponent(
      withMore(() => import("./task/report.tsx")),
      "TaskReport",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/task/fairness",
    errorComponent: WrongPage,
    component: lazyRouteComponent(
      withMore(() => import("./task/fairness.tsx")),
      "TaskFairness",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/shared",
    errorComponent: WrongPage,
    component: lazyRouteComponent(() => loaded(() => import("./pages/shared.tsx")), "Shared"),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/plan",
    errorComponent: WrongPage,
    component: lazyRouteComponent(
      withMore(() => import("./pages/shared-plan.tsx")),
      "SharedPlan",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/join",
    errorComponent: WrongPage,
    component: lazyRouteComponent(
      withMore(() => import("./pages/join.tsx")),
      "Join",
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: "/reset-password",
    errorComponent: WrongPage,
    component: lazyRouteComponent(
      withMore(() => import("./pages/reset-password.tsx")),
      "ResetPassword",
    ),
  }),
  members.addChildren([
    createRoute({
      getParentRoute: () => members,
      path: "/settings",
      component: lazyRouteComponent(
        withMore(() => import("./pages/settings.tsx")),
        "Settings",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/settings/$section",
      component: lazyRouteComponent(
        withMore(() => import("./pages/settings.tsx")),
        "Settings",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/",
      component: lazyRouteComponent(
        withMore(() => import("./pages/home.tsx")),
        "Home",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/need",
      validateSearch: ({ question }): { readonly question?: string } =>
        typeof question === "string" ? { question } : {},
      component: lazyRouteComponent(
        withMore(() => import("./pages/need.tsx")),
        "Need",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/roles/new",
      validateSearch: ({ from }): { readonly from?: string } => (typeof from === "string" ? { from } : {}),
      component: lazyRouteComponent(
        withMore(() => import("./pages/new-role.tsx")),
        "NewRole",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/cost",
      validateSearch: costSearch,
      component: lazyRouteComponent(
        withMore(() => import("./pages/cost.tsx")),
        "Cost",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/roles/$role/cost",
      validateSearch: costSearch,
      component: lazyRouteComponent(
        withMore(() => import("./pages/role-cost.tsx")),
        "RoleCost",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/roles/$role",
      component: lazyRouteComponent(
        withMore(() => import("./pages/role.tsx")),
        "RolePage",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/roles/$role/edit",
      component: lazyRouteComponent(
        withMore(() => import("./pages/edit-role.tsx")),
        "EditRole",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/roles/$role/post",
      validateSearch: ({ place }): { readonly place?: string } => (typeof place === "string" ? { place } : {}),
      component: lazyRouteComponent(
        withMore(() => import("./pages/job-post.tsx")),
        "JobPostPage",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/roles/$role/add",
      component: lazyRouteComponent(
        withMore(() => import("./pages/add-people.tsx")),
        "AddPeople",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/candidates/$application",
      component: lazyRouteComponent(
        withMore(() => import("./pages/candidate.tsx")),
        "Candidate",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/roles/$role/kit",
      component: lazyRouteComponent(
        withMore(() => import("./pages/kit.tsx")),
        "Kit",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/candidates/$application/interview",
      validateSearch: ({ at }): { readonly at?: string } => (typeof at === "string" ? { at } : {}),
      component: lazyRouteComponent(
        withMore(() => import("./pages/interview.tsx")),
        "Interview",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/candidates/$application/decide",
      component: lazyRouteComponent(
        withMore(() => import("./pages/decide.tsx")),
        "Decide",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/candidates/$application/walk-through",
      component: lazyRouteComponent(
        withMore(() => import("./pages/walk-through.tsx")),
        "WalkThroughPage",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/candidates/$application/letter",
      component: lazyRouteComponent(
        withMore(() => import("./pages/letter.tsx")),
        "LetterPage",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/candidates/$application/plan",
      component: lazyRouteComponent(
        withMore(() => import("./pages/plan.tsx")),
        "PlanPage",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/roles/$role/letters",
      component: lazyRouteComponent(
        withMore(() => import("./pages/role-letters.tsx")),
        "RoleLetters",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/compare",
      validateSearch: ({ role, people }): { readonly role?: string; readonly people?: string } => ({
        ...(typeof role === "string" ? { role } : {}),
        ...(typeof people === "string" ? { people } : {}),
      }),
      component: lazyRouteComponent(
        withMore(() => import("./pages/compare.tsx")),
        "Compare",
      ),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/evaluations/$evaluation",
      component: lazyRouteComponent(() => loaded(() => import("./pages/report.tsx")), "ReportPage"),
    }),
    createRoute({
      getParentRoute: () => members,
      path: "/evaluations/$evaluation/live",
      component: lazyRouteComponent(() => loaded(() => import("./pages/live.tsx")), "LivePage"),
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
