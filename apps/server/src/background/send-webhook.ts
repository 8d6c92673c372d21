import { setTimeout as passed } from "node:timers/promises";
import { hostOf, outsideUrlProblem, pinnedTo, resolveOutside } from "@assay/bench/addresses";
import type { Delivery } from "@assay/store";
import { Webhook } from "standardwebhooks";
import { Agent, request } from "undici";

/** For all of it, from the name to the answer's head. Milliseconds. */
const patience = 15_000;

/** What is wrong with an address that webhooks are to be sent to, as far as the address itself tells. */
export function webhookUrlProblem(url: string, privateAllowed: boolean): string | undefined {
  const parsed = new URL(url);
  if (parsed.username !== "" || parsed.password !== "") return "must not contain a name or password";
  return outsideUrlProblem(parsed, { privateAllowed });
}

export interface Answer {
  readonly delivered: boolean;
  /** The status that was answered, or that none was: for people. Why none was tells what lies in a network. */
  readonly answer: string;
  /** Why there was no answer: for the operator. */
  readonly detail?: string;
}

/** One try. Follows no redirect, reads nothing of the answer but its head. Without an answer it always takes as long. */
export async function sendWebhook(delivery: Delivery, privateAllowed: boolean): Promise<Answer> {
  const noAnswerAt = passed(patience, undefined, { ref: false });
  try {
    const status = await post(delivery, privateAllowed);
    return { delivered: status >= 200 && status < 300, answer: String(status) };
  } catch (error) {
    await noAnswerAt;
    return { delivered: false, answer: "no answer", detail: reasonOf(error) };
  }
}

/** @returns the status */
async function post(delivery: Delivery, privateAllowed: boolean): Promise<number> {
  const problem = webhookUrlProblem(delivery.url, privateAllowed);
  if (problem !== undefined) throw new Error(`the address ${problem}`);
  const signal = AbortSignal.timeout(patience);
  const addresses = await resolveOutside(hostOf(new URL(delivery.url)), { privateAllowed });
  const body = JSON.stringify(delivery.payload);
  const now = new Date();
  const agent = new Agent({ connect: { timeout: patience, lookup: pinnedTo(addresses) } });
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
      signal,
    });
    rest.on("error", () => undefined).destroy();
    return statusCode;
  } finally {
    await agent.destroy();
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "no answer";
  if (error.name === "TimeoutError") return `no answer within ${String(patience / 1_000)} seconds`;
  return "code" in error ? String(error.code) : error.message;
}
