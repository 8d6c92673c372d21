import {
  defineCheck,
  fail,
  notEstablished,
  pass,
  type Attempt,
  type Judgement,
  type Person,
  type RowRef,
  type World,
} from "@assay/bench";
import { askForReset } from "../actions.ts";
import { isSignedWith, readJsonWebToken, signJsonWebToken } from "../json-web-token.ts";
import { momentsIn, momentsInToken } from "../moments.ts";
import { opened, refused, tryPassword, type Opening } from "../password-opening.ts";
import { resetWith } from "../resetting.ts";
import { readDjangoResetToken } from "../django-reset-token.ts";
import { readSealedToken } from "../sealed-token.ts";
import { areHeldBy, holdNewHash, valuesIn } from "../stored-texts.ts";
import { carriesItsTime } from "../timed-token.ts";

const minute = 60_000;
const hour = 60 * minute;
/** Older than the brief allows, whatever clocks and mails cost; and older than anybody would call a mistake by a little. */
const ages = { late: 70 * minute, old: 25 * hour };
/** The brief says an hour; clocks, and the time that a mail takes, get five minutes. */
const longestLife = hour + 5 * minute;
/** A code as short as this holds no time of its own: it stands for a row. */
const shortCode = 10;

/**
 * A token that lies in a mailbox must go stale. Serious when it never does; minor when it only lives longer than the
 * hour that the brief allows.
 */
export default defineCheck({
  id: "reset-token-expiry",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#reset-password",
  words: {
    title: "A reset link stops working after a while",
    titleWhenFailed:
      "{how, select, long {A reset link stays good for too long} late {A reset link stays good for too long} other {A reset link never stops working}}",
    why: "Mailboxes get broken into. A link that never ends turns any old mail into a key to the account.",
    passed:
      "{how, select, row {When it was 70 minutes old, the link no longer worked.} sealed {When it was 70 minutes old, the link no longer worked.} ignored {A link whose time was over did not work.} other {The link carries its own end, {minutes} minutes after it was asked for.}}",
    failed:
      "{how, select, long {The link is good for {minutes} minutes; an hour was asked.} late {When it was 70 minutes old, the link still set a new password; an hour was asked.} ignored {A link whose time was over still set a new password.} other {When it was 25 hours old, the link still set a new password.}}",
    reasons: {
      "no-mail": "No mail with a link or a code arrived.",
      "time-not-moved": "We could not make this link old to see whether it still works.",
      "time-in-token":
        "The link carries its own time, sealed, so we could not make it old to see whether it still works.",
      unclear: "After the old link was tried, a log-in was neither let in nor refused.",
    },
    ask: {
      question: "How long is a reset link good, and who checks that?",
      goodAnswer:
        "An hour. The time stands next to the link in the database, and the server compares it when the link is used.",
      weakAnswer: "The mail says that it is good for an hour.",
    },
  },
  technical: {
    summary: "Reset tokens have a lifetime of an hour, enforced when they are used.",
    cwe: [640],
    asvs: ["6.5.5"],
  },
  needs: ["signUp", "logIn", "whoAmI", "forgotPassword", "resetPassword"],
  cell: "shared",
  async gather(world) {
    const person = world.edge.person();
    const signedUp = await world.database.written(() => world.app.operate(person, "signUp"));
    const { email } = person;
    const { result, rows } = await world.database.written(() => askForReset(world, person));
    const now = Date.now();
    const { asked, token } = result;
    if (token === undefined) return { email, asked, now };
    const secret = world.app.environment["AUTH_SECRET"];
    const facts = {
      length: token.length,
      isHeld: areHeldBy(rows, token, secret) || holdNewHash(rows, signedUp.rows),
      carriesItsTime: carriesItsTime(token, now),
      ends: momentsInToken(token, now).filter((moment) => moment > now),
      moments: momentsIn(
        rows.flatMap(({ row }) => valuesIn(row)),
        now,
      ).length,
    };

    const claims = readJsonWebToken(token);
    if (claims !== undefined && secret !== undefined && isSignedWith(token, secret)) {
      const over = Math.floor((now - hour) / 1000);
      const old = signJsonWebToken(
        claims.header,
        { ...claims.payload, iat: over - 3600, nbf: over - 3600, exp: over },
        secret,
      );
      const same = signJsonWebToken(claims.header, { ...claims.payload, again: true }, secret);
      const [oldPassword, samePassword] = [world.canaries.password(), world.canaries.password()];
      const oldReset = await resetWith(world, person, old, oldPassword);
      const withOld = await tryPassword(world, person, oldPassword);
      const sameReset = await resetWith(world, person, same, samePassword);
      const withSame = await tryPassword(world, person, samePassword);
      return { email, asked, now, facts, resigned: { oldReset, withOld, sameReset, withSame } };
    }

    const account = { person, rows: signedUp.rows };
    const late = await useSealed(world, account, { token, rows }, ages.late);
    if (late !== undefined) return { email, asked, now, facts, sealed: await trySealed(world, account, late) };

    const aged = await useAged(world, person, token, rows, ages.late);
    if (!opened(aged.opening, person)) return { email, asked, now, facts, aged };
    // That one is used up. Another shows whether it ever ends.
    const other = world.edge.person();
    await world.app.operate(other, "signUp");
    const second = await world.database.written(() => askForReset(world, other));
    const { token: otherToken } = second.result;
    if (otherToken === undefined) return { email, asked, now, facts, aged };
    const older = { email: other.email, ...(await useAged(world, other, otherToken, second.rows, ages.old)) };
    return { email, asked, now, facts, aged, older };
  },
  judge({ email, asked, now, facts, resigned, sealed, aged, older }) {
    if (facts === undefined) return notEstablished("no-mail", { exchanges: [asked] });
    const life = facts.ends.length === 0 ? undefined : Math.max(...facts.ends) - now;
    const minutes = Math.round((life ?? 0) / minute);
    if (resigned !== undefined) {
      const exchanges = [asked, resigned.oldReset, resigned.withOld.logIn, resigned.sameReset, resigned.withSame.logIn];
      if (opened(resigned.withOld, { email })) return fail({ how: "ignored", minutes }, { exchanges });
      if (life !== undefined && life > longestLife) return fail({ how: "long", minutes }, { exchanges }, "minor");
      if (opened(resigned.withSame, { email })) return pass({ how: "ignored", minutes }, { exchanges });
      return life === undefined
        ? notEstablished("time-not-moved", { exchanges })
        : pass({ how: "token", minutes }, { exchanges });
    }
    if (sealed !== undefined) {
      const exchanges = [asked, sealed.late.reset, sealed.late.opening.logIn];
      if (life !== undefined && life > longestLife) return fail({ how: "long", minutes }, { exchanges }, "minor");
      return judgeSealed(email, asked, sealed);
    }
    if (aged === undefined) return notEstablished("time-not-moved", { exchanges: [asked] });
    const exchanges = [asked, aged.reset, aged.opening.logIn, aged.opening.whoAmI];
    if (life !== undefined) {
      return life > longestLife
        ? fail({ how: "long", minutes }, { exchanges }, "minor")
        : pass({ how: "token", minutes }, { exchanges });
    }
    const areAllMoved = aged.moved > 0 && facts.moments <= aged.moved;
    const isInRow = facts.isHeld || facts.length <= shortCode;
    if (!areAllMoved || !isInRow) {
      const reason = facts.carriesItsTime === true && !isInRow ? "time-in-token" : "time-not-moved";
      return notEstablished(reason, { exchanges, details: { ...facts, moved: aged.moved } });
    }
    if (opened(aged.opening, { email })) {
      // What was moved need not be this token's time, unless the row holds the token itself.
      if (!facts.isHeld) return notEstablished("time-not-moved", { exchanges, details: { ...facts } });
      const isEndless = older !== undefined && opened(older.opening, older);
      if (!isEndless) return fail({ how: "late", minutes }, { exchanges }, "minor");
      return fail({ how: "never", minutes }, { exchanges: [...exchanges, older.reset, older.opening.logIn] });
    }
    return refused(aged.opening)
      ? pass({ how: "row", minutes }, { exchanges })
      : notEstablished("unclear", { exchanges });
  },
});

/** Makes what a reset left in the database older, then sets a password by its token. */
async function useAged(world: World, person: Person, token: string, rows: readonly RowRef[], age: number) {
  const { moved } = await world.database.moveBack(rows, age);
  const password = world.canaries.password();
  const reset = await resetWith(world, person, token, password);
  return { moved, reset, opening: await tryPassword(world, person, password) };
}

/** A token made old by us, with the rows that came with it, and sealed again. */
interface SealedUse {
  readonly reset: Attempt;
  readonly opening: Opening;
}

interface SealedTries {
  readonly late: SealedUse;
  /** Made older by a minute: shows that ours are taken. Where the late one did nothing. */
  readonly control?: SealedUse;
  /** Where the late one worked. */
  readonly older?: SealedUse;
}

interface Account {
  readonly person: Person;
  /** What the sign-up wrote. */
  readonly rows: readonly RowRef[];
}

/** Undefined for a token whose seal we cannot make. */
async function useSealed(
  world: World,
  { person, rows: accountRows }: Account,
  { token, rows }: { readonly token: string; readonly rows: readonly RowRef[] },
  age: number,
): Promise<SealedUse | undefined> {
  const { AUTH_SECRET: secret = "" } = world.app.environment;
  const sealed =
    readSealedToken(token, secret, Date.now()) ??
    readDjangoResetToken(token, secret, { email: person.email, rows: accountRows });
  if (sealed === undefined) return undefined;
  await world.database.moveBack(rows, age);
  const password = world.canaries.password();
  const reset = await resetWith(world, person, sealed.movedBack(age), password);
  return { reset, opening: await tryPassword(world, person, password) };
}

async function trySealed(world: World, account: Account, late: SealedUse): Promise<SealedTries> {
  const worksLate = opened(late.opening, account.person);
  // Where it worked, the account has another password hash by now.
  const next = worksLate ? await anotherAccount(world) : account;
  const { result, rows } = await world.database.written(() => askForReset(world, next.person));
  const { token = "" } = result;
  const use = await useSealed(world, next, { token, rows }, worksLate ? ages.old : minute);
  if (use === undefined) return { late };
  return worksLate ? { late, older: use } : { late, control: use };
}

async function anotherAccount(world: World): Promise<Account> {
  const person = world.edge.person();
  const { rows } = await world.database.written(() => world.app.operate(person, "signUp"));
  return { person, rows };
}

function judgeSealed(email: string, asked: Attempt, { late, control, older }: SealedTries): Judgement {
  const exchanges = [late, control, older].flatMap((use) => [use?.reset, use?.opening.logIn]);
  const exhibits = { exchanges: [asked, ...exchanges] };
  const minutes = Math.round(ages.late / minute);
  if (opened(late.opening, { email })) {
    const isEndless = older?.opening.whoAmI?.accepted === true;
    return isEndless ? fail({ how: "never", minutes }, exhibits) : fail({ how: "late", minutes }, exhibits, "minor");
  }
  const isTaken = control !== undefined && opened(control.opening, { email });
  if (!isTaken) return notEstablished("time-in-token", exhibits);
  return refused(late.opening) ? pass({ how: "sealed", minutes }, exhibits) : notEstablished("unclear", exhibits);
}
