import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { ApiException, tooManyTries } from '../common/errors.js';
import type { Env } from '../config/env.js';
import { DatabaseService } from '../database/database.service.js';
import { MailService } from '../mail/mail.service.js';
import { AttemptLimiter } from './attempt-limiter.js';
import type { LogIn, Reset, SignUp } from './auth.schemas.js';
import { PasswordHasher } from './password-hasher.js';
import { SessionsService } from './sessions.service.js';
import { resetToken, tokenHash } from './tokens.js';

const MAILS_PER_MINUTE = 10;
const noLongerGood = () => new ApiException(400, 'This link is no longer good. Please ask for a new one.');

@Injectable()
export class AuthService {
  private readonly publicUrl: string;
  private readonly mailsAsked = new Map<string, number>();

  constructor(
    config: ConfigService<Env, true>,
    private readonly db: DatabaseService,
    private readonly hasher: PasswordHasher,
    private readonly limiter: AttemptLimiter,
    private readonly sessions: SessionsService,
    private readonly mail: MailService,
  ) {
    this.publicUrl = config.get('PUBLIC_URL', { infer: true });
    setInterval(() => this.mailsAsked.clear(), 60_000).unref();
  }

  async signUp({ email, password, name }: SignUp): Promise<{ id: string; email: string; name: string }> {
    const passwordHash = await this.hasher.hash(password);
    const [user] = await this.db.query<{ id: string; email: string; name: string }>(
      `INSERT INTO users (email, name, password_hash) VALUES ($1, $2, $3)
       ON CONFLICT (email) DO NOTHING RETURNING id, email, name`,
      [email, name, passwordHash],
    );
    if (!user) throw new ApiException(409, 'There is already an account with this email.');
    return user;
  }

  async logIn({ email, password }: LogIn): Promise<string> {
    const token = await this.limiter.guess(`login:${email}`, async () => {
      const [user] = await this.db.query<{ id: string; password_hash: string }>(
        'SELECT id, password_hash FROM users WHERE email = $1',
        [email],
      );
      if (!(await this.hasher.verify(user?.password_hash, password)) || !user) return undefined;
      return this.sessions.begin(user.id, user.password_hash);
    });
    if (!token) throw new ApiException(401, 'The email or the password is wrong.');
    return token;
  }

  async forgotPassword(email: string): Promise<void> {
    const asked = (this.mailsAsked.get(email) ?? 0) + 1;
    if (asked > MAILS_PER_MINUTE) throw tooManyTries(60);
    if (this.mailsAsked.size > 100_000) this.mailsAsked.clear();
    this.mailsAsked.set(email, asked);

    const token = resetToken();
    const rows = await this.db.query(
      `INSERT INTO password_resets (user_id, token_hash, expires_at)
       SELECT id, $2, now() + interval '1 hour' FROM users WHERE email = $1
       ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at
       RETURNING user_id`,
      [email, tokenHash(token)],
    );
    if (!rows.length) return;
    this.mail.enqueue({
      to: email,
      subject: 'Choose a new password',
      text: [
        'Somebody, probably you, asked for a new password for your account.',
        'Open this link within one hour to choose one:',
        '',
        `${this.publicUrl}/reset?token=${token}`,
        '',
        'If it was not you, you need not do anything: your password stays as it is.',
        '',
      ].join('\n'),
    });
  }

  async resetPassword({ email, token, newPassword }: Reset): Promise<void> {
    const hash = tokenHash(token);
    // Looked up first, so that a wrong token doesn't cost us a password hash.
    const good = await this.db.query(
      `SELECT 1 FROM password_resets r JOIN users u ON u.id = r.user_id
       WHERE u.email = $1 AND r.token_hash = $2 AND r.expires_at > now()`,
      [email, hash],
    );
    if (!good.length) throw noLongerGood();
    const passwordHash = await this.hasher.hash(newPassword);
    // One statement: whoever deletes the token, and nobody else, sets the password and ends the log-ins.
    const done = await this.db.query(
      `WITH used AS (
         DELETE FROM password_resets r USING users u
         WHERE u.id = r.user_id AND u.email = $1 AND r.token_hash = $2 AND r.expires_at > now()
         RETURNING r.user_id
       ), ended AS (
         DELETE FROM sessions s USING used WHERE s.user_id = used.user_id
       )
       UPDATE users u SET password_hash = $3, session_epoch = session_epoch + 1
       FROM used WHERE u.id = used.user_id RETURNING u.id`,
      [email, hash, passwordHash],
    );
    if (!done.length) throw noLongerGood();
    this.limiter.clear(`login:${email}`);
  }
}
