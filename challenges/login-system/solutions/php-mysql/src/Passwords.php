<?php

declare(strict_types=1);

namespace Shop;

/** Argon2id at OWASP's minimum. PHP's own default would take 64 MB for each: ten children would fill the memory. */
final class Passwords
{
    private const COST = ['memory_cost' => 19 * 1024, 'time_cost' => 2, 'threads' => 1];

    /** Of a password that nobody has. Comparing with it takes as long as with a real one. */
    private const NOBODYS = '$argon2id$v=19$m=19456,t=2,p=1$MC5zYjhsaUxRWm80TXd5cA$f/DeLa36GGQu40eaNDOFne71HLbaKTGMNWUF6RNnSJw';

    public static function hash(#[\SensitiveParameter] string $password): string
    {
        return password_hash($password, PASSWORD_ARGON2ID, self::COST);
    }

    public static function matches(#[\SensitiveParameter] string $password, ?string $hash): bool
    {
        return password_verify($password, $hash ?? self::NOBODYS) && $hash !== null;
    }
}
