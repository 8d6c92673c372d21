import {
  defineCheck,
  fail,
  jsonOf,
  notEstablished,
  pass,
  type Attempt,
  type Exchange,
  type Person,
  type Place,
  type World,
} from "@assay/bench";
import { harmlessInputs, lookIn, showsAccountOf } from "../actions.ts";
import { isDone, isFault } from "../answers.ts";
import { fieldsOf, nameOf, takenOver } from "../taken-over.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What no visitor may set, by the names that applications use. */
const usual: readonly Fields[] = [
  {
    role: "admin",
    roles: ["admin"],
    isAdmin: true,
    is_admin: true,
    admin: true,
    is_staff: true,
    superuser: true,
    permissions: ["*"],
  },
  {
    verified: true,
    isVerified: true,
    is_verified: true,
    emailVerified: true,
    email_verified: true,
    active: true,
    status: "approved",
  },
];

/**
 * Columns that a sign-up fills by right, and what many profiles hold besides: whoever sets their own picture or phone
 * number takes nothing that is not theirs. By their names without signs, in small letters.
 */
const rightful = new Set(
  (
    "email username user login password name firstname lastname fullname displayname nickname givenname familyname " +
    "surname bio about description headline title image avatar picture photo icon phone phonenumber mobile address " +
    "street city zip zipcode postalcode country state region locale language lang timezone website url link links " +
    "company organization birthday birthdate dateofbirth dob gender pronouns theme preferences settings newsletter"
  ).split(" "),
);

/**
 * Fields that a person must not set for themselves are not taken over: not by sign-up, not by a profile update. Each
 * column that a lone sign-up leaves is tried by its name, besides the usual ones. Serious: it makes administrators.
 * Ignoring them and refusing the request are both right.
 */
export default defineCheck({
  id: "extra-fields",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#attacks",
  ofAnyBackend: true,
  words: {
    title: "Nobody gives themselves rights by an extra field",
    titleWhenFailed: "People can set fields that are not theirs to set",
    why: "If the server stores whatever a request contains, a visitor can make themselves an administrator or mark their email as checked.",
    passed: "{tried} requests carried extra fields, such as a role. None was taken over.",
    failed: "The field “{field}” was taken over from {operation, select, signUp {a sign-up} other {a profile update}}.",
    reasons: {
      "no-row": "We found no row of a plain sign-up to compare with.",
      broke: "The field “{field}” made the app break, so we could not see what it does with it.",
    },
    ask: {
      question: "A sign-up also contains “role: admin”. What does your code do with it?",
      goodAnswer: "It picks the fields it knows by name and leaves the rest.",
      weakAnswer: "It stores the whole body, since the form has no such field.",
    },
  },
  technical: {
    summary: "Mass assignment: only the fields of the contract are bound.",
    cwe: [915],
    asvs: ["15.3.3", "8.2.3"],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: "shared",
  async gather(world) {
    const lone = world.edge.person();
    await world.app.operate(lone, "signUp");
    const before = await seenOf(world, lone, await world.app.operate(lone, "logIn"));
    const groups = [...usual, columnFields(before.places, world)];
    const signUp = async (fields: Fields) => {
      const person = world.edge.person();
      const exchange = await sendWith(world, person, "signUp", fields);
      const logIn = isDone(exchange) ? await world.app.operate(person, "logIn") : undefined;
      // A person who can't log in has no id to put into an address, and is shown nothing.
      const seen =
        logIn?.credential === undefined
          ? { places: await world.database.find(person.email) }
          : await seenOf(world, person, logIn);
      return { operation: "signUp", fields, exchange, ...seen };
    };
    const update = async (fields: Fields) => {
      const exchange = await sendWith(world, lone, "updateProfile", fields);
      return { operation: "updateProfile", fields, exchange, ...(await seenOf(world, lone)) };
    };
    const tries = [];
    for (const send of world.app.knows("updateProfile") ? [signUp, update] : [signUp]) {
      for (const group of groups) {
        const together = await send(group);
        tries.push(together);
        if (isDone(together.exchange)) continue;
        // One field that the app cannot bear, or does not know, stood in the way of the others.
        for (const [name, value] of Object.entries(group)) tries.push(await send({ [name]: value }));
      }
    }
    return { before, tries };
  },
  judge({ before, tries }) {
    if (before.places.length === 0 && before.profile === undefined) return notEstablished("no-row");
    const exchanges = tries.map(({ exchange }) => exchange);
    for (const { operation, fields, exchange, places, profile } of tries) {
      const rows = places.map(({ row }) => row);
      const field = takenOver(fields, [...rows, profile], [...before.places.map(({ row }) => row), before.profile]);
      if (field !== undefined) return fail({ field, operation }, { exchanges: [exchange], details: { rows, profile } });
    }
    // Not the bundles: each of their fields was sent alone afterwards.
    const broke = tries.find(({ fields, exchange }) => Object.keys(fields).length === 1 && isFault(exchange));
    if (broke !== undefined) {
      return notEstablished("broke", { exchanges: [broke.exchange] }, { field: Object.keys(broke.fields)[0] ?? "" });
    }
    return pass({ tried: tries.length }, { exchanges });
  },
});

/** The operation's own fields with others beside them, sent as its person. */
async function sendWith(world: World, person: Person, operation: string, fields: Fields): Promise<Exchange> {
  const inputs = harmlessInputs(world, operation);
  const { body, textOf, ...request } = await world.app.requestFor(person, operation, inputs);
  return world.edge.request(person, {
    ...request,
    body: textOf({ ...fields, ...body }),
    withCredential: operation === "updateProfile",
  });
}

/** What is known of a person: the rows that mention their email, and what the app shows them of themselves. */
async function seenOf(
  world: World,
  person: Person,
  logIn?: Attempt,
): Promise<{ readonly places: readonly Place[]; readonly profile?: unknown }> {
  const places = await world.database.find(person.email);
  if (!world.app.knows("whoAmI")) return { places };
  const whoAmI = await lookIn(world, person);
  if (!showsAccountOf(whoAmI, person)) return { places };
  const shown = [whoAmI, logIn].flatMap((attempt) => (attempt === undefined ? [] : [jsonOf(attempt.exchange)]));
  return { places, profile: shown };
}

/** A value of our own for each column that a sign-up leaves by itself, of the kind that stands there. */
function columnFields(places: readonly Place[], world: World): Fields {
  const fields: Record<string, unknown> = {};
  for (const { row } of places) {
    for (const [column, value] of fieldsOf(row)) {
      if (rightful.has(nameOf(column))) continue;
      const other = anotherLike(value, world);
      const camel = column.replaceAll(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
      if (other !== undefined) Object.assign(fields, { [column]: other, [camel]: other });
    }
  }
  return fields;
}

function anotherLike(value: unknown, world: World): unknown {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return 700_000_000 + world.canaries.integer(9_000_000);
  if (value === null) return world.canaries.word();
  if (typeof value !== "string") return undefined;
  if (/^\d+$/.test(value)) return String(700_000_000 + world.canaries.integer(9_000_000));
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) {
    return `${String(10_000_000 + world.canaries.integer(80_000_000))}-aaaa-4aaa-8aaa-aaaaaaaaaaaa`;
  }
  // MongoDB's identifiers: another text would be refused for its form alone.
  if (/^[0-9a-f]{24}$/i.test(value))
    return `${String(10_000_000 + world.canaries.integer(80_000_000))}aaaaaaaaaaaaaaaa`;
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value))
    return `2011-02-0${String(1 + world.canaries.integer(9))}T04:05:06.000Z`;
  return world.canaries.word();
}
