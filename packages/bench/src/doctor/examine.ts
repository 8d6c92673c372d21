import { examineContainers } from "./containers.ts";
import { examineControlGroups } from "./control-groups.ts";
import type { Finding } from "./finding.ts";
import { examineLanguages } from "./languages.ts";
import {
  examineBrowser,
  examineBubblewrap,
  examineCompiler,
  examineMysql,
  examineNode,
  examinePostgres,
  examineSystemPrograms,
} from "./programs.ts";
import { examineMongodb, examineRedis } from "./services.ts";
import { trySandbox } from "./sandbox-trial.ts";
import { examineUserNamespaces } from "./user-namespaces.ts";

export type { Finding } from "./finding.ts";

/** What this machine has of all that Assay needs. Takes a second: a sandbox and a control group are made for real. */
export async function examine(): Promise<Finding[]> {
  const bubblewrap = examineBubblewrap();
  const node = examineNode();
  return [
    node,
    bubblewrap,
    examineUserNamespaces(),
    examineSystemPrograms(),
    ...(bubblewrap.ok && node.ok ? [await trySandbox()] : []),
    await examineControlGroups(),
    await examinePostgres(),
    await examineMysql(),
    await examineMongodb(),
    await examineRedis(),
    examineCompiler(),
    ...(await examineLanguages()),
    ...(bubblewrap.ok && node.ok ? [await examineContainers()] : []),
    examineBrowser(),
  ];
}
