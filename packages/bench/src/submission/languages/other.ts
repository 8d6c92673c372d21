import { AssayError } from "../../errors/assay-error.ts";
import type { Language } from "../language.ts";
import { node } from "./node.ts";

/** What a Procfile or an assay.yaml starts and no language of ours claims: it has the system's programs, and Node's. */
export const other: Language = {
  name: "other",
  manifests: [],
  identify(_directory, { file = "assay.yaml", installCommands = [], startCommand, testCommand, environment }) {
    if (startCommand === undefined) {
      throw new AssayError("no-start-command", {
        problem: `${file} has no start command`,
        advice: "Add a Procfile with a line such as `web: ./server`",
      });
    }
    return Promise.resolve({
      language: "other",
      manifest: file,
      installCommands,
      startCommand,
      environment,
      ...(testCommand && { testCommand }),
    });
  },
  packages: [],
  version: () => node.version(),
  toolchain: () => node.toolchain(),
};
