/**
 * The cell agent: the process of ours that lives inside the cell's network namespace. It starts the services, the taps
 * and the submission, gathers evidence for the checks that the coordinator names, and sends it back.
 */
import { flushCompileCache } from "node:module";
import { startServices } from "./cell-services.ts";
import type { OpenCell } from "./open-cell.ts";
import type { FromAgent, ToAgent } from "./protocol.ts";
import { notify, serveAgent } from "./serve-agent.ts";

let cell: OpenCell | undefined;

async function obey(message: ToAgent): Promise<FromAgent> {
  if (message.type === "open") {
    // The servers come up while the rest of this program is read.
    const starting = startServices(message.plan);
    const { OpenCell } = await import("./open-cell.ts");
    cell = await OpenCell.open(message.plan, await starting, notify);
    // An agent is ended from outside, so what it compiled is kept now or never.
    flushCompileCache();
    return { type: "opened", fact: cell.opened };
  }
  if (cell === undefined) throw new Error("no cell is open");
  switch (message.type) {
    case "measure":
      return { type: "measured", fact: await cell.measure() };
    case "gather":
      return { type: "gathered", fact: await cell.gather(message.check, message.attempt, message.afterLimit) };
    case "press":
      return { type: "pressed", fact: await cell.press() };
    case "request":
      return { type: "requested", fact: await cell.request(message.requests) };
    case "rehearse":
      return { type: "rehearsed", fact: await cell.rehearse(message.bound) };
    case "look":
      return { type: "looked", fact: await cell.look() };
    case "close":
      return { type: "closing", fact: await cell.close() };
  }
}

serveAgent(obey);
