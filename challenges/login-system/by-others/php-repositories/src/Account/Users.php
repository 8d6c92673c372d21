<?php

declare(strict_types=1);

namespace App\Account;

use App\Database\Database;

final class Users
{
    public function __construct(private readonly Database $db)
    {
    }

    public function isTaken(string $email): bool
    {
        return $this->db->row('SELECT 1 FROM users WHERE email = ?', [$email]) !== null;
    }

    /** The new user's id, or null when the email is taken. */
    public function create(string $email, string $name, #[\SensitiveParameter] string $passwordHash): ?string
    {
        try {
            return $this->db->insert(
                'INSERT INTO users (email, name, password_hash, created_at) VALUES (?, ?, ?, ?)',
                [$email, $name, $passwordHash, Clock::utc()],
            );
        } catch (\PDOException $e) {
            if (Database::isDuplicate($e)) {
                return null;
            }
            throw $e;
        }
    }

    public function byEmail(string $email): ?User
    {
        $row = $this->db->row('SELECT id, email, name, bio, password_hash FROM users WHERE email = ?', [$email]);

        return $row === null ? null : User::fromRow($row);
    }

    public function byId(string $id): ?User
    {
        $row = $this->db->row('SELECT id, email, name, bio, password_hash FROM users WHERE id = ?', [(int) $id]);

        return $row === null ? null : User::fromRow($row);
    }

    /** Writes only what is given, so that two changes at once don't undo each other. */
    public function update(string $id, ?string $name, ?string $bio): void
    {
        $changes = array_filter(['name' => $name, 'bio' => $bio], static fn (?string $value) => $value !== null);
        if ($changes === []) {
            return;
        }
        $columns = implode(', ', array_map(static fn (string $column) => "$column = ?", array_keys($changes)));
        $this->db->execute("UPDATE users SET $columns WHERE id = ?", [...array_values($changes), (int) $id]);
    }

    /**
     * Ends the other log-ins and the reset link, too. False when the password has been changed by somebody else
     * since it was checked.
     */
    public function changePassword(
        User $user,
        #[\SensitiveParameter] string $newHash,
        #[\SensitiveParameter] string $keepSession,
    ): bool {
        return $this->db->transaction(function () use ($user, $newHash, $keepSession): bool {
            $changed = $this->db->execute(
                'UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?',
                [$newHash, (int) $user->id, $user->passwordHash],
            );
            if ($changed === 0) {
                return false;
            }
            $this->db->execute(
                'DELETE FROM sessions WHERE user_id = ? AND token_hash <> ?',
                [(int) $user->id, Token::hash($keepSession)],
            );
            $this->db->execute('DELETE FROM password_resets WHERE user_id = ?', [(int) $user->id]);

            return true;
        });
    }

    /** Log-ins, reset links and mails go with the row, by its foreign keys. */
    public function delete(User $user): void
    {
        $this->db->execute('DELETE FROM users WHERE id = ?', [(int) $user->id]);
    }
}
