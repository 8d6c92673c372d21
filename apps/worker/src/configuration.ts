import { hostname } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dataFolder } from "@assay/store";
import { z } from "zod";

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  ASSAY_STORAGE: z.string().min(1).optional(),
  ASSAY_CHALLENGES: z.string().min(1).optional(),
});

export interface Configuration {
  readonly databaseUrl: string;
  /** A folder that server and workers share, or an address that begins with `s3://`. */
  readonly storage: string;
  /** Where the challenge packs are, a folder each. */
  readonly challenges: string;
  /** As others see this worker. */
  readonly name: string;
}

/** @throws Error that names each variable that is missing or wrong, and what it should be. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  // What is set to nothing, as compose files do, is not set.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const read = schema.safeParse(set);
  if (!read.success) {
    const wrong = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new Error(
      `The worker needs to know where the others are. ${wrong.join("; ")}. ` +
        "Set DATABASE_URL to the PostgreSQL of the server, such as postgres://assay:secret@db.example/assay.",
    );
  }
  const { DATABASE_URL: databaseUrl, ASSAY_STORAGE: storage, ASSAY_CHALLENGES: challenges } = read.data;
  return {
    databaseUrl,
    storage: storage ?? join(dataFolder(environment), "files"),
    challenges: challenges ?? fileURLToPath(new URL("../../../challenges", import.meta.url)),
    name: `${hostname()} ${String(process.pid)}`,
  };
}
