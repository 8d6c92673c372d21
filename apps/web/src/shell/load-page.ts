import { Refused } from "../api/client.ts";

/** The page's programs are of a version that this server no longer has. */
export const newVersion = "new-version";

/**
 * Loads the programs of a page. Where they can't be loaded it is said why: Assay can't be reached, or it was updated
 * meanwhile. The router would load the whole page anew, and who is offline would see the browser's own page instead.
 */
export async function loaded<Page>(load: () => Promise<Page>): Promise<Page> {
  try {
    return await load();
  } catch {
    const isThere = await fetch("/api/health", { cache: "no-store" }).then(
      ({ ok }) => ok,
      () => false,
    );
    throw new Refused({ code: isThere ? newVersion : "offline", status: 0, title: "", detail: "" });
  }
}
