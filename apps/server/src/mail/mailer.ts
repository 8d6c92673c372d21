import { createTransport } from "nodemailer";
import { letterOf, type LetterFacts, type LetterKind } from "./letters.ts";

export interface Letter<K extends LetterKind = LetterKind> {
  readonly to: string;
  readonly kind: K;
  readonly facts: LetterFacts[K];
  /** Where an answer goes, where that is not whom it comes from. */
  readonly replyTo?: string;
}

export interface Mailer {
  /** Whether there is a way to send: without one, links are shown to whoever asked for them. */
  readonly sends: boolean;
  /** @throws Error what the mail server said */
  send<K extends LetterKind>(letter: Letter<K>): Promise<void>;
}

export function openMailer(settings: { readonly url: string; readonly from: string } | undefined): Mailer {
  if (settings === undefined) return { sends: false, send: () => Promise.resolve() };
  const transport = createTransport(settings.url);
  return {
    sends: true,
    async send({ to, kind, facts, replyTo }) {
      const { subject, text } = letterOf(kind, facts);
      // An address given as such can't be taken for a list of them.
      await transport.sendMail({
        ...{ from: settings.from, to: { name: "", address: to }, subject, text },
        ...(replyTo === undefined ? {} : { replyTo: { name: "", address: replyTo } }),
      });
    },
  };
}
