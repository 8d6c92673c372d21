<?php

declare(strict_types=1);

namespace App;

/** The settings, from the environment. */
final class Config
{
    private function __construct(
        public readonly string $databaseUrl,
        public readonly string $smtpUrl,
        public readonly string $mailFrom,
        public readonly string $publicUrl,
        public readonly string $dataDir,
    ) {
    }

    public static function fromEnvironment(): self
    {
        $dataDir = self::get('DATA_DIR', sys_get_temp_dir());

        return new self(
            databaseUrl: self::get('DATABASE_URL', ''),
            smtpUrl: self::get('SMTP_URL', 'smtp://127.0.0.1:25'),
            mailFrom: self::get('MAIL_FROM', 'Shop <no-reply@localhost>'),
            publicUrl: rtrim(self::get('PUBLIC_URL', 'http://localhost'), '/'),
            dataDir: is_dir($dataDir) && is_writable($dataDir) ? $dataDir : sys_get_temp_dir(),
        );
    }

    private static function get(string $name, string $default): string
    {
        $value = getenv($name);

        return $value === false || $value === '' ? $default : $value;
    }
}
