import { MongoClient } from "mongodb";

// Every request is answered within 5 s, so each step in it gives up sooner.
const options = {
  maxPoolSize: 20,
  serverSelectionTimeoutMS: 2_000,
  connectTimeoutMS: 2_000,
  waitQueueTimeoutMS: 2_000,
  socketTimeoutMS: 4_000,
  writeConcern: { w: "majority", journal: true },
};

/** Once it is connected, it connects again by itself after a loss. */
export function openDatabase(url) {
  const client = new MongoClient(url, options);
  const db = client.db();
  return {
    users: db.collection("users"),
    sessions: db.collection("sessions"),
    connect: () => client.connect(),
    ping: () => db.command({ ping: 1 }),
    close: () => client.close(),
  };
}

/** Waits for the database for as long as it takes, then makes sure of the indexes. Several copies may do so at once. */
export async function prepareDatabase({ connect, users, sessions }, signal) {
  for (;;) {
    try {
      await connect();
      // The index is what makes one email one account: whoever comes second is refused here.
      await users.createIndexes([{ key: { email: 1 }, name: "one_account_per_email", unique: true }]);
      await sessions.createIndexes([
        { key: { userId: 1 }, name: "sessions_of_user" },
        // Housekeeping only: whether a session has expired is asked each time.
        { key: { expiresAt: 1 }, name: "expired_sessions", expireAfterSeconds: 0 },
      ]);
      return;
    } catch (error) {
      if (signal.aborted) throw error;
      console.error(`Waiting for the database: ${error.message}`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
