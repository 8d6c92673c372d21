<?php

declare(strict_types=1);

namespace Shop;

/**
 * Mails with a link to reset the password. ask() notes one in the database; sendAll() runs after the answer, in one
 * process at a time (a slow mail server holds no more than that), in the order in which they were asked for. The token
 * is made when its mail is sent, so that nothing but its hash is ever stored.
 */
final class ResetMails
{
    private const TOKEN_SECONDS = 3600;

    public bool $waiting = false;

    public function __construct(private readonly Db $db)
    {
    }

    public function ask(string $email): void
    {
        $this->db->exec('INSERT INTO mail_jobs (email) VALUES (?)', [$email]);
        $this->waiting = true;
    }

    public function sendAll(): void
    {
        $this->db->allow(2);
        // The one that has the lock looks again after it has given it back: no mail is left between two processes.
        while ($this->db->row('SELECT id FROM mail_jobs LIMIT 1') !== null) {
            $lock = $this->db->row("SELECT GET_LOCK(CONCAT(DATABASE(), '.reset-mails'), 0) AS mine");
            if ((int) $lock['mine'] !== 1) {
                return;
            }
            while ($this->sendNext()) {
                $this->db->allow(2);
            }
            $this->db->row("SELECT RELEASE_LOCK(CONCAT(DATABASE(), '.reset-mails'))");
        }
    }

    private function sendNext(): bool
    {
        $job = $this->db->row('SELECT id, email FROM mail_jobs ORDER BY id LIMIT 1');
        if ($job === null) {
            return false;
        }
        $newest = $this->db->row('SELECT MAX(id) AS id FROM mail_jobs');
        $this->db->exec('DELETE FROM mail_jobs WHERE id = ?', [$job['id']]);
        $user = $this->db->row('SELECT id, email FROM users WHERE email = ?', [$job['email']]);
        if ($user === null) {
            return true;
        }

        $token = Api::newToken();
        $this->db->exec(
            'INSERT INTO password_resets (user_id, token_hash, expires_at)
             SELECT id, ?, ? FROM users WHERE id = ?
             ON DUPLICATE KEY UPDATE token_hash = VALUES(token_hash), expires_at = VALUES(expires_at)',
            [Api::hash($token), time() + self::TOKEN_SECONDS, $user['id']],
        );
        $link = Config::publicUrl() . '/reset-password?token=' . $token;
        try {
            (new Smtp(Config::smtpUrl()))->send(
                Config::mailFrom(),
                $user['email'],
                'Reset your password',
                "Hello,\n\nsomebody, you we hope, asked for a new password for your account.\n"
                . "Choose it here within one hour:\n\n$link\n\n"
                . "If it was not you, there is nothing to do: your password stays as it is.\n",
            );
        } catch (MailServerDown $e) {
            error_log('Mail server: ' . $e->getMessage());
            $this->db->allow(2);
            // What was asked for while it was down is dropped, so that it holds up nothing once it is back.
            $this->db->exec('DELETE FROM mail_jobs WHERE id <= ?', [$newest['id']]);
        } catch (MailRefused $e) {
            error_log('Mail server: ' . $e->getMessage());
        }
        return true;
    }
}
