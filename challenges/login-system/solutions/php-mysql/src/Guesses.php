<?php

declare(strict_types=1);

namespace Shop;

use Shop\Http\HttpError;

/** Slows the guessing of one account's password, whoever guesses and on whichever copy. */
final readonly class Guesses
{
    private const MOST = 12;
    private const SECONDS = 60;

    public function __construct(private Database $database)
    {
    }

    /**
     * Counts before the password is looked at, so that a hundred at once are a hundred.
     *
     * @throws HttpError
     */
    public function count(string $email): void
    {
        $key = Token::hash($email);
        $this->database->run(
            'INSERT INTO guesses (email_hash, tries, counted_until) VALUES (?, 1, UTC_TIMESTAMP() + INTERVAL ? SECOND)
             ON DUPLICATE KEY UPDATE
               tries = IF(counted_until <= UTC_TIMESTAMP(), 1, tries + 1),
               counted_until = IF(counted_until <= UTC_TIMESTAMP(), VALUES(counted_until), counted_until)',
            [$key, self::SECONDS],
        );
        $tries = $this->database->run('SELECT tries FROM guesses WHERE email_hash = ?', [$key])->fetchColumn();
        if ((int) $tries > self::MOST) {
            throw HttpError::tooManyTries(self::SECONDS);
        }
    }

    /** The password was right, or a mail was read: nobody was guessing. */
    public function forget(string $email): void
    {
        $this->database->run('DELETE FROM guesses WHERE email_hash = ?', [Token::hash($email)]);
        $this->database->run('DELETE FROM guesses WHERE counted_until < UTC_TIMESTAMP() LIMIT 100');
    }
}
