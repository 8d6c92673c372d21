<?php

// What nginx does in front of php-fpm (see nginx-conf.ts), for PHP's own server, where one of the two is missing.

declare(strict_types=1);

(static function (): void {
    $forwarded = array_map('trim', explode(',', $_SERVER['HTTP_X_FORWARDED_FOR'] ?? ''));
    $visitor = (string) end($forwarded);
    if (str_starts_with($_SERVER['REMOTE_ADDR'], '127.') && filter_var($visitor, FILTER_VALIDATE_IP) !== false) {
        $_SERVER['REMOTE_ADDR'] = $visitor;
    }
    if (($_SERVER['HTTP_X_FORWARDED_PROTO'] ?? '') === 'https') {
        $_SERVER['HTTPS'] = 'on';
        $_SERVER['REQUEST_SCHEME'] = 'https';
        $_SERVER['SERVER_PORT'] = '443';
    }
    unset($_SERVER['HTTP_PROXY']);
})();

$path = rawurldecode((string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if (preg_match('#/\.(?!well-known(?:/|$))|/composer\.(?:json|lock|phar)$#i', $path) === 1) {
    http_response_code(404);
    return true;
}
if (is_file($_SERVER['DOCUMENT_ROOT'] . $path)) {
    return false;
}
if (!is_file($_SERVER['DOCUMENT_ROOT'] . rtrim($path, '/') . '/index.php')
    && is_file($_SERVER['DOCUMENT_ROOT'] . rtrim($path, '/') . '/index.html')) {
    return false;
}
foreach ([rtrim($path, '/') . '/index.php', '/index.php'] as $script) {
    if (is_file($_SERVER['DOCUMENT_ROOT'] . $script)) {
        $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $script;
        $_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . $script;
        chdir(dirname($_SERVER['SCRIPT_FILENAME']));
        unset($path);
        require $_SERVER['SCRIPT_FILENAME'];
        return true;
    }
}
http_response_code(404);
