import { defineCheck, fail, notEstablished, pass, type Attempt, type Mail, type World } from "@assay/bench";
import { askForReset } from "../actions.ts";
import { isRefusal } from "../password-opening.ts";

/**
 * What people type must stay text in a mail: no line of its own in the header, no markup in the body.
 * Serious for headers (mails of the shop's go to whom a stranger names); minor for markup (dressed-up text).
 */
export default defineCheck({
  id: "mail-injection",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#attacks",
  ofAnyBackend: true,
  words: {
    title: "Names and emails cannot change a mail",
    titleWhenFailed:
      "{how, select, markup {Strangers can put their own markup in your mails} other {Strangers can decide where your mails go}}",
    why: "Mails from your shop are trusted. If a name can add a recipient or a false button, strangers can send their own traps in your name.",
    passed:
      "{tried} names and emails with line breaks and markup were tried. {mails, plural, =0 {No mail carried any of them.} one {The one mail that came was clean.} other {The # mails that came were clean.}}",
    failed:
      "{how, select, recipient {A mail went to an address that a stranger slipped in.} header {A line break in a name or email added a hidden line to the mail.} other {Markup in a name stood in the mail as markup.}}",
    reasons: {
      "no-mail": "No reset mail came for a name with special signs, so there was nothing to look at.",
    },
    ask: {
      question: "A customer’s name is used in a mail. What could go wrong?",
      goodAnswer:
        "Line breaks could reach the header and markup the body. The mail library handles headers, and the name is escaped in HTML.",
      weakAnswer: "Nothing, it is only a name.",
    },
  },
  technical: {
    summary: "CR, LF and markup in user input reach neither mail headers nor the envelope nor unescaped HTML.",
    cwe: [93, 80],
    asvs: ["1.3.11", "1.2.1"],
  },
  needs: ["signUp", "forgotPassword"],
  cell: "shared",
  async gather(world) {
    const canary = world.canaries.word();
    const thief = world.canaries.email();
    const header = `X-${canary}`;
    const lineBreak = `\r\nBcc: ${thief}\r\n${header}: yes`;
    const named = [];
    for (const name of [
      `Ann${lineBreak}`,
      `Ann\nBcc: ${thief}\n${header}: yes`,
      `<img src="${canary}"><a href="https://${canary}.example">`,
    ]) {
      named.push(await mailedAs(world, name));
    }
    const aimed = await aimedAt(world, thief, lineBreak);
    await world.sleep(500); // what goes to the thief may come after what goes to the owner
    return { canary, header, named, aimed, thiefs: world.mail.to(thief).map(shown) };
  },
  judge({ canary, header, named, aimed, thiefs }) {
    const exchanges = [...named.flatMap(({ signUp, asked }) => [signUp, asked]), ...aimed];
    const mails = named.flatMap(({ mail }) => (mail === undefined ? [] : [mail]));
    if (thiefs.length > 0) return fail({ how: "recipient" }, { exchanges, details: { mail: thiefs[0] } });
    const split = mails.find(({ headers }) =>
      headers.some((name) => name.toLowerCase() === header.toLowerCase() || name.toLowerCase() === "bcc"),
    );
    if (split !== undefined) return fail({ how: "header" }, { exchanges, details: { mail: split } });
    const marked = mails.find(
      ({ html }) => html !== undefined && new RegExp(`<(img src|a href)=["']?(https://)?${canary}`, "i").test(html),
    );
    if (marked !== undefined) return fail({ how: "markup" }, { exchanges, details: { mail: marked } }, "minor");
    // The last of the names holds no line break: a name that must be accepted, so its mail is what is looked at.
    const plain = named.at(-1);
    if (plain === undefined || (plain.mail === undefined && !isRefusal(plain.signUp))) {
      return notEstablished("no-mail", { exchanges });
    }
    return pass({ tried: named.length + aimed.length, mails: mails.length }, { exchanges });
  },
});

interface NamedMail {
  readonly signUp: Attempt;
  readonly asked?: Attempt;
  readonly mail?: ReturnType<typeof shown>;
}

/** Signs up under this name, and asks for the mail that may use it. */
async function mailedAs(world: World, name: string): Promise<NamedMail> {
  const person = world.edge.person({ name });
  const signUp = await world.app.operate(person, "signUp");
  if (!signUp.accepted) return { signUp };
  const { asked, mail } = await askForReset(world, person);
  return { signUp, asked, ...(mail === undefined ? {} : { mail: shown(mail) }) };
}

/** Asks for a reset of a person's account, with a stranger's address slipped in behind theirs. */
async function aimedAt(world: World, thief: string, lineBreak: string) {
  const victim = world.edge.person();
  await world.app.operate(victim, "signUp");
  const tries = [];
  for (const email of [
    `${victim.email}${lineBreak}`,
    `${victim.email},${thief}`,
    `${victim.email}, <${thief}>`,
    `${thief},${victim.email}`,
  ]) {
    tries.push(await world.app.operate(world.edge.otherDevice(victim), "forgotPassword", { email }));
  }
  return tries;
}

function shown({ to, subject, text, html, headers }: Mail) {
  return {
    to,
    subject,
    text: text.slice(0, 1_000),
    ...(html === undefined ? {} : { html: html.slice(0, 4_000) }),
    headers: headers.map(([name]) => name),
  };
}
