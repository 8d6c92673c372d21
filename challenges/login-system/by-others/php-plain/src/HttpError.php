<?php

declare(strict_types=1);

namespace Shop;

/** Ends a request with this status and a message for the person who made it. */
class HttpError extends \RuntimeException
{
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

    public static function limited(int $seconds): self
    {
        return new self(429, 'Too many tries. Please wait a little.', ['Retry-After' => (string) $seconds]);
    }

    public static function unavailable(): self
    {
        return new self(503, 'Not available right now. Please try again soon.', ['Retry-After' => '2']);
    }
}
