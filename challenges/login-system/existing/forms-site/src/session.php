<?php

declare(strict_types=1);

const SESSION_SECONDS = 14 * 86400;

function begin_session(): void
{
    session_start([
        'name' => 'site',
        'use_strict_mode' => true,
        'gc_maxlifetime' => SESSION_SECONDS,
        'cookie_lifetime' => SESSION_SECONDS,
        'cookie_secure' => true,
        'cookie_httponly' => true,
        'cookie_samesite' => 'Lax',
    ]);
    $_SESSION['csrf'] ??= bin2hex(random_bytes(16));
}

/** Under another name from now on: whoever planted the old one is not let in. */
function log_in(array $user): void
{
    session_regenerate_id(true);
    $_SESSION = [
        'user_id' => $user['user_id'],
        'hash' => $user['user_password_hash'],
        'until' => time() + SESSION_SECONDS,
        'csrf' => bin2hex(random_bytes(16)),
    ];
}

function log_out(): void
{
    $_SESSION = [];
    session_destroy();
}

/** The row of whoever is logged in; null for others. A password that was changed elsewhere ends the session. */
function current_user(): ?array
{
    if (($_SESSION['until'] ?? 0) < time()) {
        return null;
    }
    $user = query('SELECT * FROM users WHERE user_id = ?', [$_SESSION['user_id']])->fetch();
    return $user !== false && hash_equals($user['user_password_hash'], $_SESSION['hash']) ? $user : null;
}
