<?php

declare(strict_types=1);

namespace Shop;

use Shop\Http\HttpError;

/** The fields of a request, checked one by one. What is not asked for is ignored. */
final readonly class Fields
{
    /** @param array<array-key, mixed> $values */
    public function __construct(private array $values)
    {
    }

    public function has(string $field): bool
    {
        return array_key_exists($field, $this->values);
    }

    /** Trimmed and in lower case: one address is one account. */
    public function email(): string
    {
        $email = strtolower(trim($this->text('email')));
        $isAddress = strlen($email) <= 254 && filter_var($email, FILTER_VALIDATE_EMAIL) !== false;
        // What is quoted is an address too, and nobody's.
        return $isAddress && !str_contains($email, '"') ? $email : throw HttpError::invalid('This is no email address.');
    }

    public function name(): string
    {
        $name = $this->text('name');
        $isGood = $this->length($name) <= 200 && preg_match('/\S/u', $name) === 1 && preg_match('/\p{Cc}/u', $name) === 0;
        return $isGood ? $name : throw HttpError::invalid('A name has 1 to 200 characters, on one line.');
    }

    public function bio(): string
    {
        $bio = $this->text('bio');
        return $this->length($bio) <= 1000 ? $bio : throw HttpError::invalid('A bio has at most 1000 characters.');
    }

    public function newPassword(string $field): string
    {
        $password = $this->text($field);
        $length = $this->length($password);
        return $length >= 12 && $length <= 128
            ? $password
            : throw HttpError::invalid('A password has 12 to 128 characters.');
    }

    /** @throws HttpError where it is missing, or something else. */
    public function text(string $field): string
    {
        $value = $this->values[$field] ?? null;
        return is_string($value) ? $value : throw HttpError::invalid("\"$field\" must be a text.");
    }

    private function length(string $text): int
    {
        return mb_strlen($text, 'UTF-8');
    }
}
