<?php

declare(strict_types=1);

namespace Shop;

/** Thrown anywhere to end the request with this status and message. */
final class HttpError extends \RuntimeException
{
    /** @param array<string,string> $headers */
    public function __construct(public readonly int $status, string $message, public readonly array $headers = [])
    {
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

    public static function tooMany(int $seconds): self
    {
        return new self(429, 'Too many tries. Please wait a little.', ['Retry-After' => (string) max(1, $seconds)]);
    }

    public static function unavailable(): self
    {
        return new self(503, 'Please try again soon.', ['Retry-After' => '2']);
    }
}
