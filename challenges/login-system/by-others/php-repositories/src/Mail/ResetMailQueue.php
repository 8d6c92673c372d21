<?php

declare(strict_types=1);

namespace App\Mail;

use App\Account\Clock;
use App\Account\PasswordResets;
use App\Database\Database;

/**
 * Wishes for a reset mail. They are sent after the reply has gone out, by one process at a time: a mail server that
 * is silent holds up that one, not all of them. The link is made when the mail is, so the queue holds no secret.
 *
 * What can't be sent is dropped, with all that was asked for before: a mail that came late would replace the link of
 * one that was asked for since.
 */
final class ResetMailQueue
{
    private const STALE_SECONDS = 120;

    public function __construct(
        private readonly Database $db,
        private readonly PasswordResets $resets,
        private readonly SmtpClient $smtp,
        private readonly ResetMail $mail,
        private readonly string $lockFile,
    ) {
    }

    public function add(string $userId): void
    {
        $this->db->execute(
            'INSERT INTO reset_mails (user_id, requested_at) VALUES (?, ?)',
            [(int) $userId, Clock::utc()],
        );
    }

    public function deliver(): void
    {
        // Looks again after letting go of the lock: somebody may have added one, and left it to us, just before.
        do {
            $lock = fopen($this->lockFile, 'c');
            if ($lock === false || !flock($lock, LOCK_EX | LOCK_NB)) {
                return;
            }
            try {
                while ($this->deliverNext()) {
                }
            } finally {
                fclose($lock);
            }
            $this->db->restartClock();
        } while ($this->db->row('SELECT 1 FROM reset_mails LIMIT 1') !== null);
    }

    private function deliverNext(): bool
    {
        $this->db->restartClock();
        $next = $this->db->row(
            'SELECT m.id, m.user_id, m.requested_at, u.email, (SELECT MAX(id) FROM reset_mails) AS newest
             FROM reset_mails m JOIN users u ON u.id = m.user_id ORDER BY m.id LIMIT 1'
        );
        if ($next === null) {
            return false;
        }
        // Another copy may have the same one in hand: it is sent by the one that removes it.
        $mine = $this->db->execute('DELETE FROM reset_mails WHERE id = ?', [(int) $next['id']]) === 1;
        if (!$mine || $next['requested_at'] < Clock::utc(-self::STALE_SECONDS)) {
            return true;
        }

        $token = $this->resets->issue((string) $next['user_id']);
        try {
            $this->smtp->send($this->mail->sender, $next['email'], $this->mail->compose($next['email'], $token));
        } catch (SmtpError $e) {
            error_log('A reset mail was not sent: ' . $e->getMessage());
            if ($e->serverAway) {
                $this->db->restartClock();
                $this->db->execute('DELETE FROM reset_mails WHERE id <= ?', [(int) $next['newest']]);
            }
        }

        return true;
    }
}
