<?php

declare(strict_types=1);

namespace App\Account;

use App\Database\Database;

/** One link per person: a newer one takes the place of the older. */
final class PasswordResets
{
    private const LIFETIME_SECONDS = 3600;

    public function __construct(private readonly Database $db)
    {
    }

    public function issue(string $userId): string
    {
        $token = Token::generate();
        $this->db->execute(
            'INSERT INTO password_resets (user_id, token_hash, expires_at) VALUES (?, ?, ?)
             ON DUPLICATE KEY UPDATE token_hash = VALUES(token_hash), expires_at = VALUES(expires_at)',
            [(int) $userId, Token::hash($token), Clock::utc(self::LIFETIME_SECONDS)],
        );

        return $token;
    }

    /** The id of the person whose email and token these are. */
    public function find(string $email, #[\SensitiveParameter] string $token): ?string
    {
        $row = $this->db->row(
            'SELECT u.id FROM users u JOIN password_resets r ON r.user_id = u.id
             WHERE u.email = ? AND r.token_hash = ? AND r.expires_at > ?',
            [$email, Token::hash($token), Clock::utc()],
        );

        return $row === null ? null : (string) $row['id'];
    }

    /** Uses the token up, and ends all log-ins. False when another request has used or replaced it meanwhile. */
    public function complete(
        string $userId,
        #[\SensitiveParameter] string $token,
        #[\SensitiveParameter] string $newHash,
    ): bool {
        return $this->db->transaction(function () use ($userId, $token, $newHash): bool {
            // The user's row first, as everywhere, so that transactions queue up instead of deadlocking.
            $this->db->row('SELECT id FROM users WHERE id = ? FOR UPDATE', [(int) $userId]);
            $used = $this->db->execute(
                'DELETE FROM password_resets WHERE user_id = ? AND token_hash = ?',
                [(int) $userId, Token::hash($token)],
            );
            if ($used === 0) {
                return false;
            }
            $this->db->execute('UPDATE users SET password_hash = ? WHERE id = ?', [$newHash, (int) $userId]);
            $this->db->execute('DELETE FROM sessions WHERE user_id = ?', [(int) $userId]);

            return true;
        });
    }
}
