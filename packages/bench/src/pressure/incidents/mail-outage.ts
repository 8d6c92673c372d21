import type { Incident } from "../incident.ts";

export const mailOutage: Incident = {
  name: "mail-outage",
  async during({ taps, last }) {
    await taps.mail.cutOff();
    await last(4_000);
    await taps.mail.heal();
    return {};
  },
};
