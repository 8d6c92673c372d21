import { Injectable } from '@nestjs/common';
import { AttemptLimiter } from '../auth/attempt-limiter.js';
import type { CurrentLogin } from '../auth/current-user.decorator.js';
import { PasswordHasher } from '../auth/password-hasher.js';
import { ApiException, notLoggedIn } from '../common/errors.js';
import { DatabaseService } from '../database/database.service.js';
import type { ChangePassword, Profile, UpdateProfile } from './users.schemas.js';

@Injectable()
export class UsersService {
  constructor(
    private readonly db: DatabaseService,
    private readonly hasher: PasswordHasher,
    private readonly limiter: AttemptLimiter,
  ) {}

  async update(id: string, { name, bio }: UpdateProfile): Promise<Profile> {
    // One statement, and only what was sent: two changes at once don't undo each other.
    const [profile] = await this.db.query<Profile>(
      `UPDATE users SET name = COALESCE($2, name), bio = COALESCE($3, bio) WHERE id = $1
       RETURNING id, email, name, bio`,
      [id, name ?? null, bio ?? null],
    );
    if (!profile) throw notLoggedIn();
    return profile;
  }

  async changePassword(login: CurrentLogin, { currentPassword, newPassword }: ChangePassword): Promise<void> {
    // Counted apart from log-ins: a stranger's guesses there don't stop the owner here.
    const current = await this.limiter.guess(`change:${login.id}`, async () => {
      const [user] = await this.db.query<{ password_hash: string }>(
        'SELECT password_hash FROM users WHERE id = $1',
        [login.id],
      );
      return user && (await this.hasher.verify(user.password_hash, currentPassword)) ? user.password_hash : undefined;
    });
    const wrong = new ApiException(401, 'The current password is wrong.');
    if (!current) throw wrong;
    const passwordHash = await this.hasher.hash(newPassword);
    // Only if the password is still the one we checked. Log-ins with the old epoch count no more, even one that is
    // just being made; this log-in goes on.
    const changed = await this.db.query(
      `WITH changed AS (
         UPDATE users SET password_hash = $3, session_epoch = session_epoch + 1
         WHERE id = $1 AND password_hash = $2 RETURNING id, session_epoch
       ), kept AS (
         UPDATE sessions s SET epoch = changed.session_epoch FROM changed WHERE s.id = $4
       ), ended AS (
         DELETE FROM sessions s USING changed WHERE s.user_id = changed.id AND s.id <> $4
       ), resets AS (
         DELETE FROM password_resets r USING changed WHERE r.user_id = changed.id
       )
       SELECT id FROM changed`,
      [login.id, current, passwordHash, login.sessionId],
    );
    if (!changed.length) throw wrong;
  }

  async delete(id: string): Promise<void> {
    await this.db.query('DELETE FROM users WHERE id = $1', [id]); // all that belongs to it goes by ON DELETE CASCADE
  }
}
