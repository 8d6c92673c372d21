import { fileURLToPath } from "node:url";

export { zipOf } from "../../../packages/bench/test/evaluation/zip-of.ts";

/** Challenge packs of the tests' own: `act` takes a few seconds. */
export const quickChallenges = fileURLToPath(new URL("./challenges", import.meta.url));

/** A form as a browser sends it. */
export function formWith(archive: Buffer, name = "work.zip"): FormData {
  const form = new FormData();
  form.append("file", new Blob([new Uint8Array(archive)]), name);
  return form;
}
