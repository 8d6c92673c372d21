import { z } from "zod";

const schema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535),
  DATABASE_URL: z.string().startsWith("mongodb"),
  SMTP_URL: z.url(),
  PUBLIC_URL: z.url().transform((url) => url.replace(/\/+$/, "")),
  MAIL_FROM: z.string().min(1),
});

/** Reads the environment once, at the start, and says plainly what is missing. */
export function readConfig(environment) {
  const result = schema.safeParse(environment);
  if (!result.success) throw new Error(`The environment is not complete.\n${z.prettifyError(result.error)}`);
  const { PORT, DATABASE_URL, SMTP_URL, PUBLIC_URL, MAIL_FROM } = result.data;
  return { port: PORT, databaseUrl: DATABASE_URL, smtpUrl: SMTP_URL, publicUrl: PUBLIC_URL, mailFrom: MAIL_FROM };
}
