<?php

declare(strict_types=1);

namespace Shop;

/** Random tokens of 256 bits. Only their digests are stored. */
final class Token
{
    public static function make(): string
    {
        return rtrim(strtr(base64_encode(random_bytes(32)), '+/', '-_'), '=');
    }

    public static function digest(string $token): string
    {
        return hash('sha256', $token);
    }
}
