<?php

declare(strict_types=1);

namespace App\Account;

use App\Database\Database;
use App\Http\HttpError;

/**
 * Leaky buckets in the database, shared by all processes and copies. A try is counted before it is made, in one
 * statement, so that many at the same instant can't slip through; a try that was right is given back.
 */
final class RateLimiter
{
    // Within any minute at most 18 + 2 wrong passwords; whoever has used them up may try again half a minute later.
    private const PASSWORD_TRIES = 18;
    private const PASSWORD_MS_PER_TRY = 30_000;

    private const RESET_MAILS = 15;
    private const RESET_MAIL_MS = 60_000;

    public function __construct(private readonly Database $db)
    {
    }

    public function takePasswordTry(string $email): void
    {
        $this->take(self::passwordKey($email), self::PASSWORD_TRIES, self::PASSWORD_MS_PER_TRY);
    }

    public function giveBackPasswordTry(string $email): void
    {
        $this->db->execute(
            'UPDATE rate_limits SET full_at = full_at - ? WHERE name = ?',
            [self::PASSWORD_MS_PER_TRY, self::passwordKey($email)],
        );
    }

    public function forgetPasswordTries(string $email): void
    {
        $this->db->execute('DELETE FROM rate_limits WHERE name = ?', [self::passwordKey($email)]);
    }

    /** So that nobody's mailbox is flooded; counted alike for emails without an account. */
    public function takeResetMail(string $email): void
    {
        $this->take(self::mailKey($email), self::RESET_MAILS, self::RESET_MAIL_MS);
    }

    public function forgetEverything(string $email): void
    {
        $this->db->execute(
            'DELETE FROM rate_limits WHERE name IN (?, ?)',
            [self::passwordKey($email), self::mailKey($email)],
        );
    }

    public function removeOld(): void
    {
        $this->db->execute('DELETE FROM rate_limits WHERE full_at < ? LIMIT 500', [self::now()]);
    }

    private function take(string $key, int $tries, int $msPerTry): void
    {
        $now = self::now();
        // MariaDB counts 0 rows where the update changes nothing: the bucket was full.
        $changed = $this->db->execute(
            'INSERT INTO rate_limits (name, full_at) VALUES (?, ?)
             ON DUPLICATE KEY UPDATE full_at =
                 IF(GREATEST(full_at, ?) + ? <= ?, GREATEST(full_at, ?) + ?, full_at)',
            [$key, $now + $msPerTry, $now, $msPerTry, $now + $tries * $msPerTry, $now, $msPerTry],
        );
        if ($changed === 0) {
            throw HttpError::tooMany(intdiv($msPerTry, 1000));
        }
    }

    private static function passwordKey(string $email): string
    {
        return hash('sha256', "password:$email");
    }

    private static function mailKey(string $email): string
    {
        return hash('sha256', "mail:$email");
    }

    private static function now(): int
    {
        return (int) (microtime(true) * 1000);
    }
}
