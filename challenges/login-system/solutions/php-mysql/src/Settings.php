<?php

declare(strict_types=1);

namespace Shop;

/** What the environment says. It differs from run to run. */
final readonly class Settings
{
    /** @param array<string, mixed> $database as parse_url() gives it */
    private function __construct(
        public array $database,
        public string $smtpUrl,
        public string $publicUrl,
        public string $mailFrom,
    ) {
    }

    public static function fromEnvironment(): self
    {
        $database = parse_url(self::needed('DATABASE_URL'));
        if (!is_array($database) || !isset($database['host'], $database['path'])) {
            throw new \RuntimeException('DATABASE_URL is not like mysql://user:password@host:port/name.');
        }
        return new self(
            $database,
            self::needed('SMTP_URL'),
            rtrim(self::needed('PUBLIC_URL'), '/'),
            self::needed('MAIL_FROM'),
        );
    }

    private static function needed(string $name): string
    {
        $value = getenv($name);
        return is_string($value) && $value !== '' ? $value : throw new \RuntimeException("$name is not set.");
    }
}
