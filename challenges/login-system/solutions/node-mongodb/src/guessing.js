import { isIPv6 } from "node:net";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { tooMany } from "./errors.js";

/**
 * Slows the guessing of passwords. Who guesses from one network is stopped there, and the owner still gets in from
 * elsewhere; many networks guessing at one account stop it for a minute at most.
 */
export function guessGuard() {
  // Windows begin with their first try, so twice as many can fall into one minute.
  const limiters = {
    accountAndNetwork: new RateLimiterMemory({ points: 8, duration: 10 * 60 }),
    account: new RateLimiterMemory({ points: 10, duration: 60 }),
    network: new RateLimiterMemory({ points: 100, duration: 10 * 60 }),
  };
  const keysOf = (email, address) => {
    const network = networkOf(address);
    return { accountAndNetwork: `${network} ${email}`, account: email, network };
  };

  return {
    /** Runs `verify` if there are tries left. A right password is no guess, and neither is one we could not verify. */
    async attempt(email, address, verify) {
      const keys = Object.entries(keysOf(email, address));
      const taken = [];
      try {
        // Counted before the outcome is known, so that tries at the same instant are counted too.
        for (const [name, key] of keys) {
          await limiters[name].consume(key);
          taken.push([name, key]);
        }
      } catch (rejected) {
        await giveBack(taken);
        throw rejected instanceof Error ? rejected : tooMany();
      }
      let right = true;
      try {
        right = await verify();
      } finally {
        if (right) await giveBack(taken);
      }
      return right;
    },

    /** Whoever reset the password has shown that the mailbox is theirs. */
    async forgive(email, address) {
      const keys = keysOf(email, address);
      await limiters.account.delete(keys.account);
      await limiters.accountAndNetwork.delete(keys.accountAndNetwork);
    },
  };

  async function giveBack(taken) {
    for (const [name, key] of taken) await limiters[name].reward(key);
  }
}

/** How many mails one address may be sent, whoever asks. */
export function mailLimit() {
  const limiter = new RateLimiterMemory({ points: 10, duration: 15 * 60 });
  return async (email) => {
    try {
      await limiter.consume(email);
    } catch (rejected) {
      throw rejected instanceof Error ? rejected : tooMany();
    }
  };
}

/** A household has a whole /64 of IPv6 addresses. */
export function networkOf(address) {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, "");
  if (!isIPv6(plain)) return plain;
  const [head, tail] = plain.split("::");
  const start = head === "" ? [] : head.split(":");
  const end = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array(Math.max(0, 8 - start.length - end.length)).fill("0");
  return [...start, ...zeros, ...end].slice(0, 4).join(":");
}
