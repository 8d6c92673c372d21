<?php

declare(strict_types=1);

namespace Shop;

/** The requests of the contract. Each returns a status and what to send as JSON (null: no body). */
final class Api
{
    private const SESSION_SECONDS = 30 * 86400;
    private const WRONG_PASSWORDS = 20;
    private const MAILS_TO_ONE = 10;
    private const MAILS_FROM_ONE = 30;

    public function __construct(
        private readonly Db $db,
        private readonly Throttle $throttle,
        private readonly ResetMails $mails,
    ) {
    }

    public function health(): array
    {
        $this->db->row('SELECT id FROM users LIMIT 1');
        return [200, ['status' => 'ok']];
    }

    public function signUp(): array
    {
        $data = Http::json();
        $email = Validate::email($data);
        $password = Validate::newPassword($data, 'password');
        $name = Validate::name($data);

        $taken = new HttpError(409, 'There is already an account with this email.');
        if ($this->db->row('SELECT id FROM users WHERE email = ?', [$email])) {
            throw $taken;
        }
        try {
            $this->db->exec(
                'INSERT INTO users (email, name, password_hash, created_at) VALUES (?, ?, ?, ?)',
                [$email, $name, Password::hash($password), time()],
            );
        } catch (\PDOException $e) {
            throw Db::isDuplicate($e) ? $taken : $e;
        }
        return [201, ['user' => ['id' => $this->db->lastId(), 'email' => $email, 'name' => $name, 'bio' => '']]];
    }

    public function logIn(): array
    {
        $data = Http::json();
        $email = Validate::normalEmail(Validate::text($data, 'email'));
        $password = Validate::text($data, 'password');
        $wrong = new HttpError(401, 'The email or the password is wrong.');

        $this->throttle->take('password', $email, self::WRONG_PASSWORDS);
        $user = Validate::isEmail($email)
            ? $this->db->row('SELECT id, password_hash FROM users WHERE email = ?', [$email])
            : null;
        if (!Password::verify($password, $user['password_hash'] ?? null)) {
            throw $wrong;
        }

        $token = self::newToken();
        $this->db->transaction(function () use ($user, $email, $token, $wrong): void {
            // Only while the password is still the one that was checked.
            $made = $this->db->exec(
                'INSERT INTO sessions (token_hash, user_id, expires_at)
                 SELECT ?, id, ? FROM users WHERE id = ? AND password_hash = ?',
                [self::hash($token), time() + self::SESSION_SECONDS, $user['id'], $user['password_hash']],
            );
            if ($made === 0) {
                throw $wrong;
            }
            $this->throttle->giveBack('password', $email);
        });
        if (random_int(1, 200) === 1) {
            $this->db->exec('DELETE FROM sessions WHERE expires_at < ? LIMIT 1000', [time()]);
        }
        return [200, ['token' => $token]];
    }

    public function logOut(): array
    {
        $token = Http::bearer() ?? throw HttpError::notLoggedIn();
        $ended = $this->db->exec(
            'DELETE FROM sessions WHERE token_hash = ? AND expires_at > ?',
            [self::hash($token), time()],
        );
        return $ended > 0 ? [204, null] : throw HttpError::notLoggedIn();
    }

    public function whoAmI(): array
    {
        return [200, self::profile($this->user())];
    }

    public function updateProfile(): array
    {
        $user = $this->user();
        $data = Http::json();
        $changes = [];
        if (array_key_exists('name', $data)) {
            $changes['name'] = Validate::name($data);
        }
        if (array_key_exists('bio', $data)) {
            $changes['bio'] = Validate::bio($data);
        }
        if ($changes !== []) {
            // Only the columns that were sent, so that two changes at once keep each other's.
            $set = implode(', ', array_map(static fn (string $column): string => "$column = ?", array_keys($changes)));
            $this->db->exec("UPDATE users SET $set WHERE id = ?", [...array_values($changes), $user['id']]);
            $user = $this->user();
        }
        return [200, self::profile($user)];
    }

    public function deleteAccount(): array
    {
        $user = $this->user();
        $this->db->transaction(function () use ($user): void {
            $this->db->exec('DELETE FROM users WHERE id = ?', [$user['id']]);  // log-ins and resets go with it
            $this->db->exec('DELETE FROM mail_jobs WHERE email = ?', [$user['email']]);
            $this->throttle->forget('password', $user['email']);
            $this->throttle->forget('mail-to', $user['email']);
        });
        return [204, null];
    }

    public function changePassword(): array
    {
        $user = $this->user();
        $data = Http::json();
        $current = Validate::text($data, 'currentPassword');
        $new = Validate::newPassword($data, 'newPassword');
        $wrong = new HttpError(401, 'The current password is wrong.');

        $this->throttle->take('password', $user['email'], self::WRONG_PASSWORDS);
        if (!Password::verify($current, $user['password_hash'])) {
            throw $wrong;
        }
        $hash = Password::hash($new);
        $this->db->transaction(function () use ($user, $hash, $wrong): void {
            $changed = $this->db->exec(
                'UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?',
                [$hash, $user['id'], $user['password_hash']],
            );
            if ($changed === 0) {
                throw $wrong;  // somebody else was faster
            }
            $this->db->exec(
                'DELETE FROM sessions WHERE user_id = ? AND token_hash <> ?',
                [$user['id'], $user['token_hash']],
            );
            $this->db->exec('DELETE FROM password_resets WHERE user_id = ?', [$user['id']]);
            $this->throttle->giveBack('password', $user['email']);
        });
        return [204, null];
    }

    /** Does the same for every email: whether there is an account is looked up after the answer. */
    public function forgotPassword(): array
    {
        $email = Validate::email(Http::json());
        $this->throttle->take('mail-from', self::visitor(), self::MAILS_FROM_ONE);
        $this->throttle->take('mail-to', $email, self::MAILS_TO_ONE);
        $this->mails->ask($email);
        return [202, ['message' => 'If there is an account, a mail comes.']];
    }

    public function resetPassword(): array
    {
        $data = Http::json();
        $email = Validate::normalEmail(Validate::text($data, 'email'));
        $token = self::hash(Validate::text($data, 'token'));
        $new = Validate::newPassword($data, 'newPassword');
        $noLongerGood = new HttpError(400, 'This link is no longer good. Please ask for a new one.');

        $reset = Validate::isEmail($email)
            ? $this->db->row(
                'SELECT u.id FROM users u JOIN password_resets r ON r.user_id = u.id
                 WHERE u.email = ? AND r.token_hash = ? AND r.expires_at > ?',
                [$email, $token, time()],
            )
            : null;
        if ($reset === null) {
            throw $noLongerGood;
        }
        $hash = Password::hash($new);
        $this->db->transaction(function () use ($reset, $email, $token, $hash, $noLongerGood): void {
            $this->db->exec('UPDATE users SET password_hash = ? WHERE id = ?', [$hash, $reset['id']]);
            $used = $this->db->exec(
                'DELETE FROM password_resets WHERE user_id = ? AND token_hash = ? AND expires_at > ?',
                [$reset['id'], $token, time()],
            );
            if ($used === 0) {
                throw $noLongerGood;
            }
            $this->db->exec('DELETE FROM sessions WHERE user_id = ?', [$reset['id']]);
            $this->throttle->forget('password', $email);
        });
        return [200, ['message' => 'You can log in now.']];
    }

    public static function newToken(): string
    {
        return rtrim(strtr(base64_encode(random_bytes(32)), '+/', '-_'), '=');
    }

    /** Tokens have 256 random bits: a plain hash keeps them secret. */
    public static function hash(#[\SensitiveParameter] string $token): string
    {
        return hash('sha256', $token, true);
    }

    /** @return array<string, mixed> whoever is logged in */
    private function user(): array
    {
        $token = Http::bearer() ?? throw HttpError::notLoggedIn();
        return $this->db->row(
            'SELECT u.id, u.email, u.name, u.bio, u.password_hash, s.token_hash
             FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token_hash = ? AND s.expires_at > ?',
            [self::hash($token), time()],
        ) ?? throw HttpError::notLoggedIn();
    }

    private static function profile(array $user): array
    {
        return ['id' => (string) $user['id'], 'email' => $user['email'], 'name' => $user['name'], 'bio' => $user['bio']];
    }

    /** The visitor's address, as nginx found it out; of IPv6 the network, since one visitor has all of it. */
    private static function visitor(): string
    {
        $address = (string) @inet_pton((string) ($_SERVER['REMOTE_ADDR'] ?? ''));
        return bin2hex(strlen($address) === 16 ? substr($address, 0, 8) : $address);
    }
}
