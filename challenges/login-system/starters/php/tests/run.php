<?php

declare(strict_types=1);

require __DIR__ . '/../vendor/autoload.php';

putenv('DATABASE_URL=mysql://nobody@127.0.0.1:1/none');
foreach (['SMTP_URL', 'PUBLIC_URL', 'MAIL_FROM', 'AUTH_SECRET'] as $name) {
    putenv("$name=only-for-tests");
}
$_SERVER['REQUEST_METHOD'] = 'GET';
$_SERVER['REQUEST_URI'] = '/health';

ob_start();
(new Shop\App(Shop\Settings::fromEnvironment()))->run();
$answer = ob_get_clean();
if (http_response_code() !== 503) {
    echo "While its database is away it must say that it is not healthy. It said: $answer\n";
    exit(1);
}
echo "All is well.\n";
