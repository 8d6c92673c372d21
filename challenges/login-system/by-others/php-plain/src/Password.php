<?php

declare(strict_types=1);

namespace Shop;

/** Argon2id with OWASP's first choice of costs: 19 MiB, 2 passes, 1 lane. It never cuts a password. */
final class Password
{
    private const COST = ['memory_cost' => 19456, 'time_cost' => 2, 'threads' => 1];

    /** Nobody's: checked where there is no account, so that this takes as long. */
    private const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$REZwN3YwZVFvLkltcUlYOA$T4OFbrOO9NQJ/MCUFv2kkKGX0kwuB3NarGHI9EPT4G8';

    public static function hash(#[\SensitiveParameter] string $password): string
    {
        return password_hash($password, PASSWORD_ARGON2ID, self::COST);
    }

    public static function verify(#[\SensitiveParameter] string $password, ?string $hash): bool
    {
        // No password is longer than 128 characters; what is longer is wrong, and takes as long as any other.
        return password_verify(substr($password, 0, 1024), $hash ?? self::NOBODY)
            && $hash !== null && strlen($password) <= 1024;
    }
}
