import {
  defineCheck,
  fail,
  jsonOf,
  notApplicable,
  notEstablished,
  pass,
  type Person,
  type RowRef,
  type World,
} from "@assay/bench";
import { lookIn } from "../actions.ts";
import { fieldsOf, nameOf } from "../taken-over.ts";

/** A field of a row or a reply, with its value as text. Plain JSON. */
interface Right {
  /** Where it is stored; missing for what a reply shows. */
  readonly table?: string;
  readonly field: string;
  readonly value: string;
}

/** By its name or its value it is about what somebody may do. */
const rightsName = /role|admin|staff|super|owner|permission|privilege|grant|rank|level|usertype|accounttype|isroot/;
const rightsValue = /^(role[_:-]?)?(admin|administrator|superadmin|superuser|owner|root|staff|moderator|manager)$/i;

/**
 * Many apps make whoever signs up first an administrator. Two who come first at the same instant must not both be.
 * Minor: it takes a stranger who is there in the very moment in which the app is first used.
 */
export default defineCheck({
  id: "first-account-rights",
  area: "secure",
  severity: "minor",
  kind: "proof",
  rests: "brief#attacks",
  ofAnyBackend: true,
  words: {
    title: "Only one person can get the rights of the first account",
    titleWhenFailed: "Two people who sign up first both get special rights",
    why: "Some apps make the first account an administrator. If a stranger signs up in the same moment as you, you both run the shop.",
    passed:
      "Two people were the first to sign up, at the same instant. Only one of them got rights that later people don’t have.",
    failed:
      "Two people were the first to sign up, at the same instant. Both got “{field}: {value}”, which later people don’t have.",
    reasons: {
      "nobody-signed-up": "Not all of our visitors could sign up.",
      "nobody-special": "The first account gets no rights that later ones don’t have.",
      "unclear-whose": "The first people got rights that later ones don’t have, but we could not tell how many did.",
    },
    ask: {
      question: "Who becomes the first administrator, and what makes sure that it is only one?",
      goodAnswer: "Someone with access to the server names them. No sign-up makes an administrator.",
      weakAnswer: "Whoever signs up when the table is still empty.",
    },
  },
  technical: {
    summary: "First-user-becomes-admin is a check-then-act race: two concurrent first sign-ups both see no account.",
    cwe: [362, 269],
    asvs: ["15.4.2", "8.2.1"],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: {},
  async gather(world) {
    const first = world.edge.people(2);
    const together = await world.database.written(async () => {
      const { result } = await world.database.holdingWrites(() => world.app.together(first, "signUp"), {
        untilWaiting: 2,
      });
      return result;
    });
    const later = world.edge.people(2);
    const inTurn = await world.database.written(() => world.app.inTurn(later, "signUp"));
    return {
      signUps: [...together.result, ...inTurn.result],
      first: { stored: storedRights(together.rows), shown: await shownTo(world, first) },
      later: { stored: storedRights(inTurn.rows), shown: await shownTo(world, later) },
    };
  },
  judge({ signUps, first, later }) {
    const exhibits = { exchanges: signUps, details: { first, later } };
    if (signUps.filter(({ accepted }) => accepted).length < 4) return notEstablished("nobody-signed-up", exhibits);
    const stored = specialAmong(first.stored, later.stored);
    const shown = specialAmong(first.shown.flat(), later.shown.flat());
    const several = stored.filter(({ count }) => count > 1);
    const both = shown.find(({ count }) => count > 1) ?? several.find(({ isUsualToo }) => !isUsualToo);
    if (both !== undefined) return fail({ field: both.field, value: both.value }, exhibits);
    // One administrator may have several rows of a table, beside the usual one of the other person.
    if (several.length > 0 && shown.length === 0) return notEstablished("unclear-whose", exhibits);
    return stored.length + shown.length === 0 ? notApplicable("nobody-special", exhibits) : pass({}, exhibits);
  },
});

/** A right that later people have otherwise. */
interface SpecialRight extends Right {
  /** How often it stands among the first people's. */
  readonly count: number;
  /** What later people have stands there as well. */
  readonly isUsualToo: boolean;
}

/**
 * Rights that later people have otherwise, and how many have them. What nobody has later is no right but the app's
 * beginning, and a number that is each one's own (of their own record, say) is none either.
 */
function specialAmong(first: readonly Right[], later: readonly Right[]): readonly SpecialRight[] {
  const isSame = (one: Right, other: Right) => one.field === other.field && one.table === other.table;
  const isUsual = (right: Right) => later.some((one) => isSame(one, right) && one.value === right.value);
  const special = first.filter(
    (right) => !isMoment(right.value) && later.some((one) => isSame(one, right)) && !isUsual(right),
  );
  return special.flatMap((right) => {
    const alike = first.filter((one) => isSame(one, right));
    const values = alike.filter((one) => !isUsual(one));
    if (values.some(({ value }) => value !== right.value)) return [];
    return [{ ...right, count: values.length, isUsualToo: alike.length > values.length }];
  });
}

function storedRights(rows: readonly RowRef[]): readonly Right[] {
  return rows.flatMap(({ table, row }) => rightsIn(row).map((right) => ({ ...right, table })));
}

/** What each of them is shown of their own rights, once they are logged in. */
async function shownTo(world: World, people: readonly Person[]): Promise<readonly (readonly Right[])[]> {
  const shown: (readonly Right[])[] = [];
  for (const person of people) {
    const logIn = await world.app.operate(person, "logIn");
    const looks = world.app.knows("whoAmI") ? [await lookIn(world, person, logIn.credential ?? null)] : [];
    const rights = [logIn, ...looks].flatMap(({ exchange }) => rightsIn(jsonOf(exchange)));
    shown.push(
      rights.filter(
        ({ field, value }, at) => at === rights.findIndex((one) => one.field === field && one.value === value),
      ),
    );
  }
  return shown;
}

function rightsIn(source: unknown): readonly Right[] {
  return fieldsOf(source).flatMap(([field, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const isShort = ["string", "number", "boolean"].includes(typeof value) && text.length <= 40;
    return isShort && (rightsName.test(nameOf(field)) || rightsValue.test(text)) ? [{ field, value: text }] : [];
  });
}

/** When a right was given is not what it allows, and two who come together may share it. */
function isMoment(text: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(text) || /^\d{9,}(\.\d+)?$/.test(text);
}
