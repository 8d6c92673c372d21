<?php

declare(strict_types=1);

use App\App;
use App\Config;
use App\Http\Request;

$root = dirname(__DIR__);
require is_file("$root/vendor/autoload.php") ? "$root/vendor/autoload.php" : "$root/src/autoload.php";

// A visitor who hangs up must not stop a change half way.
ignore_user_abort(true);
ini_set('display_errors', '0');
ini_set('zend.exception_ignore_args', '1');
set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    if ((error_reporting() & $level) === 0) {
        return false;
    }
    throw new ErrorException($message, 0, $level, $file, $line);
});

$app = new App(Config::fromEnvironment());
$app->handle(Request::fromGlobals())->send();
$app->afterResponse();
