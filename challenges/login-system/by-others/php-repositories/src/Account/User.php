<?php

declare(strict_types=1);

namespace App\Account;

final class User
{
    public function __construct(
        public readonly string $id,
        public readonly string $email,
        public readonly string $name,
        public readonly string $bio,
        #[\SensitiveParameter] public readonly string $passwordHash,
    ) {
    }

    /** @param array<string, mixed> $row */
    public static function fromRow(array $row): self
    {
        return new self(
            (string) $row['id'],
            (string) $row['email'],
            (string) $row['name'],
            (string) $row['bio'],
            (string) $row['password_hash'],
        );
    }

    /** @return array{id: string, email: string, name: string, bio: string} */
    public function profile(): array
    {
        return ['id' => $this->id, 'email' => $this->email, 'name' => $this->name, 'bio' => $this->bio];
    }
}
