import { defineCheck, fail, notEstablished, pass, type Person, type World } from "@assay/bench";
import { resetMailTo } from "../actions.ts";
import { isRefusal } from "../password-opening.ts";

/** How a stranger may claim that the site lives elsewhere. Each is tried on an account of its own: mails may be limited. */
const claims: readonly {
  readonly what: string;
  readonly headers: (host: string) => Readonly<Record<string, string>>;
}[] = [
  { what: "Host", headers: (host) => ({ Host: host }) },
  {
    what: "X-Forwarded-Host",
    headers: (host) => ({
      "X-Forwarded-Host": host,
      "X-Host": host,
      Forwarded: `for=203.0.113.9;host=${host};proto=https`,
    }),
  },
  { what: "Origin", headers: (host) => ({ Origin: `https://${host}`, Referer: `https://${host}/forgot` }) },
];

/**
 * A link made from what the request claims leads the owner, and the token with them, to a stranger's site. Blocker:
 * one click on a true mail from the shop, and the account is gone. Refusing such a request is right too.
 */
export default defineCheck({
  id: "reset-link-host",
  area: "secure",
  severity: "blocker",
  kind: "proof",
  rests: "brief#attacks",
  ofAnyBackend: true,
  words: {
    title: "Reset mails lead to your own site, whatever a request claims",
    titleWhenFailed: "A stranger can make your reset mails lead to their site",
    why: "Anyone can ask for a reset mail to any customer. If the request decides where the link leads, the customer’s click hands the account to a thief.",
    passed: "{tried} requests claimed to come from another site. No mail named that site.",
    failed: "A request that named a stranger’s site in “{what}” made the mail point there.",
    reasons: {
      "no-mail": "No mail came, neither with nor without a false claim.",
    },
    ask: {
      question: "Where does the address in your reset mail come from?",
      goodAnswer: "From the setting for the public address, never from the request.",
      weakAnswer: "From the host of the request, so that it works everywhere.",
    },
  },
  technical: {
    summary: "Links in mails use PUBLIC_URL, not Host, X-Forwarded-Host, Forwarded, Origin or Referer.",
    cwe: [640],
    asvs: ["4.1.3"],
  },
  needs: ["signUp", "forgotPassword"],
  cell: "shared",
  async gather(world) {
    const tries = [];
    for (const claim of claims) tries.push(await tryClaim(world, claim));
    return { tries };
  },
  judge({ tries }) {
    const exchanges = tries.map(({ asked }) => asked);
    const led = tries.find(({ host, mail }) => mail?.toLowerCase().includes(host));
    if (led !== undefined) {
      return fail({ what: led.what }, { exchanges: [led.asked], details: { mail: led.mail?.slice(0, 2_000) } });
    }
    const seen = tries.filter(({ mail, asked }) => mail !== undefined || isRefusal(asked));
    return seen.length === tries.length
      ? pass({ tried: tries.length }, { exchanges })
      : notEstablished("no-mail", { exchanges });
  },
});

async function tryClaim(world: World, { what, headers }: (typeof claims)[number]) {
  const person: Person = world.edge.person();
  await world.app.operate(person, "signUp");
  const host = `${world.canaries.word()}.example`;
  const sinceMs = world.now();
  const asked = await world.app.operate(person, "forgotPassword", {}, { headers: headers(host) });
  const mail = isRefusal(asked) ? undefined : await resetMailTo(world, person, { sinceMs });
  // Decoded and as received: a host may hide in an encoded part or stand in a header.
  return {
    what,
    host,
    asked,
    ...(mail === undefined ? {} : { mail: `${mail.text}\n${mail.html ?? ""}\n${mail.raw}` }),
  };
}
