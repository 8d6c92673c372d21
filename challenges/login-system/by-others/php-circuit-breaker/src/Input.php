<?php

declare(strict_types=1);

namespace Shop;

/** Takes fields out of a request's JSON, or says what is wrong with them. */
final class Input
{
    private const EMAIL = '/\A[a-z0-9.!#$%&\'*+\/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\z/';
    private const MIN_PASSWORD = 12;
    private const MAX_PASSWORD = 256;

    /** @param array<string|int,mixed> $data */
    public function __construct(private readonly array $data)
    {
    }

    public function has(string $field): bool
    {
        return array_key_exists($field, $this->data);
    }

    public function text(string $field): string
    {
        $value = $this->data[$field] ?? null;
        if (!is_string($value)) {
            throw HttpError::invalid("Please send $field, as text.");
        }
        return $value;
    }

    /** The one form of an email, by which it is stored, found and counted; perhaps not a valid one. */
    public function looseEmail(string $field = 'email'): string
    {
        $email = strtolower((string) preg_replace('/\A[\s\p{Z}]+|[\s\p{Z}]+\z/u', '', $this->text($field)));
        // The column is ASCII. Anything else is no account's, but is looked up and counted like any other.
        return preg_match('/[^\x00-\x7f]/', $email) === 1 ? 'not-ascii:' . hash('sha256', $email) : $email;
    }

    public function email(string $field = 'email'): string
    {
        $email = $this->looseEmail($field);
        if (strlen($email) > 254 || preg_match(self::EMAIL, $email) !== 1) {
            throw HttpError::invalid('This is not an email address that we can use.');
        }
        return $email;
    }

    public function newPassword(string $field): string
    {
        $password = $this->text($field);
        if (self::length($password) < self::MIN_PASSWORD) {
            throw HttpError::invalid('A password has at least ' . self::MIN_PASSWORD . ' characters.');
        }
        if (strlen($password) > self::MAX_PASSWORD) {
            throw HttpError::invalid('This password is too long; ' . self::MAX_PASSWORD . ' bytes are the most.');
        }
        if (str_contains($password, "\0")) {
            throw HttpError::invalid('This password holds a character that cannot be used.');
        }
        return $password;
    }

    public function name(): string
    {
        $name = $this->text('name');
        $length = self::length($name);
        if ($length < 1 || $length > 200) {
            throw HttpError::invalid('A name has 1 to 200 characters.');
        }
        if (preg_match('/[\p{Cc}\x{2028}\x{2029}]/u', $name) === 1 || preg_match('/[^\p{Z}]/u', $name) !== 1) {
            throw HttpError::invalid('A name has no line breaks or control characters, and more than spaces.');
        }
        return $name;
    }

    public function bio(): string
    {
        $bio = $this->text('bio');
        if (self::length($bio) > 1000) {
            throw HttpError::invalid('A bio has up to 1000 characters.');
        }
        if (str_contains($bio, "\0")) {
            throw HttpError::invalid('This bio holds a character that cannot be stored.');
        }
        return $bio;
    }

    /** Code points; json_decode has made sure that it is valid UTF-8. */
    private static function length(string $text): int
    {
        return strlen((string) preg_replace('/[\x80-\xBF]/', '', $text));
    }
}
