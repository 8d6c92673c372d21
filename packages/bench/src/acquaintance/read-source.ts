import { z } from "zod";
import { readSourceFiles } from "../cell/source-files.ts";
import type { Carrier } from "../operations/binding.ts";
import { reading } from "../reading/reading.ts";
import { carriersIn } from "./carriers.ts";
import { documentIn, type Described } from "./documents.ts";
import type { Doubt, Written } from "./proposed.ts";
import { methods, type Route } from "./route.ts";
import { servicesUsedBy } from "../submission/database-driver.ts";
import { identify } from "../submission/identify.ts";
import type { OwnStart } from "./python-set-up.ts";
import { setUpOf, type RelaxedInstall } from "./set-up.ts";
import { routesInSource, type SourceRoutes } from "./source-routes.ts";

/** What a backend's files say of it, before anything of it runs. */
export interface SourceFacts extends SourceRoutes {
  /** By its own OpenAPI document. */
  readonly described?: Described;
  /** Documents that are too big to be read. */
  readonly tooBig: readonly string[];
  readonly carriers: readonly Carrier[];
  readonly setUp: {
    readonly written: Written;
    readonly doubts: readonly Doubt[];
    readonly relaxedInstall?: RelaxedInstall;
  };
}

/** What is known where there is no source. */
export const noSource: SourceFacts = {
  routes: [],
  prefixes: [],
  tooBig: [],
  carriers: carriersIn([]),
  setUp: setUpOf([]),
};

export async function readSource({ directory }: { readonly directory: string }): Promise<SourceFacts> {
  const files = await readSourceFiles(directory);
  return {
    ...routesInSource(files),
    ...(await documentIn(directory)),
    carriers: carriersIn(files),
    setUp: setUpOf(files, await ownStart(directory), await servicesUsedBy(directory)),
  };
}

/** Undefined where the project's own files don't say how it is installed and started. */
async function ownStart(directory: string): Promise<OwnStart | undefined> {
  try {
    const { language, manifest, installCommands, startCommand } = await identify(directory);
    return {
      language,
      installCommands: installCommands.map(asTyped),
      startCommand: asTyped(startCommand),
      isSaid: /^(Procfile|assay\.ya?ml)$/.test(manifest),
    };
  } catch {
    // It is told when the project is to be started.
    return undefined;
  }
}

function asTyped(command: readonly string[]): string {
  return command[0] === "/bin/sh" ? command.slice(2).join(" ") : command.join(" ");
}

const path = z.array(z.string());
const member = z.object({
  path,
  required: z.boolean().optional(),
  sample: z.union([z.string(), z.number(), z.boolean()]).optional(),
  isButton: z.boolean().optional(),
});
const route: z.ZodType<Route> = z.object({
  method: z.enum(methods),
  path: z.string(),
  origin: z.enum(["document", "source", "page"]),
  where: z.string(),
  name: z.string().optional(),
  body: z.object({ kind: z.enum(["json", "form"]), members: z.array(member) }).optional(),
  query: z.array(member).optional(),
  basic: z.boolean().optional(),
  credential: z.boolean().optional(),
  success: z.array(z.number()).optional(),
  isLimited: z.boolean().optional(),
  reply: z.array(path).optional(),
  page: z.object({ path: z.string(), hidden: z.array(z.string()) }).optional(),
});

export const sourceReading = reading(
  import.meta.url,
  readSource,
  z.object({
    routes: z.array(route),
    prefixes: z.array(z.string()),
    described: z.object({ routes: z.array(route), from: z.string() }).optional(),
    tooBig: z.array(z.string()),
    carriers: z.array(z.object({ header: z.string(), scheme: z.string() })),
    setUp: z.object({
      written: z.record(z.string(), z.unknown()),
      doubts: z.array(z.object({ at: z.array(z.string()), text: z.string() })),
      relaxedInstall: z.object({ language: z.string(), commands: z.array(z.string()), text: z.string() }).optional(),
    }),
  }),
);
