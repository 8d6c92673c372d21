/** What only a worker and a server need: the way to the database, to the files and to the mail. */
const secret = /^(DATABASE_URL|SMTP_URL|ASSAY_(STORAGE|SECRET|METRICS_TOKEN)|AWS_.*|PG.*)$/;

/** The environment for a process that runs what others wrote. */
export function withoutSecrets(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !secret.test(name)));
}
