import { Injectable, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import type { CurrentLogin } from './current-user.decorator.js';
import { sessionToken, tokenHash } from './tokens.js';

/** Log-ins: a random token for the visitor, its hash in the database. Each ends after 30 days. */
@Injectable()
export class SessionsService implements OnModuleInit, OnApplicationShutdown {
  private purge?: NodeJS.Timeout;

  constructor(private readonly db: DatabaseService) {}

  onModuleInit(): void {
    this.purge = setInterval(() => {
      this.db.query('DELETE FROM sessions WHERE expires_at < now()').catch(() => undefined);
    }, 3_600_000).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.purge);
  }

  /** Nothing, if the password was changed since it was checked. */
  async begin(userId: string, passwordHash: string): Promise<string | undefined> {
    const token = sessionToken();
    const rows = await this.db.query(
      `INSERT INTO sessions (user_id, token_hash, epoch, expires_at)
       SELECT id, $3, session_epoch, now() + interval '30 days' FROM users
       WHERE id = $1 AND password_hash = $2 RETURNING id`,
      [userId, passwordHash, tokenHash(token)],
    );
    return rows.length ? token : undefined;
  }

  async find(token: string): Promise<CurrentLogin | undefined> {
    const [login] = await this.db.query<CurrentLogin>(
      `SELECT s.id AS "sessionId", u.id, u.email, u.name, u.bio
       FROM sessions s JOIN users u ON u.id = s.user_id AND u.session_epoch = s.epoch
       WHERE s.token_hash = $1 AND s.expires_at > now()`,
      [tokenHash(token)],
    );
    return login;
  }

  async end(sessionId: string): Promise<void> {
    await this.db.query('DELETE FROM sessions WHERE id = $1', [sessionId]);
  }
}
