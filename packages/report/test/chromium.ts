import { existsSync } from "node:fs";

// The same engine without windows, tabs and menus: a page costs half of the processor time.
const places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

/** The browser that `./test` chose, or else one of the system's. */
export function chromiumHere(): string {
  return process.env["ASSAY_CHROMIUM"] ?? places.find((place) => existsSync(place)) ?? "chromium";
}
