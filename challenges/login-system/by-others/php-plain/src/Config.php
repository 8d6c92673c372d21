<?php

declare(strict_types=1);

namespace Shop;

/** The settings, from the environment. */
final class Config
{
    public static function databaseUrl(): string
    {
        return self::get('DATABASE_URL');
    }

    public static function smtpUrl(): string
    {
        return self::get('SMTP_URL');
    }

    public static function publicUrl(): string
    {
        return self::get('PUBLIC_URL');
    }

    /** @return array{string, string} name and address */
    public static function mailFrom(): array
    {
        $from = str_replace(["\r", "\n"], '', self::get('MAIL_FROM'));
        return preg_match('/^\s*"?(.*?)"?\s*<([^<>]+)>\s*$/u', $from, $m) === 1 ? [$m[1], $m[2]] : ['', trim($from)];
    }

    public static function dataDir(): string
    {
        return getenv('DATA_DIR') ?: sys_get_temp_dir();
    }

    private static function get(string $name): string
    {
        $value = getenv($name);
        return is_string($value) && $value !== '' ? $value : throw new \LogicException("$name is not set");
    }
}
