import type { Rehearsed } from "../check/rehearsal.ts";
import { headersOf, statusOf, type Exchange } from "../edge/exchange.ts";
import { formsIn } from "./html-forms.ts";
import type { ProposedOperation } from "./proposed.ts";

const leave = /log-?_? ?out|sign-?_? ?out|log-?_? ?off/i;

/**
 * What can only be seen with a log-in, on sites of pages: where the log-in leads is a page that shows who is logged in,
 * and the way out is on it. Only what is not known yet.
 */
export async function behindTheLogIn(
  operations: Readonly<Record<string, ProposedOperation>>,
  steps: readonly Rehearsed[],
): Promise<Readonly<Record<string, ProposedOperation>>> {
  const lastOf = (operation: string) =>
    steps
      .find((step) => step.operation === operation && step.outcome !== "fails")
      ?.exchanges.find((one) => one.operation === operation);
  const logIn = lastOf("logIn");
  const whoAmI = lastOf("whoAmI");
  const page = operations["whoAmI"] === undefined ? homeAfter(logIn) : undefined;
  const out = operations["logOut"] === undefined && whoAmI !== undefined ? await wayOut(whoAmI) : undefined;
  return { ...(page === undefined ? {} : { whoAmI: page }), ...(out === undefined ? {} : { logOut: out }) };
}

function homeAfter(logIn: Exchange | undefined): ProposedOperation | undefined {
  if (logIn === undefined) return undefined;
  const [location] = headersOf(logIn, "location");
  const path = location === undefined ? undefined : localPath(location, logIn.request.path);
  if (path !== undefined) return operation("whoAmI", path, 200, "unsure: this is where the log-in leads");
  const isPage = statusOf(logIn) === 200 && leave.test(logIn.response?.body ?? "");
  if (!isPage) return undefined;
  const known = { status: 200, body: "log-?_? ?out|sign-?_? ?out" };
  const [own = "/"] = logIn.request.path.split("?");
  return operation("whoAmI", own, known, "unsure: its page offers the way out to who is logged in");
}

function operation(name: string, path: string, success: unknown, text: string): ProposedOperation {
  return {
    route: { method: "GET", path, origin: "page", where: "where the log-in leads" },
    written: { request: `GET ${path}`, credential: true, success },
    doubts: [{ at: ["operations", name, "request"], text }],
  };
}

/** A form, or a link, that ends the log-in. */
async function wayOut(whoAmI: Exchange): Promise<ProposedOperation | undefined> {
  const html = whoAmI.response?.body ?? "";
  const at = whoAmI.request.path;
  const form = (await formsIn(html, at)).find(({ path, name = "" }) => leave.test(`${path} ${name}`));
  if (form?.page !== undefined) {
    const { hidden } = form.page;
    const fields = [...hidden.map((name) => [name, `$steps.page.outputs.${name}`] as const), ...buttonsOf(form)];
    const outputs = Object.fromEntries(hidden.map((name) => [name, `$response.form#/${name}`]));
    const first = { first: [{ id: "page", request: `GET ${at}`, credential: true, outputs }] };
    return {
      route: form,
      written: {
        ...(hidden.length === 0 ? {} : first),
        request: `${form.method} ${form.path}`,
        credential: true,
        ...(form.method === "POST" ? { form: Object.fromEntries(fields) } : {}),
        success: [200, 302, 303],
      },
      doubts: [],
    };
  }
  const links = [...html.matchAll(/href=["']([^"'#]+)["']/gi)].map(([, link = ""]) => link.replaceAll("&amp;", "&"));
  const link = links.find((one) => leave.test(one));
  const path = link === undefined ? undefined : localPath(link, at);
  if (path === undefined) return undefined;
  const { written, route } = operation("logOut", path, [200, 302, 303], "");
  return { route, written, doubts: [] };
}

function buttonsOf({ body }: ProposedOperation["route"]): readonly (readonly [string, unknown])[] {
  return (body?.members ?? []).map(({ path, sample }) => [path.join("."), sample ?? ""] as const);
}

function localPath(link: string, from: string): string | undefined {
  try {
    const here = new URL(from, "https://shop.example");
    const there = new URL(link, here);
    return there.host === here.host || /^(localhost|127\.)/.test(there.host)
      ? `${there.pathname}${there.search}`
      : undefined;
  } catch {
    return undefined;
  }
}
