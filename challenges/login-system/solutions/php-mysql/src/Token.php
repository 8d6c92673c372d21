<?php

declare(strict_types=1);

namespace Shop;

/** 256 random bits, for a log-in or a reset. Only their hash is kept. */
final class Token
{
    public static function make(): string
    {
        return rtrim(strtr(base64_encode(random_bytes(32)), '+/', '-_'), '=');
    }

    public static function hash(#[\SensitiveParameter] string $token): string
    {
        return hash('sha256', $token);
    }
}
