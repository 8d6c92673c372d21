<?php

declare(strict_types=1);

namespace App\Account;

/** 256 random bits for a log-in or a reset link. They can't be guessed, so a fast hash is enough to keep them by. */
final class Token
{
    public static function generate(): string
    {
        return rtrim(strtr(base64_encode(random_bytes(32)), '+/', '-_'), '=');
    }

    public static function hash(#[\SensitiveParameter] string $token): string
    {
        return hash('sha256', $token);
    }
}
