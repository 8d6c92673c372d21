import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { createQueue } from "./hash-queue.js";

const deriveKey = promisify(argon2);
const queue = createQueue({ concurrent: 2, waiting: 128, patience: 4_000 });

// OWASP's minimum for Argon2id. `memory` is in KiB.
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const saltBytes = 16;
const hashBytes = 32;

/** The hash in PHC form: it names its own algorithm and cost, so the cost can be raised later. */
export async function hashPassword(password) {
  const salt = randomBytes(saltBytes);
  return format(cost, salt, await derive(password, salt, cost));
}

export async function verifyPassword(password, stored) {
  const { cost, salt, hash } = parse(stored);
  return timingSafeEqual(await derive(password, salt, cost), hash);
}

/** Nobody's password: compared against when there is no account, so that both answers take equally long. */
export const nobodysHash = format(cost, randomBytes(saltBytes), randomBytes(hashBytes));

function derive(password, salt, { memory, passes, parallelism }) {
  const parameters = { message: password, nonce: salt, tagLength: hashBytes, memory, passes, parallelism };
  return queue(() => deriveKey("argon2id", parameters));
}

function format({ memory, passes, parallelism }, salt, hash) {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(salt)}$${encode(hash)}`;
}

function parse(stored) {
  const [, , , parameters, salt, hash] = stored.split("$");
  const [memory, passes, parallelism] = parameters.split(",").map((pair) => Number(pair.slice(2)));
  return {
    cost: { memory, passes, parallelism },
    salt: Buffer.from(salt, "base64"),
    hash: Buffer.from(hash, "base64"),
  };
}

function encode(bytes) {
  return bytes.toString("base64").replace(/=+$/, "");
}
