import { Command } from "commander";
import { refusing } from "./backup.ts";

export function restoreCommand(): Command {
  return new Command("restore")
    .description("puts a backup where the server will find it; only where nothing is yet")
    .argument("<file>", "written by backup")
    .action(async (file: string) => {
      const { placeIn, restore } = await import("@assay/store");
      const place = placeIn(process.env);
      const { made_at } = await refusing(() => restore(file, place));
      console.log(`Restored what was there at ${made_at} into ${place.data}. Start it with ./assay serve.`);
    });
}
