import { defineCheck, fail, jsonOf, notEstablished, pass } from "@assay/bench";
import { arrive, logInElsewhere, lookIn, showsAccountOf } from "../../../actions.ts";
import { placesThatOpen, withText } from "../../../credential-texts.ts";
import { askForList, listedIn } from "../listed.ts";

/** So many texts of a list are tried as keys; what was asked for needs three for each log-in. */
const most = 40;

/**
 * Blocker: whoever sees a screen for a second, or a log of replies, is in the account. Judged by trying: a text that looks
 * like a key and opens nothing is none.
 */
export default defineCheck({
  id: "log-in-list-keys",
  area: "secure",
  severity: "blocker",
  kind: "proof",
  rests: "follow-up#keys",
  words: {
    title: "The list of log-ins opens nothing",
    titleWhenFailed: "The list of log-ins holds keys to the account",
    why: "A list is looked at, copied and sent to support. Whoever sees a key in it is in the account.",
    passed:
      "{tried, plural, one {One text} other {# texts}} from the list were tried as a log-in key. None opened anything.",
    failed:
      "{opened, plural, one {One text} other {# texts}} from the list opened the account when used as a log-in key.",
    reasons: {
      "no-log-in": "Nobody could log in at two devices.",
      "no-list": "There was no list to look at.",
    },
    ask: {
      question: "What is the id in this list, and what could someone do who has it?",
      goodAnswer: "A number of its own. It names a log-in, and opens none.",
      weakAnswer: "It is what the browser sends to log in, which is hard to guess.",
    },
  },
  technical: {
    summary: "No member of the GET /me/log-ins reply is accepted as a bearer token or session cookie.",
    cwe: [200, 522],
    asvs: ["14.2.6"],
  },
  needs: ["signUp", "logIn", "whoAmI", "listLogIns"],
  consequenceOf: ["log-in-list"],
  cell: "shared",
  async gather(world) {
    const { person, credential } = await arrive(world);
    const other = await logInElsewhere(world, person);
    const { email } = person;
    if (credential === undefined || other.credential === undefined) return { email };
    const before = await lookIn(world, person, credential);
    const list = await askForList(world, { person, credential });
    const texts = textsIn(jsonOf(list.exchange)).slice(0, most);
    const device = world.edge.otherDevice(person);
    const places = await placesThatOpen(world, person, credential);
    const tries = [];
    for (const place of places) {
      for (const text of texts) tries.push(await lookIn(world, device, withText(credential, place, text)));
    }
    return { email, before, list, tried: texts.length, opened: tries.filter((look) => showsAccountOf(look, person)) };
  },
  judge({ email, before, list, tried, opened }) {
    if (before === undefined || !showsAccountOf(before, { email })) {
      return notEstablished("no-log-in", { exchanges: [before] });
    }
    if (opened === undefined || (listedIn(list) ?? []).length === 0) {
      return notEstablished("no-list", { exchanges: [list] });
    }
    const exhibits = { exchanges: [list, ...opened] };
    return opened.length > 0 ? fail({ opened: opened.length }, exhibits) : pass({ tried }, exhibits);
  },
});

/** Every text and number of a reply, and the parts of such as “Bearer …” or “session=…”; each once. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "number") return [String(value)];
  if (typeof value === "string") return [...new Set([value, ...value.split(/[\s;,=]+/)])].filter((text) => text !== "");
  if (typeof value !== "object" || value === null) return [];
  return [...new Set(Object.values(value).flatMap(textsIn))];
}
