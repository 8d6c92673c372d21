/** The settings come from the environment, and differ from run to run. */
export const settings = {
  port: Number(needed("PORT")),
  databaseUrl: needed("DATABASE_URL"),
  smtpUrl: needed("SMTP_URL"),
  publicUrl: needed("PUBLIC_URL"),
  mailFrom: needed("MAIL_FROM"),
  authSecret: needed("AUTH_SECRET"),
};

function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is missing.`);
  return value;
}
