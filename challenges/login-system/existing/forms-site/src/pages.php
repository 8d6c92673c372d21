<?php

declare(strict_types=1);

function escape(?string $text): string
{
    return htmlspecialchars($text ?? '', ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}

/** @param string $body markup */
function page(string $title, string $body, string $message = '', int $status = 200): never
{
    http_response_code($status);
    header('Content-Type: text/html; charset=utf-8');
    $said = $message === '' ? '' : '<p class="message">' . escape($message) . '</p>';
    exit('<!doctype html><html lang="en"><title>' . escape($title) . '</title><h1>' . escape($title) . "</h1>$said$body</html>");
}

/** @param array<string, string> $fields name → type */
function form(string $action, array $fields, string $button, array $values = []): string
{
    $inputs = '<input type="hidden" name="csrf_token" value="' . escape($_SESSION['csrf'] ?? '') . '">';
    foreach ($fields as $name => $type) {
        $value = escape($values[$name] ?? '');
        $inputs .= "<label>$name <input type=\"$type\" name=\"$name\" value=\"$value\"></label>";
    }
    return "<form method=\"post\" action=\"$action\">$inputs<button>" . escape($button) . '</button></form>';
}

function register_page(string $message = ''): never
{
    $fields = ['user_name' => 'text', 'password' => 'password', 'password_repeat' => 'password'];
    page('Register', form('/register', $fields, 'Register'), $message);
}

function log_in_page(string $message = '', string $name = ''): never
{
    $fields = ['user_name' => 'text', 'password' => 'password'];
    page('Log in', form('/login', $fields, 'Log in', ['user_name' => $name]) . '<a href="/register">Register</a>', $message);
}

function profile_page(array $user, string $message = ''): never
{
    page(
        'Profile of ' . $user['user_name'],
        form('/profile', ['bio' => 'text', 'website' => 'url'], 'Save', $user)
            . form('/password', ['current_password' => 'password', 'new_password' => 'password'], 'Change the password')
            . form('/logout', [], 'Log out'),
        $message,
    );
}

function redirect(string $path): never
{
    header("Location: $path", true, 302);
    exit;
}
