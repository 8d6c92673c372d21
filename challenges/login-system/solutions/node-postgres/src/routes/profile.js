import { profileOf } from "../accounts.js";
import { notLoggedIn } from "../errors.js";
import { readBio, readBody, readName } from "../fields.js";

export function profile(app, { accounts, sessions }) {
  app.get("/me", async (request) => {
    const { account } = await sessions.authenticate(request);
    return profileOf(account);
  });

  app.patch("/me", async (request) => {
    const { account } = await sessions.authenticate(request);
    const changed = await accounts.update(account.id, readChanges(readBody(request)));
    if (!changed) throw notLoggedIn(); // deleted meanwhile
    return profileOf(changed);
  });

  app.delete("/me", async (request, reply) => {
    const { account } = await sessions.authenticate(request);
    await accounts.remove(account.id);
    return reply.code(204).send();
  });
}

/** Only what may be changed; anything else in the body is left alone. */
function readChanges(body) {
  return {
    name: Object.hasOwn(body, "name") ? readName(body) : null,
    bio: Object.hasOwn(body, "bio") ? readBio(body) : null,
  };
}
