import { Command } from "commander";
import { examine } from "@assay/bench/doctor";
import { exitCodes } from "@assay/bench/errors";

export function doctorCommand(): Command {
  return new Command("doctor")
    .description("checks whether this machine has what Assay needs, and prints the fix for what is missing")
    .action(async () => {
      const findings = await examine();
      for (const finding of findings) {
        const mark = finding.ok ? "ok     " : finding.needed === "always" ? "MISSING" : "missing";
        const use =
          finding.ok || finding.needed === "always"
            ? ""
            : ` (${finding.needed === "tests" ? "for the tests" : "optional"})`;
        console.log(`${mark}  ${finding.title}${use}: ${finding.detail}`);
        if (!finding.ok && finding.fix !== undefined) console.log(`         fix: ${finding.fix}`);
      }
      const broken = findings.filter(({ ok, needed }) => !ok && needed === "always");
      if (broken.length > 0) {
        console.log(`\n${String(broken.length)} to fix before Assay can run.`);
        process.exitCode = exitCodes.machineNotReady;
      } else console.log("\nThis machine can run Assay.");
    });
}
