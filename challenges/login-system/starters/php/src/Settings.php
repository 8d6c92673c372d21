<?php

declare(strict_types=1);

namespace Shop;

/** The settings come from the environment, and differ from run to run. */
final readonly class Settings
{
    private function __construct(
        public string $databaseUrl,
        public string $smtpUrl,
        public string $publicUrl,
        public string $mailFrom,
        public string $authSecret,
    ) {
    }

    public static function fromEnvironment(): self
    {
        return new self(
            self::needed('DATABASE_URL'),
            self::needed('SMTP_URL'),
            self::needed('PUBLIC_URL'),
            self::needed('MAIL_FROM'),
            self::needed('AUTH_SECRET'),
        );
    }

    private static function needed(string $name): string
    {
        $value = getenv($name);
        return is_string($value) && $value !== '' ? $value : throw new \RuntimeException("$name is not set.");
    }
}
