import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, askForReset, lookIn, showsAccountOf } from "../../../actions.ts";
import { resetWith } from "../../../resetting.ts";
import { askForList, deviceOf, listedIn, lists, ownIdIn, type Device } from "../listed.ts";

/** Serious: someone who fears a stranger in the account reads this list to find out, and is told what is not so. */
export default defineCheck({
  id: "ended-log-ins-unlisted",
  area: "keeps-data-whole",
  severity: "serious",
  kind: "proof",
  rests: "follow-up#ended",
  words: {
    title: "The list holds what still works, and nothing else",
    titleWhenFailed: "The list shows log-ins that have ended, or leaves out what works",
    why: "After a change of the password, people look here to see that the stranger is out. They must be able to trust it.",
    passed: "After a log-out, a change of the password and a reset, the list held what still worked, and no more.",
    failed:
      "{after, select, logOut {After a log-out, the list still showed that log-in.} change {After the password was changed, the list still showed a log-in that had ended.} reset {After the password was reset, the list still showed a log-in that had ended.} other {After the password was changed, the list left out the log-in that asked for it.}}",
    reasons: {
      "no-log-in": "Nobody could log in at three devices.",
      "no-list": "The list did not say which log-in is which, so none could be named.",
      "not-ended": "The log-ins did not end in the first place, which another check tells of.",
    },
    ask: {
      question: "In how many places does your code know that a log-in has ended?",
      goodAnswer: "In one. The list reads what every request is checked against.",
      weakAnswer: "In two. The list has a table of its own, and each way to end a log-in must remember it.",
    },
  },
  technical: {
    summary: "GET /me/log-ins agrees with the sessions that are accepted after log-out, password change and reset.",
    cwe: [613],
    asvs: ["7.4.1", "7.5.2"],
  },
  needs: ["signUp", "logIn", "whoAmI", "listLogIns", "logOut", "changePassword"],
  consequenceOf: ["log-in-list", "log-out", "password-change", "password-reset", "reset-ends-log-ins"],
  cell: "shared",
  async gather(world) {
    const { person, credential } = await arrive(world);
    const { email } = person;
    const phone = await deviceOf(world, person);
    const tablet = await deviceOf(world, person);
    if (credential === undefined || phone === undefined || tablet === undefined) return { email };
    const ids = [];
    for (const device of [{ person, credential }, phone, tablet]) ids.push(ownIdIn(await askForList(world, device)));
    const [computerId, phoneId, tabletId] = ids;
    if (ids.includes(undefined)) return { email, ids };

    await world.app.operate(tablet.person, "logOut", {}, { credential: tablet.credential });
    const afterLogOut = await askForList(world, { person, credential });
    const tabletLook = await lookIn(world, tablet.person, tablet.credential);

    const password = world.canaries.password();
    await world.app.operate(person, "changePassword", { currentPassword: person.password, newPassword: password });
    person.password = password;
    const phoneLook = await lookIn(world, phone.person, phone.credential);
    // The one that made the change may have ended, too: then someone logs in anew.
    const asking = await openDevice(world, { person, credential: person.credential ?? credential });
    const afterChange = asking === undefined ? undefined : await askForList(world, asking);

    const { token } = await askForReset(world, world.edge.otherDevice(person));
    const other = world.canaries.password();
    if (token !== undefined) {
      await resetWith(world, person, token, other);
      person.password = other;
    }
    const computerLook = asking && (await lookIn(world, asking.person, asking.credential));
    const fresh = token === undefined ? undefined : await deviceOf(world, person);
    const afterReset = fresh === undefined ? undefined : await askForList(world, fresh);
    const old = [computerId, phoneId, tabletId, ownIdIn(afterChange)];
    return { email, ids, afterLogOut, tabletLook, phoneLook, afterChange, computerLook, afterReset, old };
  },
  judge({ email, ids, afterLogOut, tabletLook, phoneLook, afterChange, computerLook, afterReset, old }) {
    if (ids === undefined) return notEstablished("no-log-in");
    if (afterLogOut === undefined || tabletLook === undefined || phoneLook === undefined) {
      return notEstablished("no-list");
    }
    const [, phoneId, tabletId] = ids;
    const isOpen = (look: typeof tabletLook | undefined) => look !== undefined && showsAccountOf(look, { email });
    const exhibits = { exchanges: [tabletLook, afterLogOut, phoneLook, afterChange, computerLook, afterReset] };
    if (!isOpen(tabletLook) && lists(afterLogOut, tabletId)) return fail({ after: "logOut" }, exhibits);
    if (afterChange !== undefined && !isOpen(phoneLook)) {
      if (lists(afterChange, phoneId) || lists(afterChange, tabletId)) return fail({ after: "change" }, exhibits);
      if (listedIn(afterChange) !== undefined && ownIdIn(afterChange) === undefined) {
        return fail({ after: "missing" }, exhibits);
      }
    }
    if (
      afterReset !== undefined &&
      !isOpen(computerLook) &&
      old.some((id) => id !== undefined && lists(afterReset, id))
    ) {
      return fail({ after: "reset" }, exhibits);
    }
    if (listedIn(afterChange ?? afterLogOut) === undefined) return notEstablished("no-list", exhibits);
    if (isOpen(tabletLook) || isOpen(phoneLook)) return notEstablished("not-ended", exhibits);
    return pass({}, exhibits);
  },
});

/** This device where it is still logged in, else a new one. */
async function openDevice(world: Parameters<typeof deviceOf>[0], device: Device): Promise<Device | undefined> {
  const look = await lookIn(world, device.person, device.credential);
  return showsAccountOf(look, device.person) ? device : deviceOf(world, device.person);
}
