import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { root } from "../house.ts";

/** Where this copy of Assay came from, without what opens the door there; undefined where no runner could reach it. */
export async function ownAddress(): Promise<string | undefined> {
  const said = await promisify(execFile)("git", ["-C", root, "config", "--get", "remote.origin.url"]).then(
    ({ stdout }) => stdout.trim(),
    () => "",
  );
  if (/^[\w-]+@[\w.-]+:[\w./~+-]+$/.test(said)) return said;
  if (!URL.canParse(said)) return undefined;
  const address = new URL(said);
  if (!["https:", "http:", "ssh:"].includes(address.protocol)) return undefined;
  address.password = "";
  if (address.protocol !== "ssh:") address.username = "";
  return address.href;
}
