import { lookup as resolve } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import type { Delivery } from "@assay/store";
import addresses from "ipaddr.js";
import { Webhook } from "standardwebhooks";
import { Agent, request } from "undici";

/** For all of it, from the name to the answer's head. Milliseconds. */
const patience = 15_000;

const privateCode = "EPRIVATE";

/** Where none of the open internet is: this machine, its network, and what leads there in disguise. */
export function isPublic(address: string): boolean {
  return addresses.isValid(address) && addresses.process(address).range() === "unicast";
}

/** Why nothing may be sent to this address, as far as the address tells. */
export function refusedAddress(url: string, privateAllowed: boolean): string | undefined {
  const { protocol, username, password, hostname } = new URL(url);
  if (username !== "" || password !== "") return "must hold no name and no password";
  if (privateAllowed) return undefined;
  if (protocol !== "https:") return "must begin with https://";
  const host = hostname.replace(/^\[|\]$/g, "");
  const isLocal = /(^|\.)(localhost|local|internal|home\.arpa)$/.test(host);
  if (isLocal || (isIP(host) !== 0 && !isPublic(host))) return "must be open to the internet";
  return undefined;
}

/** Asked at the moment of the connection itself: a name that was public a moment ago may lead inside by now. */
export const publicOnly: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error !== null) callback(error, []);
    else if (found.some(({ address }) => !isPublic(address))) {
      callback(Object.assign(new Error("it leads to a private address"), { code: privateCode }), []);
    } else callback(null, found);
  });
};

export interface Answer {
  readonly delivered: boolean;
  /** A status, or why there was none: for people. */
  readonly answer: string;
}

/** One try. Follows no redirect, reads nothing of the answer but its head. */
export async function sendWebhook(delivery: Delivery, privateAllowed: boolean): Promise<Answer> {
  const refused = refusedAddress(delivery.url, privateAllowed);
  if (refused !== undefined) return { delivered: false, answer: `not sent: the address ${refused}` };
  const body = JSON.stringify(delivery.payload);
  const now = new Date();
  const agent = new Agent({ connect: { timeout: patience, ...(privateAllowed ? {} : { lookup: publicOnly }) } });
  try {
    const { statusCode, body: rest } = await request(delivery.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "Assay",
        "webhook-id": delivery.id,
        "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
        "webhook-signature": new Webhook(delivery.secret).sign(delivery.id, now, body),
      },
      body,
      dispatcher: agent,
      signal: AbortSignal.timeout(patience),
    });
    rest.on("error", () => undefined).destroy();
    return { delivered: statusCode >= 200 && statusCode < 300, answer: String(statusCode) };
  } catch (error) {
    return { delivered: false, answer: reasonOf(error) };
  } finally {
    await agent.destroy();
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "no answer";
  if (error.name === "TimeoutError") return `no answer within ${String(patience / 1_000)} seconds`;
  const code = "code" in error ? String(error.code) : "";
  return code === privateCode ? "not sent: it leads to a private address" : `no answer: ${code || error.message}`;
}
