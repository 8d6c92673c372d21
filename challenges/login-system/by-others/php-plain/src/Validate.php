<?php

declare(strict_types=1);

namespace Shop;

/** What may be sent. json_decode() has made sure of valid UTF-8. */
final class Validate
{
    public static function text(array $data, string $field): string
    {
        $value = $data[$field] ?? null;
        return is_string($value) ? $value : throw HttpError::invalid("The field $field must be a text.");
    }

    /** The one form of an email that the service knows. */
    public static function normalEmail(string $email): string
    {
        return strtolower(preg_replace('/^[\s\p{Z}]+|[\s\p{Z}]+$/uD', '', $email));
    }

    public static function isEmail(string $normal): bool
    {
        $label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
        $atom = '[a-z0-9!#$%&\'*+\/=?^_`{|}~-]+';
        return strlen($normal) <= 254
            && preg_match("/^(?=[^@]{1,64}@)$atom(?:\\.$atom)*@(?:$label\\.)+$label\$/D", $normal) === 1;
    }

    public static function email(array $data): string
    {
        $email = self::normalEmail(self::text($data, 'email'));
        return self::isEmail($email) ? $email : throw HttpError::invalid('This is not an email address.');
    }

    public static function name(array $data): string
    {
        $name = self::text($data, 'name');
        if ($name === '' || mb_strlen($name, 'UTF-8') > 200) {
            throw HttpError::invalid('A name has 1 to 200 characters.');
        }
        if (preg_match('/[\p{Cc}\p{Zl}\p{Zp}]/u', $name) || preg_match('/^[\s\p{Z}]*$/uD', $name)) {
            throw HttpError::invalid('A name has no line breaks or control characters, and is not only spaces.');
        }
        return $name;
    }

    public static function bio(array $data): string
    {
        $bio = self::text($data, 'bio');
        if (mb_strlen($bio, 'UTF-8') > 1000 || str_contains($bio, "\0")) {
            throw HttpError::invalid('A bio has up to 1000 characters.');
        }
        return $bio;
    }

    public static function newPassword(array $data, string $field): string
    {
        $password = self::text($data, $field);
        $length = mb_strlen($password, 'UTF-8');
        if ($length < 12 || $length > 128 || str_contains($password, "\0")) {
            throw HttpError::invalid('A password has 12 to 128 characters.');
        }
        if (count(array_unique(mb_str_split($password, 1, 'UTF-8'))) < 4) {
            throw HttpError::invalid('This password is too easy to guess.');
        }
        return $password;
    }
}
