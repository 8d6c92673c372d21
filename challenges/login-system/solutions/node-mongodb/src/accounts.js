import { digestOf, newToken } from "./tokens.js";

const resetMs = 60 * 60 * 1000;
const duplicateKey = 11_000;

/** What others may see of an account: named one by one, so that nothing is added by chance. */
export function profileOf({ _id, email, name, bio }) {
  return { id: _id.toHexString(), email, name, bio };
}

/**
 * Accounts. MongoDB changes one document in one step, so all that must change together stands in the account's own
 * document: `epoch` counts the password changes, and a log-in counts only while it was made in the present one.
 */
export function accountStore({ users, sessions }) {
  return {
    /** The new account; undefined when the email is taken, which the unique index decides. */
    async create({ email, name, passwordHash }) {
      const account = { email, name, bio: "", passwordHash, epoch: 0, createdAt: new Date() };
      try {
        const { insertedId } = await users.insertOne(account);
        return { ...account, _id: insertedId };
      } catch (error) {
        if (error.code === duplicateKey) return undefined;
        throw error;
      }
    },

    findByEmail: (email) => users.findOne({ email }),

    /** Sets only what is given, so that two changes at once both stay. */
    update(_id, changes) {
      if (Object.keys(changes).length === 0) return users.findOne({ _id });
      return users.findOneAndUpdate({ _id }, { $set: changes }, { returnDocument: "after" });
    },

    /** Ends all log-ins and any reset under way. The changed account; null when another change came first. */
    changePassword({ _id, passwordHash: current }, passwordHash) {
      return users.findOneAndUpdate(
        { _id, passwordHash: current },
        { $set: { passwordHash }, $inc: { epoch: 1 }, $unset: { reset: "" } },
        { returnDocument: "after" },
      );
    },

    /** A token for a new reset, in place of any older one; undefined when there is no such account. */
    async startReset(email) {
      const token = newToken();
      const reset = { digest: digestOf(token), expiresAt: new Date(Date.now() + resetMs) };
      const { matchedCount } = await users.updateOne({ email }, { $set: { reset } });
      return matchedCount === 1 ? token : undefined;
    },

    /** Asked before the new password is hashed, so that a made-up token costs us nothing. */
    async hasReset(email, token) {
      return (await users.findOne(openReset(email, token), { projection: { _id: 1 } })) !== null;
    },

    /** Uses the token up and sets the password in one step. False when the token is no longer good. */
    async finishReset(email, token, passwordHash) {
      const { modifiedCount } = await users.updateOne(openReset(email, token), {
        $set: { passwordHash },
        $inc: { epoch: 1 },
        $unset: { reset: "" },
      });
      return modifiedCount === 1;
    },

    /** The account goes first: without it none of its log-ins counts. */
    async remove(_id) {
      await users.deleteOne({ _id });
      await sessions.deleteMany({ userId: _id });
    },
  };
}

function openReset(email, token) {
  return { email, "reset.digest": digestOf(token), "reset.expiresAt": { $gt: new Date() } };
}
