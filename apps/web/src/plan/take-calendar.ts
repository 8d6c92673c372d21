import { Refused, type ProblemBody } from "../api/client.ts";

/** Takes a plan's calendar file to whoever reads the page. @throws Refused */
export async function takeCalendar(path: string, headers: Readonly<Record<string, string>> = {}): Promise<void> {
  const answer = await fetch(path, { headers }).catch(() => {
    throw new Refused({ code: "offline", status: 0, title: "", detail: "" });
  });
  if (!answer.ok) throw new Refused((await answer.json()) as ProblemBody);
  const address = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement("a"), { href: address, download: "first-90-days.ics" });
  link.click();
  URL.revokeObjectURL(address);
}
