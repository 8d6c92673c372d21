<?php

declare(strict_types=1);

namespace Shop;

final readonly class Resets
{
    public const MINUTES = 60;

    public function __construct(private Database $database)
    {
    }

    /** A new token, in place of an older one. */
    public function begin(int $accountId): string
    {
        $token = Token::make();
        $this->database->run(
            'REPLACE INTO resets (account_id, token_hash, expires_at) VALUES (?, ?, UTC_TIMESTAMP() + INTERVAL ? MINUTE)',
            [$accountId, Token::hash($token), self::MINUTES],
        );
        return $token;
    }

    public function isGood(int $accountId, string $token): bool
    {
        return $this->database->row(
            'SELECT 1 FROM resets WHERE account_id = ? AND token_hash = ? AND expires_at > UTC_TIMESTAMP()',
            [$accountId, Token::hash($token)],
        ) !== null;
    }

    /** Of several at once, one gets true. */
    public function use(int $accountId, string $token): bool
    {
        return $this->database->run(
            'DELETE FROM resets WHERE account_id = ? AND token_hash = ? AND expires_at > UTC_TIMESTAMP()',
            [$accountId, Token::hash($token)],
        )->rowCount() === 1;
    }

    /** The password was changed: a link that waits in a mailbox must not undo that. */
    public function drop(int $accountId): void
    {
        $this->database->run('DELETE FROM resets WHERE account_id = ?', [$accountId]);
    }
}
