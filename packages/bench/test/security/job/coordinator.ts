import type { Job } from "./job.ts";
import { runJob } from "./run.ts";

/** Runs one job and prints its report: a coordinator in a process of its own. */
const job = JSON.parse(process.argv[2]!) as Job;
process.stdout.write(JSON.stringify(await runJob(job)));
