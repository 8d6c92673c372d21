<?php

declare(strict_types=1);

namespace App\Account;

/** Argon2id at OWASP's minimum: 19 MiB, 2 passes, 1 lane. It takes a password whole, however long. */
final class PasswordHasher
{
    private const OPTIONS = ['memory_cost' => 19456, 'time_cost' => 2, 'threads' => 1];

    /** The hash of nobody's password, at the cost above: change both together. */
    private const DUMMY = '$argon2id$v=19$m=19456,t=2,p=1$RUFzeDAwQ0RLMUR3d1RqVg$L2ZefLvc7sqdxFmChCzrGT9WNgeLVb8vETK2WldYE5I';

    public function hash(#[\SensitiveParameter] string $password): string
    {
        return password_hash($password, PASSWORD_ARGON2ID, self::OPTIONS);
    }

    /** Takes as long where there is no account (null) as where there is one. */
    public function verify(#[\SensitiveParameter] string $password, ?string $hash): bool
    {
        $matches = password_verify($password, $hash ?? self::DUMMY);

        return $matches && $hash !== null;
    }
}
