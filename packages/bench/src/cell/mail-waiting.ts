import type { MailBox } from "../check/world.ts";
import type { Waiting } from "./waiting.ts";

/** The box, with the time that its mails are waited for counted as waiting for the submission. */
export function boxThatWaits(box: MailBox, waiting: Waiting): MailBox {
  return {
    to: (address) => box.to(address),
    all: () => box.all(),
    refused: (sinceMs) => box.refused(sinceMs),
    next: (address, options) => waiting.during(() => box.next(address, options)),
  };
}
