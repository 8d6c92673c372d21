<?php

declare(strict_types=1);

namespace Shop;

/**
 * "Forgot password" only notes the email, the same for everyone. Whoever has just sent an answer (see App) then works
 * through the notes, one process at a time, so that a mail server that hangs holds up one child of php-fpm at most.
 * The token is made when its mail is sent, and is nowhere else in clear.
 */
final class ResetMails
{
    private const BEGIN_WITHIN = 3.0;
    private const GIVE_UP_AFTER = 120;

    public function __construct(
        private readonly Database $db,
        private readonly Accounts $accounts,
        private readonly Smtp $smtp,
        private readonly string $publicUrl,
        private readonly string $folder,
    ) {
    }

    public function ask(string $email): void
    {
        $this->db->run(
            'INSERT INTO mail_requests (email, created_at, not_before) VALUES (?, UTC_TIMESTAMP(), UTC_TIMESTAMP())',
            [$email],
        );
        @touch($this->marker());
    }

    public function sendPending(): void
    {
        $end = microtime(true) + self::BEGIN_WITHIN;
        while (microtime(true) < $end && file_exists($this->marker())) {
            $lock = @fopen("$this->folder/mail.lock", 'c');
            if ($lock === false || !flock($lock, LOCK_EX | LOCK_NB)) {
                return;
            }
            try {
                $this->db->allow(self::BEGIN_WITHIN);
                // Before looking: whoever asks after this look sets it again.
                @unlink($this->marker());
                while (($next = $this->next()) !== null) {
                    if (microtime(true) >= $end) {
                        @touch($this->marker());
                        return;
                    }
                    $this->send($next);
                    $this->db->allow(self::BEGIN_WITHIN);
                }
                if ($this->db->row('SELECT id FROM mail_requests LIMIT 1') !== null) {
                    @touch($this->marker());
                    return; // Those that failed; a later request tries them again.
                }
            } catch (\Throwable $e) {
                @touch($this->marker());
                throw $e;
            } finally {
                fclose($lock);
            }
            clearstatcache();
        }
    }

    /** @return array<string,mixed>|null */
    private function next(): ?array
    {
        return $this->db->row(
            'SELECT id, email, created_at FROM mail_requests WHERE not_before <= UTC_TIMESTAMP() ORDER BY id LIMIT 1',
        );
    }

    /** @param array<string,mixed> $request */
    private function send(array $request): void
    {
        // Taken by deleting it: the other copy may be at work, too.
        if ($this->db->change('DELETE FROM mail_requests WHERE id = ?', [$request['id']]) !== 1) {
            return;
        }
        $token = $this->accounts->beginReset($request['email']);
        if ($token === null) {
            return;
        }
        try {
            $this->smtp->send($request['email'], 'Choose a new password', <<<TEXT
                Hello,

                somebody, probably you, asked for a new password for your account.
                This link works once, for one hour:

                {$this->publicUrl}/reset-password?token={$token}

                If it was not you, do nothing: your password stays as it is.
                TEXT);
        } catch (\RuntimeException $e) {
            error_log('mail: ' . $e->getMessage());
            $this->db->run(
                'INSERT INTO mail_requests (email, created_at, not_before)
                 SELECT ?, ?, UTC_TIMESTAMP() + INTERVAL 2 SECOND FROM DUAL
                 WHERE ? > UTC_TIMESTAMP() - INTERVAL ' . self::GIVE_UP_AFTER . ' SECOND',
                [$request['email'], $request['created_at'], $request['created_at']],
            );
        }
    }

    private function marker(): string
    {
        return "$this->folder/mail.pending";
    }
}
