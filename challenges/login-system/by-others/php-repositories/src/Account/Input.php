<?php

declare(strict_types=1);

namespace App\Account;

use App\Http\HttpError;

/** What people sent, checked. Everything else that they sent is ignored. */
final class Input
{
    private const EMAIL = '/^[a-z0-9.!#$%&\'*+\/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/D';
    private const PASSWORD_MIN = 12;
    private const PASSWORD_MAX = 256;

    /** @param array<string|int, mixed> $data */
    public function __construct(private readonly array $data)
    {
    }

    public function has(string $key): bool
    {
        return array_key_exists($key, $this->data);
    }

    public function string(string $key): string
    {
        $value = $this->data[$key] ?? null;
        if (!is_string($value)) {
            throw HttpError::invalid("Please send \"$key\", as text.");
        }

        return $value;
    }

    /** An email in the one form in which it is kept and compared. */
    public function email(): string
    {
        $email = self::normalizeEmail($this->string('email'));
        if (strlen($email) > 254 || preg_match(self::EMAIL, $email) !== 1) {
            throw HttpError::invalid('Please send a valid email address.');
        }

        return $email;
    }

    public static function normalizeEmail(string $email): string
    {
        return strtolower(trim($email, " \t\n\r\v\f\0"));
    }

    /** As it was sent, not trimmed. */
    public function name(): string
    {
        $name = $this->string('name');
        $length = mb_strlen($name, 'UTF-8');
        if ($length < 1 || $length > 200) {
            throw HttpError::invalid('A name has 1 to 200 characters.');
        }
        if (preg_match('/[\p{Cc}\p{Zl}\p{Zp}]/u', $name) === 1 || preg_match('/[^\p{Z}]/u', $name) !== 1) {
            throw HttpError::invalid('A name has no line breaks or control characters, and not only spaces.');
        }

        return $name;
    }

    public function bio(): string
    {
        $bio = $this->string('bio');
        if (mb_strlen($bio, 'UTF-8') > 1000) {
            throw HttpError::invalid('A bio has at most 1000 characters.');
        }
        if (str_contains($bio, "\0")) {
            throw HttpError::invalid('A bio cannot hold a NUL character.');
        }

        return $bio;
    }

    public function newPassword(string $key): string
    {
        $password = $this->string($key);
        $length = mb_strlen($password, 'UTF-8');
        if ($length < self::PASSWORD_MIN || $length > self::PASSWORD_MAX) {
            throw HttpError::invalid(
                sprintf('A password has %d to %d characters.', self::PASSWORD_MIN, self::PASSWORD_MAX)
            );
        }
        if (count(array_unique(mb_str_split($password, 1, 'UTF-8'))) < 4) {
            throw HttpError::invalid('Please choose a password that is harder to guess.');
        }

        return $password;
    }
}
