<?php

declare(strict_types=1);

namespace Shop;

use Shop\Http\HttpError;
use Shop\Http\Request;

final readonly class Sessions
{
    private const DAYS = 14;

    public function __construct(private Database $database)
    {
    }

    /** The new token; null where the password has been changed since it was looked at. */
    public function begin(int $accountId, string $passwordHash): ?string
    {
        $token = Token::make();
        $begun = $this->database->run(
            'INSERT INTO sessions (token_hash, account_id, expires_at)
             SELECT ?, id, UTC_TIMESTAMP() + INTERVAL ? DAY FROM accounts WHERE id = ? AND password_hash = ? FOR UPDATE',
            [Token::hash($token), self::DAYS, $accountId, $passwordHash],
        )->rowCount();
        $this->database->run('DELETE FROM sessions WHERE expires_at < UTC_TIMESTAMP() LIMIT 100');
        return $begun === 1 ? $token : null;
    }

    /**
     * Who is logged in.
     *
     * @return array{token_hash: string, id: int, email: string, password_hash: string}
     * @throws HttpError
     */
    public function current(Request $request): array
    {
        $token = $request->bearerToken() ?? throw HttpError::notLoggedIn();
        return $this->database->row(
            'SELECT sessions.token_hash, accounts.id, accounts.email, accounts.password_hash
             FROM sessions JOIN accounts ON accounts.id = sessions.account_id
             WHERE sessions.token_hash = ? AND sessions.expires_at > UTC_TIMESTAMP()',
            [Token::hash($token)],
        ) ?? throw HttpError::notLoggedIn();
    }

    public function end(string $tokenHash): void
    {
        $this->database->run('DELETE FROM sessions WHERE token_hash = ?', [$tokenHash]);
    }

    public function endAll(int $accountId, string $butTokenHash = ''): void
    {
        $this->database->run(
            'DELETE FROM sessions WHERE account_id = ? AND token_hash <> ?',
            [$accountId, $butTokenHash],
        );
    }
}
