import { z } from "zod";
import type { ProjectFacts } from "../check/world.ts";
import { reading } from "../reading/reading.ts";
import type { Settings } from "./assay-yaml.ts";
import { identify, type Identified } from "./identify.ts";
import type { CommitFacts } from "./history.ts";
import { projectFacts } from "./project.ts";

export interface ProjectRequest {
  readonly directory: string;
  /** For people, where nothing is recognised. */
  readonly name: string;
  /** Of a binding: where it says something, it wins. */
  readonly setup?: Omit<Settings, "file">;
  readonly commits?: CommitFacts;
}

/** What a submission is, and what is only noted of it. */
export interface ReadProject {
  readonly identified: Identified;
  readonly project: ProjectFacts;
}

/** Runs in the reader. @throws AssayError those of `identify` */
export async function readProject({ directory, name, setup, commits }: ProjectRequest): Promise<ReadProject> {
  const identified = await identify(directory, name, setup);
  return { identified, project: await projectFacts(directory, identified, commits) };
}

const text = z.string().max(1024 * 1024);
const command = z.array(text);

export const projectReading = reading<ProjectRequest, ReadProject>(
  import.meta.url,
  readProject,
  z.object({
    identified: z.object({
      language: text,
      manifest: text,
      lockFile: text.optional(),
      installCommands: z.array(z.tuple([text], text)),
      startCommand: command,
      database: z.enum(["postgres", "mysql", "mongodb", "sqlite"]),
      services: z.array(z.enum(["redis"])),
      engines: text.optional(),
      environment: z.record(z.string(), text),
      testCommand: text.optional(),
    }),
    project: z.object({
      language: text,
      lockFile: text.optional(),
      manifest: text.optional(),
      readme: z.object({ path: text, words: z.number() }).optional(),
      tests: z.object({ files: z.number(), command: text.optional() }),
      commits: z.object({ count: z.number(), lastMessages: z.array(text) }).optional(),
    }),
  }),
);
