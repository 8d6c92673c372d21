<?php

declare(strict_types=1);

namespace Shop\Mail;

use Shop\Database;

/** Mails wait in the database until the mail server has taken them: it may be down. */
final readonly class Outbox
{
    private const TRIES = 4;
    /** A link is good for an hour, so an older mail is of no use. */
    private const MINUTES = 60;

    public function __construct(private Database $database, private Smtp $smtp)
    {
    }

    public function add(int $accountId, string $recipient, string $subject, string $body): void
    {
        $this->database->run(
            'INSERT INTO outbox (account_id, recipient, subject, body) VALUES (?, ?, ?, ?)',
            [$accountId, $recipient, $subject, $body],
        );
    }

    /**
     * Sends what waits. One process does it at a time, so that a slow mail server occupies one child of the pool and no
     * more; what comes meanwhile, that one finds.
     */
    public function deliver(): void
    {
        for ($try = 1; $try <= self::TRIES && $this->hasMail(); $try++) {
            if (!$this->database->alone('outbox', 0, $this->sendAll(...))) {
                return;
            }
            if ($this->hasMail()) {
                sleep(1);
            }
        }
    }

    private function hasMail(): bool
    {
        return $this->database->row('SELECT 1 FROM outbox LIMIT 1') !== null;
    }

    private function sendAll(): void
    {
        $this->database->run('DELETE FROM outbox WHERE created_at < UTC_TIMESTAMP() - INTERVAL ? MINUTE', [self::MINUTES]);
        $mails = $this->database->run('SELECT id, recipient, subject, body FROM outbox ORDER BY id LIMIT 100')->fetchAll();
        foreach ($mails as ['id' => $id, 'recipient' => $recipient, 'subject' => $subject, 'body' => $body]) {
            try {
                $this->smtp->send($recipient, $subject, $body);
                $this->database->run('DELETE FROM outbox WHERE id = ?', [$id]);
            } catch (\RuntimeException $error) {
                error_log('A mail waits: ' . $error->getMessage());
                return;
            }
        }
    }
}
