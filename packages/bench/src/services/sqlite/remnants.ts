import { join } from "node:path";
import type { Place } from "../../check/world.ts";
import { formsOf } from "../text-forms.ts";
import { bytesOf } from "./file-bytes.ts";
import { filesIn, hiding } from "./files.ts";

/** Where the text stands in the bytes of any file of the folder: in pages that were freed, in logs, in files of another form. */
export function findRemnants(folder: string, text: string): readonly Place[] {
  const forms = formsOf(text).bytes.flatMap((form) => [form, Buffer.from(form.toString("utf8"), "utf16le")]);
  const sought = forms.map((form) => form.toString("latin1").toLowerCase());
  const places: Place[] = [];
  for (const name of filesIn(folder)) {
    const bytes = bytesOf(join(folder, name));
    if (bytes === "size") hiding.add("size", name, 0);
    if (bytes === "size" || bytes === undefined) continue;
    const content = bytes.toString("latin1").toLowerCase();
    if (sought.some((form) => content.includes(form)))
      places.push({ table: name, column: "bytes of the file", row: {} });
  }
  return places;
}
