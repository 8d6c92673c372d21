<?php

declare(strict_types=1);

const DUPLICATE_KEY = 1062;

/** A field of the form as text; empty where it is missing or is no text. */
function field(string $name): string
{
    $value = $_POST[$name] ?? '';
    return is_string($value) && mb_check_encoding($value, 'UTF-8') && !str_contains($value, "\0") ? $value : '';
}

function register(): never
{
    $name = field('user_name');
    $password = field('password');
    if (preg_match('/^[\w.+@-]{2,64}$/D', $name) !== 1) {
        register_page('A user name has 2 to 64 letters, digits or . + @ - _');
    }
    // bcrypt reads 72 bytes.
    if (strlen($password) < 8 || strlen($password) > 72 || $password !== field('password_repeat')) {
        register_page('A password has 8 to 72 letters, and is typed twice.');
    }
    try {
        query('INSERT INTO users (user_name, user_password_hash) VALUES (?, ?)', [$name, password_hash($password, PASSWORD_BCRYPT)]);
    } catch (PDOException $error) {
        if (($error->errorInfo[1] ?? 0) !== DUPLICATE_KEY) {
            throw $error;
        }
        register_page('This user name is taken.');
    }
    redirect('/login');
}

function try_log_in(): never
{
    count_try(field('user_name'));
    $user = query('SELECT * FROM users WHERE user_name = ?', [field('user_name')])->fetch() ?: null;
    // Nobody's: both answers take equally long.
    $nobodys = '$2y$10$ahlstpvBVsEnU4RYHTDStueCE311ovVvtDU7AwDQzslcD6GF7MD0K';
    $isRight = password_verify(field('password'), $user['user_password_hash'] ?? $nobodys);
    if ($user === null || !$isRight) {
        log_in_page('Wrong user name or password.', field('user_name'));
    }
    forget_tries($user['user_name']);
    log_in($user);
    redirect('/profile');
}

/** A field that was not sent stays as it is. */
function save_profile(array $user): never
{
    foreach (['bio' => 1000, 'website' => 200] as $column => $longest) {
        if (!isset($_POST[$column])) {
            continue;
        }
        $value = field($column);
        if (mb_strlen($value) > $longest) {
            profile_page($user, "At most $longest letters fit into $column.");
        }
        query("UPDATE users SET $column = ? WHERE user_id = ?", [$value, $user['user_id']]);
    }
    redirect('/profile');
}

function change_password(array $user): never
{
    $password = field('new_password');
    if (!password_verify(field('current_password'), $user['user_password_hash'])) {
        profile_page($user, 'The current password is wrong.');
    }
    if (strlen($password) < 8 || strlen($password) > 72) {
        profile_page($user, 'A password has 8 to 72 letters.');
    }
    $hash = password_hash($password, PASSWORD_BCRYPT);
    query('UPDATE users SET user_password_hash = ? WHERE user_id = ?', [$hash, $user['user_id']]);
    $_SESSION['hash'] = $hash;
    redirect('/profile');
}
