import { isIPv6 } from "node:net";
import { countTries } from "./tries.js";

/**
 * Slows the guessing of passwords three ways. Someone who guesses from one address is stopped there, and the owner
 * still gets in from elsewhere. Many addresses guessing at one account stop it for a minute at most, and a reset
 * by mail opens it. One address trying many accounts is stopped too.
 */
export function guessGuard({ now } = {}) {
  const byAccountAndAddress = countTries({ limit: 10, windowSeconds: 10 * 60, now });
  const byAccount = countTries({ limit: 15, windowSeconds: 60, now });
  const byAddress = countTries({ limit: 100, windowSeconds: 10 * 60, now });
  const counters = [byAccountAndAddress, byAccount, byAddress];
  const timer = setInterval(() => counters.forEach((counter) => counter.forgetOld()), 60_000);
  timer.unref();

  return {
    /** Runs `verify` (true when the password was right) if there are tries left; throws a 429 otherwise. */
    async attempt(email, address, verify) {
      const network = networkOf(address);
      const pair = `${email} ${network}`;
      const counted = take([byAccountAndAddress, pair], [byAddress, network], [byAccount, email]);
      let wrong = false;
      try {
        wrong = !(await verify());
      } finally {
        // Neither a right password nor one that could not be verified is a guess.
        if (!wrong) giveBack(counted);
      }
      if (!wrong) byAccountAndAddress.clear(pair);
      return !wrong;
    },

    /** Whoever is at this address has shown that the account's mailbox is theirs. */
    forgive(email, address) {
      byAccount.clear(email);
      byAccountAndAddress.clear(`${email} ${networkOf(address)}`);
    },
  };
}

/** Takes a try from each counter, or from none. */
function take(...entries) {
  const counted = [];
  try {
    for (const [counter, key] of entries) {
      counter.take(key);
      counted.push([counter, key]);
    }
  } catch (error) {
    giveBack(counted);
    throw error;
  }
  return counted;
}

function giveBack(counted) {
  for (const [counter, key] of counted) counter.giveBack(key);
}

/** One household has a whole /64 of IPv6 addresses. */
export function networkOf(address) {
  if (address.startsWith("::ffff:")) return address.slice("::ffff:".length); // IPv4, written as IPv6
  if (!isIPv6(address)) return address;
  const [head, tail] = address.split("::");
  const groups = head.split(":");
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(":").filter(Boolean).length;
  return [...groups, ...Array(missing).fill("0")]
    .slice(0, 4)
    .map((group) => group || "0")
    .join(":");
}
