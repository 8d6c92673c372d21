import type { RawHeaders } from "../edge/exchange.ts";

export interface Mail {
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  /** Decoded. */
  readonly text: string;
  readonly html?: string;
  readonly headers: RawHeaders;
  /** As received. */
  readonly raw: string;
  /** Cell clock, milliseconds. */
  readonly at: number;
}

/** A command of the submission's to the mail server, as it came, and the server's no. */
export interface MailRefusal {
  readonly command: string;
  readonly answer: string;
  /** Cell clock, milliseconds. */
  readonly at: number;
}

export interface MailBox {
  /** Mails to this address so far (envelope recipients, compared without regard to case). */
  to(address: string): readonly Mail[];
  all(): readonly Mail[];
  /** What the mail server refused since then: why a mail that was sent did not arrive. */
  refused(sinceMs?: number): readonly MailRefusal[];
  /**
   * Waits for a mail to this address that came after `sinceMs`, and that is `like` this where that is asked; undefined
   * after `withinMs` (10,000 unless said).
   */
  next(
    address: string,
    options?: { readonly sinceMs?: number; readonly withinMs?: number; readonly like?: (mail: Mail) => boolean },
  ): Promise<Mail | undefined>;
}
