import { defineCheck, fail, notApplicable, notEstablished, pass, type Person, type World } from "@assay/bench";
import { arrive, lookIn, sentIn, showsAccountOf } from "../actions.ts";
import { sendFromOtherSite, type CrossSiteRequest } from "../cross-site.ts";

/**
 * A page elsewhere must not act for whoever has it open. Played as a browser would: SameSite is honoured, and what
 * needs a question first is asked. Judged by the profile alone: being logged out by a stranger's page is a nuisance,
 * and the other changes need the password. Serious: the victim must come by.
 */
export default defineCheck({
  id: "cross-site-request",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#sessions",
  ofAnyBackend: true,
  words: {
    title: "Another website cannot act for your customers",
    titleWhenFailed: "Another website can change your customers’ accounts",
    why: "Browsers send cookies along by themselves. If nothing else is checked, any page a customer opens can change their account.",
    passed: "{tried} ways for another website to change a profile were tried, as a browser would. Nothing changed.",
    failed: "A page on another website changed a customer’s profile ({what}).",
    reasons: {
      bearer: "It hands out a key that browsers do not send by themselves.",
      "no-log-in": "Nobody could log in.",
      "no-profile": "The profile could not be seen afterwards.",
    },
    ask: {
      question: "A customer is logged in and opens a bad website. What stops that site from acting for them?",
      goodAnswer:
        "The cookie is not sent from other sites (SameSite), or the server checks where a request comes from.",
      weakAnswer: "They would need to know the address of our API.",
    },
  },
  technical: {
    summary: "CSRF: SameSite, an Origin check or a content type that needs a preflight, and no permissive CORS.",
    cwe: [352],
    asvs: ["3.5.1", "3.5.2", "3.5.3"],
  },
  needs: ["signUp", "logIn", "whoAmI", "updateProfile"],
  cell: "shared",
  async gather(world) {
    const { person, credential, logIn } = await arrive(world);
    if (credential?.kind !== "cookie")
      return { kind: credential?.kind ?? "none", email: person.email, logIn, tries: [] };
    const tries = [];
    for (const { what, canary, request } of await attacks(world, person)) {
      tries.push({ what, canary, exchanges: await sendFromOtherSite(world, person, credential.cookies, request) });
      const seen = await lookIn(world, person, credential);
      if (seen.outputs["name"] === canary || seen.outputs["bio"] === canary) break;
    }
    return { kind: "cookie", email: person.email, logIn, tries, seen: await lookIn(world, person, credential) };
  },
  judge({ kind, email, logIn, tries, seen }) {
    if (kind === "bearer") return notApplicable("bearer", { exchanges: [logIn] });
    if (seen === undefined) return notEstablished("no-log-in", { exchanges: [logIn] });
    const done = tries.find(({ canary }) => seen.outputs["name"] === canary || seen.outputs["bio"] === canary);
    if (done !== undefined) return fail({ what: done.what }, { exchanges: [...done.exchanges, seen] });
    const exchanges = [...tries.flatMap((one) => one.exchanges), seen];
    return showsAccountOf(seen, { email })
      ? pass({ tried: tries.length }, { exchanges })
      : notEstablished("no-profile", { exchanges });
  },
});

/** Each way leaves a word of its own in the profile, if it works. */
async function attacks(
  world: World,
  victim: Person,
): Promise<readonly { readonly what: string; readonly canary: string; readonly request: CrossSiteRequest }[]> {
  // As the attacker prepares it: with form tokens of their own, at the victim's address.
  const fieldsWith = (word: string) => sentIn(world, { name: word, bio: word });
  const inputs = fieldsWith(world.canaries.word());
  const request = await world.app.requestFor(world.edge.person(), "updateProfile", inputs, { about: victim });
  const { method, path, textOf } = request;
  const update = method as CrossSiteRequest["method"];
  const made = (what: string, request: (canary: string) => CrossSiteRequest) => {
    const canary = world.canaries.word();
    return { what, canary, request: request(canary) };
  };
  const own = (canary: string) => textOf(fieldsWith(canary));
  const form = (canary: string) => `${formOf(own(canary))}&_method=${update}`;
  return [
    made("a script that asked first", (canary) => ({
      method: update,
      path,
      contentType: "application/json",
      body: own(canary),
    })),
    made("a script with plain text", (canary) => ({
      method: "POST",
      path: `${path}?_method=${update}`,
      contentType: "text/plain",
      body: own(canary),
    })),
    made("a form", (canary) => ({
      method: "POST",
      path: `${path}?_method=${update}`,
      contentType: "application/x-www-form-urlencoded",
      body: form(canary),
      navigates: true,
    })),
    made("a link", (canary) => ({ method: "GET", path: `${path}?${form(canary)}`, navigates: true })),
  ];
}

/** The fields of a JSON body as a form sends them; a form's body is one already. */
function formOf(body: string): string {
  const fields = parsedObject(body);
  if (fields === undefined) return body;
  const pairs = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return new URLSearchParams(pairs).toString();
}

function parsedObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
