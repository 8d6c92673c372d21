<?php

declare(strict_types=1);

namespace Shop;

use PDOException;
use Shop\Http\HttpError;

final readonly class Accounts
{
    public function __construct(private Database $database)
    {
    }

    /**
     * @return array{id: string, email: string, name: string}
     * @throws HttpError where the email is taken, which only the database can tell.
     */
    public function add(string $email, string $passwordHash, string $name): array
    {
        try {
            $this->database->run(
                'INSERT INTO accounts (email, password_hash, name) VALUES (?, ?, ?)',
                [$email, $passwordHash, $name],
            );
        } catch (PDOException $error) {
            throw Database::isDuplicate($error)
                ? new HttpError(409, 'There is already an account with this email.')
                : $error;
        }
        return ['id' => $this->database->lastId(), 'email' => $email, 'name' => $name];
    }

    /** @return array{id: int, email: string, password_hash: string}|null */
    public function byEmail(string $email): ?array
    {
        return $this->database->row('SELECT id, email, password_hash FROM accounts WHERE email = ?', [$email]);
    }

    /** @return array{id: string, email: string, name: string, bio: string}|null */
    public function profile(int $id): ?array
    {
        $profile = $this->database->row('SELECT id, email, name, bio FROM accounts WHERE id = ?', [$id]);
        return $profile === null ? null : ['id' => (string) $profile['id']] + $profile;
    }

    /** What is null stays as it is. */
    public function update(int $id, ?string $name, ?string $bio): void
    {
        $changes = array_filter(['name = ?' => $name, 'bio = ?' => $bio], static fn (?string $value) => $value !== null);
        if ($changes !== []) {
            $columns = implode(', ', array_keys($changes));
            $this->database->run("UPDATE accounts SET $columns WHERE id = ?", [...array_values($changes), $id]);
        }
    }

    /** False where the password has been changed meanwhile. */
    public function replacePassword(int $id, string $oldHash, string $newHash): bool
    {
        return $this->database->run(
            'UPDATE accounts SET password_hash = ? WHERE id = ? AND password_hash = ?',
            [$newHash, $id, $oldHash],
        )->rowCount() === 1;
    }

    /** All that belongs to it goes with it. */
    public function delete(int $id): void
    {
        $this->database->run('DELETE FROM accounts WHERE id = ?', [$id]);
    }
}
