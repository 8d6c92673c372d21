import type { Person, World } from "@assay/bench";
import { askForReset, logInElsewhere, lookIn, sentIn, showsAccountOf } from "./actions.ts";
import { answerIn, refused, type Told } from "./rehearsal-words.ts";
import { resetWith } from "./resetting.ts";

export async function updateProfile(world: World, person: Person): Promise<Told> {
  const wanted = sentIn(world, { name: world.canaries.word(), bio: world.canaries.word() });
  const attempt = await world.app.operate(person, "updateProfile", wanted);
  if (!attempt.accepted) return refused(attempt);
  const after = world.app.knows("whoAmI") ? await lookIn(world, person) : undefined;
  const shown = Object.values({ ...attempt.outputs, ...after?.outputs });
  const isSeen = Object.entries(wanted).some(([, value]) => shown.includes(value));
  if (isSeen) return { outcome: "works", seen: "The change is shown." };
  return {
    outcome: "said",
    seen: `It says yes (${answerIn(attempt.exchange)}), but the change was not seen afterwards.`,
    advice: "Give whoAmI the outputs `name` or `bio`; and see that the body holds `$inputs.name` or `$inputs.bio`.",
  };
}

export async function changePassword(world: World, person: Person): Promise<Told> {
  const old = person.password;
  const newPassword = `New-1${world.canaries.word()}`;
  const attempt = await world.app.operate(person, "changePassword", { newPassword });
  if (!attempt.accepted) return refused(attempt);
  person.password = newPassword;
  const { logIn } = await logInElsewhere(world, person);
  if (!logIn.accepted) {
    person.password = old;
    return {
      outcome: "fails",
      seen: `It says yes (${answerIn(attempt.exchange)}), but the new password does not log in.`,
      advice:
        "See that `$inputs.newPassword` is sent where the new one belongs, and `$inputs.currentPassword` where the old one does.",
    };
  }
  await world.app.operate(person, "logIn");
  return { outcome: "works", seen: "The new password logs in." };
}

export async function logOut(world: World, person: Person): Promise<Told> {
  const { person: device, credential } = await logInElsewhere(world, person);
  const attempt = await world.app.operate(device, "logOut");
  if (!attempt.accepted) return refused(attempt);
  if (!world.app.knows("whoAmI")) return { outcome: "said", seen: `It says yes (${answerIn(attempt.exchange)}).` };
  const after = await lookIn(world, device, credential);
  if (!showsAccountOf(after, device)) return { outcome: "works", seen: "The log-in no longer opens anything." };
  return {
    outcome: "doubtful",
    seen: "It says yes, but the log-in still opens whoAmI.",
    advice: "If it wants the token elsewhere (a refresh token in the body, say), use `keeps`. If not, it is a finding.",
  };
}

/** What a reset needs that was asked for last. */
const resetTokens = new WeakMap<Person, string>();

export async function forgotPassword(world: World, person: Person): Promise<Told> {
  const { asked, mail, token } = await askForReset(world, person);
  if (!asked.accepted) return refused(asked);
  if (mail === undefined) {
    return {
      outcome: "fails",
      seen: `It says yes (${answerIn(asked.exchange)}), but no mail came within 10 seconds.`,
      advice:
        "See that `setup: environment` sends its mail to ${SMTP_HOST} and ${SMTP_PORT}, without TLS or a password.",
    };
  }
  if (token === undefined) {
    const seen = "A mail came, with neither a link that has `?token=` nor a code in it.";
    return { outcome: "fails", seen, isMisbound: true };
  }
  resetTokens.set(person, token);
  return { outcome: "works", seen: "A mail came, with a token in it." };
}

export async function resetPassword(world: World, person: Person): Promise<Told> {
  const newPassword = `Reset-1${world.canaries.word()}`;
  const attempt = await resetWith(world, person, resetTokens.get(person), newPassword);
  if (!attempt.accepted) return refused(attempt);
  person.password = newPassword;
  const { logIn } = await logInElsewhere(world, person);
  return logIn.accepted
    ? { outcome: "works", seen: "The new password logs in." }
    : { outcome: "fails", seen: `It says yes (${answerIn(attempt.exchange)}), but the new password does not log in.` };
}

export async function deleteAccount(world: World, person: Person): Promise<Told> {
  const { person: device } = await logInElsewhere(world, person);
  const attempt = await world.app.operate(device, "deleteAccount");
  if (!attempt.accepted) return refused(attempt);
  const { logIn } = await logInElsewhere(world, person);
  return logIn.accepted
    ? { outcome: "doubtful", seen: "It says yes, but the account still logs in." }
    : { outcome: "works", seen: "The account no longer logs in." };
}
