<?php

declare(strict_types=1);

namespace Shop;

use PDOException;

/** Accounts and their log-ins: everything that touches the tables `users` and `sessions`. */
final class Accounts
{
    private const SESSION_DAYS = 30;

    private readonly Throttle $guesses;

    public function __construct(private readonly Database $db)
    {
        // At most 14 + 5 wrong passwords within any minute.
        $this->guesses = new Throttle($db, 'password', 14, 12);
    }

    /** @return array{id:string,email:string,name:string} */
    public function signUp(string $email, string $password, string $name): array
    {
        $id = bin2hex(random_bytes(12));
        try {
            $this->db->run(
                'INSERT INTO users (id, email, name, password_hash, created_at) VALUES (?, ?, ?, ?, UTC_TIMESTAMP())',
                [$id, $email, $name, Passwords::hash($password)],
            );
        } catch (PDOException $e) {
            if (Database::isDuplicate($e)) {
                throw new HttpError(409, 'There is already an account with this email.');
            }
            throw $e;
        }
        return ['id' => $id, 'email' => $email, 'name' => $name];
    }

    /** @return string the token of the new log-in */
    public function logIn(string $email, string $password): string
    {
        $this->guesses->take($email);
        $user = $this->db->row('SELECT id, password_hash FROM users WHERE email = ?', [$email]);
        if (!Passwords::matches($password, $user['password_hash'] ?? null)) {
            throw new HttpError(401, 'The email or the password is wrong.');
        }
        $token = Token::make();
        // Only if the password is still the one that was checked: it may have been changed meanwhile.
        $made = $this->db->change(
            'INSERT INTO sessions (token_hash, user_id, expires_at)
             SELECT ?, id, UTC_TIMESTAMP() + INTERVAL ' . self::SESSION_DAYS . ' DAY
             FROM users WHERE id = ? AND password_hash = ? LOCK IN SHARE MODE',
            [Token::digest($token), $user['id'], $user['password_hash']],
        );
        if ($made !== 1) {
            throw new HttpError(401, 'The email or the password is wrong.');
        }
        return $token;
    }

    /** After the answer is sent: a right password is no guess. */
    public function wasNoGuess(string $email): void
    {
        $this->guesses->giveBack($email);
    }

    /** @return array<string,string> the user whose log-in this is */
    public function byToken(?string $token): array
    {
        $user = $token === null ? null : $this->db->row(
            'SELECT u.id, u.email, u.name, u.bio, u.password_hash, s.token_hash
             FROM sessions s JOIN users u ON u.id = s.user_id
             WHERE s.token_hash = ? AND s.expires_at > UTC_TIMESTAMP()',
            [Token::digest($token)],
        );
        return $user ?? throw HttpError::notLoggedIn();
    }

    public function logOut(?string $token): void
    {
        $ended = $token === null ? 0 : $this->db->change(
            'DELETE FROM sessions WHERE token_hash = ? AND expires_at > UTC_TIMESTAMP()',
            [Token::digest($token)],
        );
        if ($ended !== 1) {
            throw HttpError::notLoggedIn();
        }
    }

    /**
     * @param array<string,string> $user
     * @param array{name?:string,bio?:string} $fields
     * @return array<string,string>
     */
    public function update(array $user, array $fields): array
    {
        if ($fields !== []) {
            $set = implode(', ', array_map(static fn (string $column): string => "$column = ?", array_keys($fields)));
            $this->db->run("UPDATE users SET $set WHERE id = ?", [...array_values($fields), $user['id']]);
        }
        return $this->db->row('SELECT id, email, name, bio FROM users WHERE id = ?', [$user['id']])
            ?? throw HttpError::notLoggedIn();
    }

    /** @param array<string,string> $user */
    public function changePassword(array $user, string $current, string $new): void
    {
        $this->guesses->take($user['email']);
        if (!password_verify($current, $user['password_hash'])) {
            throw new HttpError(401, 'The current password is wrong.');
        }
        $hash = Passwords::hash($new);
        $this->db->transaction(function () use ($user, $hash): void {
            $changed = $this->db->change(
                'UPDATE users SET password_hash = ?, reset_hash = NULL, reset_expires = NULL
                 WHERE id = ? AND password_hash = ?',
                [$hash, $user['id'], $user['password_hash']],
            );
            if ($changed !== 1) {
                throw new HttpError(401, 'The current password is wrong.');
            }
            $this->db->run(
                'DELETE FROM sessions WHERE user_id = ? AND token_hash <> ?',
                [$user['id'], $user['token_hash']],
            );
        });
    }

    /** @return string|null a new token, that replaces an earlier one; null where there is no account */
    public function beginReset(string $email): ?string
    {
        $token = Token::make();
        $found = $this->db->change(
            'UPDATE users SET reset_hash = ?, reset_expires = UTC_TIMESTAMP() + INTERVAL 1 HOUR WHERE email = ?',
            [Token::digest($token), $email],
        );
        return $found === 1 ? $token : null;
    }

    public function reset(string $email, string $token, string $new): void
    {
        $where = 'email = ? AND reset_hash = ? AND reset_expires > UTC_TIMESTAMP()';
        $key = [$email, Token::digest($token)];
        $user = $this->db->row("SELECT id FROM users WHERE $where", $key) ?? throw self::noLongerGood();
        $hash = Passwords::hash($new);
        $this->db->transaction(function () use ($where, $key, $user, $hash): void {
            $used = $this->db->change(
                "UPDATE users SET password_hash = ?, reset_hash = NULL, reset_expires = NULL WHERE $where",
                [$hash, ...$key],
            );
            if ($used !== 1) {
                throw self::noLongerGood();
            }
            $this->db->run('DELETE FROM sessions WHERE user_id = ?', [$user['id']]);
        });
        // The owner has shown who they are; what others guessed meanwhile no longer stops them.
        try {
            $this->guesses->forget($email);
        } catch (HttpError | PDOException) {
            // The password is changed all the same.
        }
    }

    /** @param array<string,string> $user */
    public function delete(array $user): void
    {
        $this->db->transaction(function () use ($user): void {
            if ($this->db->change('DELETE FROM users WHERE id = ?', [$user['id']]) !== 1) {
                throw HttpError::notLoggedIn();
            }
            $this->db->run('DELETE FROM mail_requests WHERE email = ?', [$user['email']]);
            $this->guesses->forget($user['email']);
        });
    }

    public function isReady(): void
    {
        $this->db->row('SELECT 1 FROM users LIMIT 1');
    }

    public function sweep(): void
    {
        $this->db->run('DELETE FROM sessions WHERE expires_at < UTC_TIMESTAMP() LIMIT 1000');
        $this->db->run(
            'DELETE FROM throttles WHERE updated_ms < (UNIX_TIMESTAMP() - 3600) * 1000 LIMIT 1000',
        );
    }

    private static function noLongerGood(): HttpError
    {
        return new HttpError(400, 'This link is no longer good. Please ask for a new one.');
    }
}
