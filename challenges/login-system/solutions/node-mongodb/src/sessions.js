import { notLoggedIn } from "./errors.js";
import { digestOf, newToken } from "./tokens.js";

const lifetimeMs = 7 * 24 * 60 * 60 * 1000;

/** Log-ins: a random token whose digest names a document, so that they last over restarts and are the same on every copy. */
export function sessionStore({ users, sessions }) {
  return {
    /** A token for a new log-in. It counts as long as the password stays the one that was verified. */
    async start({ _id: userId, epoch }) {
      const token = newToken();
      await sessions.insertOne({ _id: digestOf(token), userId, epoch, expiresAt: new Date(Date.now() + lifetimeMs) });
      return token;
    },

    /** The account whose log-in this request carries, and the log-in's id. */
    async authenticate(req) {
      const token = /^Bearer +(\S+)$/i.exec(req.get("authorization") ?? "")?.[1];
      if (token === undefined) throw notLoggedIn();
      const session = await sessions.findOne({ _id: digestOf(token), expiresAt: { $gt: new Date() } });
      const account = session && (await users.findOne({ _id: session.userId, epoch: session.epoch }));
      if (!account) throw notLoggedIn();
      return { account, sessionId: session._id };
    },

    async end(_id) {
      await sessions.deleteOne({ _id });
    },

    /** Those of before the password was changed: they no longer count, and need not be kept. */
    async removeOutdated({ _id: userId, epoch }) {
      await sessions.deleteMany({ userId, epoch: { $lt: epoch } });
    },
  };
}
