import { BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { createTransport, type Transporter } from 'nodemailer';
import type { Env } from '../config/env.js';

interface Mail { to: string; subject: string; text: string }

const MAX_SENDING = 20;
const MAX_QUEUED = 200;
const RETRY_AFTER_MS = [1000, 3000];

/** Sends mails in the background: nobody waits for the mail server. */
@Injectable()
export class MailService implements BeforeApplicationShutdown {
  private readonly logger = new Logger(MailService.name);
  private readonly transport: Transporter;
  private readonly from: string;
  private readonly queue: Mail[] = [];
  private readonly sending = new Set<Promise<void>>();
  /** The newest mail to an address, while it is under way: an older one isn't tried again, so as not to arrive last. */
  private readonly newest = new Map<string, Mail>();

  constructor(config: ConfigService<Env, true>) {
    const url = new URL(config.get('SMTP_URL', { infer: true }));
    this.from = config.get('MAIL_FROM', { infer: true });
    this.transport = createTransport({
      host: url.hostname,
      port: Number(url.port || 25),
      secure: false,
      ignoreTLS: true,
      connectionTimeout: 3000,
      greetingTimeout: 3000,
      socketTimeout: 12_000,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  enqueue(mail: Mail): void {
    this.queue.push(mail);
    if (this.newest.size > 10_000) this.newest.clear();
    this.newest.set(mail.to, mail);
    // With the mail server away, the oldest are given up: the newest matter.
    while (this.queue.length > MAX_QUEUED) this.queue.shift();
    this.pump();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.race([Promise.allSettled(this.sending), new Promise((resolve) => setTimeout(resolve, 2000))]);
  }

  private pump(): void {
    while (this.sending.size < MAX_SENDING) {
      const mail = this.queue.shift();
      if (!mail) return;
      const job = this.send(mail).finally(() => {
        this.sending.delete(job);
        this.pump();
      });
      this.sending.add(job);
    }
  }

  private async send(mail: Mail, attempt = 0): Promise<void> {
    try {
      await this.transport.sendMail({ ...mail, from: this.from, to: { name: '', address: mail.to } });
      if (this.newest.get(mail.to) === mail) this.newest.delete(mail.to);
    } catch (error) {
      this.logger.warn(`A mail was not sent: ${(error as { code?: string }).code ?? 'unknown error'}`);
      const wait = RETRY_AFTER_MS[attempt];
      if (wait !== undefined) setTimeout(() => this.retry(mail, attempt + 1), wait).unref();
    }
  }

  private retry(mail: Mail, attempt: number): void {
    if (this.newest.get(mail.to) !== mail || this.sending.size >= MAX_SENDING) return;
    const job = this.send(mail, attempt).finally(() => {
      this.sending.delete(job);
      this.pump();
    });
    this.sending.add(job);
  }
}
