<?php

declare(strict_types=1);

namespace App\Account;

use App\Database\Database;
use App\Http\HttpError;
use App\Http\Request;

/** Log-ins: bearer tokens that the database knows by their hash. */
final class Sessions
{
    private const LIFETIME_SECONDS = 30 * 86400;

    public function __construct(private readonly Database $db)
    {
    }

    /**
     * A new token; or null when the password is no longer the one that was checked. One statement, which waits for a
     * password change that is under way: no log-in with an old password outlives it.
     */
    public function begin(User $user): ?string
    {
        $token = Token::generate();
        $inserted = $this->db->execute(
            'INSERT INTO sessions (token_hash, user_id, created_at, expires_at)
             SELECT ?, id, ?, ? FROM users WHERE id = ? AND password_hash = ? LOCK IN SHARE MODE',
            [
                Token::hash($token),
                Clock::utc(),
                Clock::utc(self::LIFETIME_SECONDS),
                (int) $user->id,
                $user->passwordHash,
            ],
        );

        return $inserted === 1 ? $token : null;
    }

    public function require(Request $request): User
    {
        $token = $request->bearerToken() ?? throw HttpError::notLoggedIn();
        $row = $this->db->row(
            'SELECT u.id, u.email, u.name, u.bio, u.password_hash
             FROM sessions s JOIN users u ON u.id = s.user_id
             WHERE s.token_hash = ? AND s.expires_at > ?',
            [Token::hash($token), Clock::utc()],
        );

        return $row === null ? throw HttpError::notLoggedIn() : User::fromRow($row);
    }

    public function end(Request $request): void
    {
        $token = $request->bearerToken() ?? throw HttpError::notLoggedIn();
        $ended = $this->db->execute(
            'DELETE FROM sessions WHERE token_hash = ? AND expires_at > ?',
            [Token::hash($token), Clock::utc()],
        );
        if ($ended === 0) {
            throw HttpError::notLoggedIn();
        }
    }

    public function removeOld(): void
    {
        $this->db->execute('DELETE FROM sessions WHERE expires_at < ? LIMIT 500', [Clock::utc()]);
    }
}
