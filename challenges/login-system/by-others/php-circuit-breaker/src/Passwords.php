<?php

declare(strict_types=1);

namespace Shop;

final class Passwords
{
    /** OWASP's argon2id setting: 19 MiB, two passes, one lane. Takes passwords of any length whole. */
    private const OPTIONS = ['memory_cost' => 19456, 'time_cost' => 2, 'threads' => 1];

    public static function hash(string $password): string
    {
        return password_hash($password, PASSWORD_ARGON2ID, self::OPTIONS);
    }

    /** Without an account, the same work is done for nothing, so that the time tells nothing. */
    public static function matches(string $password, ?string $hash): bool
    {
        if ($hash === null) {
            self::hash($password);
            return false;
        }
        return password_verify($password, $hash);
    }
}
