<?php

declare(strict_types=1);

namespace App\Http;

/** Ends the request with a status and a message for the person who made it. */
final class HttpError extends \RuntimeException
{
    /** @param array<string, string> $headers */
    public function __construct(
        public readonly int $status,
        string $message,
        public readonly array $headers = [],
    ) {
        parent::__construct($message);
    }

    public static function invalid(string $message): self
    {
        return new self(422, $message);
    }

    public static function notLoggedIn(): self
    {
        return new self(401, 'Please log in.', ['WWW-Authenticate' => 'Bearer']);
    }

    public static function wrongCredentials(string $message): self
    {
        return new self(401, $message, ['WWW-Authenticate' => 'Bearer']);
    }

    public static function tooMany(int $retryAfter): self
    {
        return new self(429, 'Too many tries. Please wait a little.', ['Retry-After' => (string) $retryAfter]);
    }
}
