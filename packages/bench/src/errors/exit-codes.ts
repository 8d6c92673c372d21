/** What the process says to the shell when it ends. Stable: scripts and CI depend on them. */
export const exitCodes = {
  /** Evaluated, whatever the verdict. */
  evaluated: 0,
  /** Evaluated, and `--fail-on` found what it was told to look for. */
  findings: 1,
  /** The command was not understood. */
  usage: 2,
  /** The submission could not be installed or started, for a reason of its own. */
  couldNotRun: 3,
  /** There is nothing at the path, or it cannot be read. */
  pathNotFound: 4,
  /** There is no backend in it that Assay knows how to run. */
  nothingToRun: 5,
  /** The archive is broken, too big, or tries to write outside its folder. */
  archiveRefused: 6,
  /** A file that should say how to run it cannot be understood. */
  manifestBroken: 7,
  /** By this binding the backend cannot be evaluated: signing up or logging in does not work. */
  bindingNotUsable: 8,
  /** This machine lacks something that Assay needs: `assay doctor` says what. */
  machineNotReady: 69,
  /** Assay's own fault, never the submission's. */
  ourFault: 70,
  /** Something that our sandbox refuses was needed; counts against nobody. */
  sandboxRefused: 77,
  /** Stopped by the person (Ctrl-C), as shells say it. */
  interrupted: 130,
} as const;
