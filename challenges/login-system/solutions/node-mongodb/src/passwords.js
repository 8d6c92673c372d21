import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import pLimit from "p-limit";
import { busy } from "./errors.js";

const deriveKey = promisify(argon2);

// OWASP's minimum for Argon2id; memory in KiB.
const cost = { memory: 19_456, passes: 2, parallelism: 1 };

// A hash takes a core and 19 MiB: two at once, and a crowd waits in line, or is asked to come back.
const limit = pLimit(2);
const longestLine = 128;
const patienceMs = 3_500;

/** The hash in PHC form, which names its own cost, so that the cost can be raised later. */
export async function hashPassword(password) {
  const salt = randomBytes(16);
  return format(salt, await derive(password, salt, cost));
}

export async function verifyPassword(password, stored) {
  const [, , , parameters, salt, hash] = stored.split("$");
  const [memory, passes, parallelism] = parameters.split(",").map((pair) => Number(pair.slice(2)));
  const derived = await derive(password, Buffer.from(salt, "base64"), { memory, passes, parallelism });
  return timingSafeEqual(derived, Buffer.from(hash, "base64"));
}

/** Nobody's password, to compare with when there is no account: both answers then take equally long. */
export const nobodysHash = format(randomBytes(16), randomBytes(32));

function derive(password, nonce, { memory, passes, parallelism }) {
  if (limit.pendingCount >= longestLine) throw busy();
  const askedAt = Date.now();
  return limit(() => {
    if (Date.now() - askedAt > patienceMs) throw busy();
    return deriveKey("argon2id", { message: password, nonce, tagLength: 32, memory, passes, parallelism });
  });
}

function format(salt, hash) {
  const parameters = `m=${cost.memory},t=${cost.passes},p=${cost.parallelism}`;
  const encode = (bytes) => bytes.toString("base64").replace(/=+$/, "");
  return `$argon2id$v=19$${parameters}$${encode(salt)}$${encode(hash)}`;
}
