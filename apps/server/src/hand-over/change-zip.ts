import { PassThrough, type Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { FollowUpPack } from "../challenges/follow-ups.ts";
import { howToSendBack } from "./read-me.ts";

export interface ChangeAsked {
  readonly organization: string;
  /** The role's title. */
  readonly role: string;
  readonly due: Date;
}

/** A follow-up change in one folder of one file, for a person to send on. The same for everyone: it names nobody. */
export function changeZip(change: FollowUpPack, asked: ChangeAsked): Readable {
  const folder = `${change.id}-change`;
  const zip = new ZipFile();
  const files = { "README.txt": readMeOf(change, asked), "change.md": change.text, "contract.yaml": change.contract };
  for (const [name, text] of Object.entries(files)) {
    if (text !== "") zip.addBuffer(Buffer.from(text), `${folder}/${name}`);
  }
  zip.end();
  // It is small, and all of it may be there before anybody reads: a wrapped stream would be closed by then.
  return zip.outputStream.pipe(new PassThrough());
}

function readMeOf(
  { title, minutes, contract }: Pick<FollowUpPack, "title" | "minutes" | "contract">,
  { organization, role, due }: ChangeAsked,
): string {
  const day = new Intl.DateTimeFormat("en", { dateStyle: "full", timeZone: "UTC" }).format(due);
  return [
    "Hello,",
    "",
    `${organization} has seen your work for the role "${role}", and asks for one change to it: "${title}".`,
    `Everyone in this role is asked for the same. It should take about ${String(minutes)} minutes, which is our estimate.`,
    "You do it at home, with your own tools, and nobody watches. Help that was allowed before is allowed here too.",
    `Please send it back by ${day}. If you need more time, just ask.`,
    "",
    "WHAT IS HERE",
    "",
    "- change.md: the change, in plain words. Start here.",
    ...(contract === "" ? [] : ["- contract.yaml: the addresses and answers that come with it (OpenAPI)."]),
    "",
    ...howToSendBack("Put the whole of your work, with the change in it, in one folder."),
    "",
    "A program called Assay will run it: it asks all it asked before once more, and some about the change.",
    "A person decides, not the program. Your code is used to look at your work, and for nothing else.",
    "",
    "Assay: test, not guess",
    "",
  ].join("\r\n");
}
