import { Command } from "commander";
import { AssayError } from "@assay/bench/errors";

export function backupCommand(): Command {
  return new Command("backup")
    .description("writes all that the server keeps into one .tar.gz")
    .argument("<file>", "where to; it must not be there yet")
    .action(async (file: string) => {
      // Only here: every other command starts without it.
      const { backUp, placeIn } = await import("@assay/store");
      const { bytes, storage } = await refusing(() => backUp(placeIn(process.env), file));
      console.log(`Backup: ${file} (${String(Math.ceil(bytes / 1_048_576))} MB)`);
      if (storage === "left-out") {
        console.log("The files in S3 are not in it: keep them by your storage's own versions and copies.");
      }
    });
}

/** What stood in the way, as every error of ours is told. */
export async function refusing<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const { BackupRefused } = await import("@assay/store");
    throw error instanceof BackupRefused ? new AssayError("backup-refused", { problem: error.message }) : error;
  }
}
