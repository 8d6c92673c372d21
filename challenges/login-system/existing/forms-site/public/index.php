<?php

declare(strict_types=1);

foreach (['database', 'session', 'pages', 'guessing', 'actions'] as $part) {
    require __DIR__ . "/../src/$part.php";
}

header('X-Content-Type-Options: nosniff');
header('X-Frame-Options: DENY');
set_exception_handler(static function (Throwable $error): never {
    error_log($error->getMessage());
    page('Sorry', '<p>Something went wrong. Please try again.</p>', '', $error instanceof PDOException ? 503 : 500);
});

begin_session();
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
$asked = $_SERVER['REQUEST_METHOD'] . ' ' . (is_string($path) ? $path : '/');

if ($_SERVER['REQUEST_METHOD'] === 'POST' && !hash_equals($_SESSION['csrf'], field('csrf_token'))) {
    page('Please try again', '<p>This form is too old.</p>', '', 403);
}

match ($asked) {
    'GET /register' => register_page(),
    'POST /register' => register(),
    'GET /', 'GET /login' => log_in_page(),
    'POST /login' => try_log_in(),
    default => null,
};

$user = current_user() ?? redirect('/login');
match ($asked) {
    'GET /profile' => profile_page($user),
    'POST /profile' => save_profile($user),
    'POST /password' => change_password($user),
    'POST /logout' => [log_out(), redirect('/login')],
    default => page('Not found', '', '', 404),
};
