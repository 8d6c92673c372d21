/** Reads what the environment says, once, at the start. Throws a plain sentence for what is missing. */
export function readConfiguration(environment) {
  const required = (name) => {
    const value = environment[name];
    if (!value) throw new Error(`The environment variable ${name} is missing.`);
    return value;
  };

  const secret = required("AUTH_SECRET");
  if (secret.length < 32) throw new Error("AUTH_SECRET is too short: use at least 32 random characters.");

  return {
    port: Number(required("PORT")),
    databaseUrl: required("DATABASE_URL"),
    smtpUrl: required("SMTP_URL"),
    publicUrl: required("PUBLIC_URL").replace(/\/+$/, ""),
    mailFrom: required("MAIL_FROM"),
    secret,
  };
}
