import { createHash } from "node:crypto";
import type { CellPlan } from "../cell/protocol.ts";
import type { ProjectFacts } from "../check/world.ts";
import type { BindingFile } from "../operations/binding-file.ts";
import type { SandboxName } from "../sandbox/driver.ts";
import type { DatabasePlan } from "../services/database.ts";
import type { RedisPlan } from "../services/redis/plan.ts";
import type { Image } from "../submission/image.ts";
import type { Identified } from "../submission/identify.ts";
import type { Toolchain } from "../submission/language.ts";
import type { Received } from "../submission/receive.ts";

export interface PlanParts {
  readonly challengeFolder: string;
  readonly followUp?: string;
  readonly seed: number;
  readonly sandbox: SandboxName;
  readonly database: DatabasePlan;
  readonly redis: RedisPlan | undefined;
  readonly received: Received;
  readonly identified: Identified;
  readonly project: ProjectFacts;
  readonly image: Image | undefined;
  readonly toolchain: Toolchain;
  readonly bound: Pick<BindingFile, "backend"> | undefined;
}

/** What all cells have in common in which one submission runs. */
export function cellPlanOf(
  parts: PlanParts,
): Omit<CellPlan, "id" | "need" | "directory" | "ports" | "costs" | "credentialKind" | "reference"> {
  const { challengeFolder, followUp, seed, sandbox, database, redis, received } = parts;
  const { identified, project, image, toolchain, bound } = parts;
  const { startCommand, environment } = identified;
  return {
    challengeFolder,
    ...(followUp === undefined ? {} : { followUp }),
    seed,
    sandbox,
    database,
    ...(redis && { redis }),
    submission: { directory: received.directory, startCommand, environment, project, ...(image && { image }) },
    toolchain,
    ...(bound === undefined ? {} : { bound: bound.backend }),
    secret: createHash("sha256")
      .update(`auth-secret ${String(seed)}`)
      .digest("base64url"),
  };
}
