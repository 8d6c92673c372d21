<?php

declare(strict_types=1);

namespace Shop\Http;

/** A refusal, with words for the person who made the request. */
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

    public static function wrongCredentials(): self
    {
        return new self(401, 'The email or the password is wrong.');
    }

    public static function tooManyTries(int $seconds): self
    {
        return new self(429, 'Too many tries. Please wait a little.', ['Retry-After' => (string) $seconds]);
    }
}
