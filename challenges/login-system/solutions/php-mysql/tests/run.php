<?php

/** What can be tested without a database: `composer test`. Ends with 1 when something is wrong. */

declare(strict_types=1);

require __DIR__ . '/../vendor/autoload.php';

use Shop\Fields;
use Shop\Http\HttpError;
use Shop\Passwords;
use Shop\Token;

$failed = 0;
$check = static function (string $what, bool $holds) use (&$failed): void {
    echo $holds ? '  ok    ' : '  WRONG ', $what, "\n";
    $failed += $holds ? 0 : 1;
};
$refused = static function (callable $ask): bool {
    try {
        $ask();
        return false;
    } catch (HttpError $error) {
        return $error->status === 422;
    }
};

foreach (['Anna@Example.com ' => 'anna@example.com', ' a+b@shop.example' => 'a+b@shop.example'] as $typed => $email) {
    $check("the email \"$typed\" is $email", (new Fields(['email' => $typed]))->email() === $email);
}
foreach (['anna', 'a@b@c.example', "a@b.example\r\nBcc: c@d.example", '"a b"@c.example', '', 7, null, ['a@b.example']] as $typed) {
    $check('no email is ' . json_encode($typed), $refused(fn () => (new Fields(['email' => $typed]))->email()));
}
foreach (['Anna Öz', '李', '👩‍🚀', str_repeat('👩', 200), "O'Neil"] as $name) {
    $check('a name is ' . mb_substr($name, 0, 8), (new Fields(['name' => $name]))->name() === $name);
}
foreach (['', '   ', "a\nb", "a\0b", str_repeat('👩', 201), 7, [], null] as $name) {
    $check('no name is ' . mb_substr((string) json_encode($name), 0, 12), $refused(fn () => (new Fields(['name' => $name]))->name()));
}
$check('a bio may be empty', (new Fields(['bio' => '']))->bio() === '');
$check('a bio of 1001 characters is refused', $refused(fn () => (new Fields(['bio' => str_repeat('é', 1001)]))->bio()));

$password = str_repeat('Aa1!', 32);
$hash = Passwords::hash($password);
$check('a hash names its cost', str_starts_with($hash, '$argon2id$v=19$m=19456,t=2,p=1$'));
$check('a password is known by its hash', Passwords::matches($password, $hash));
$check('and by its last character', !Passwords::matches(substr($password, 0, -1) . '?', $hash));
$check('nobody has no password', !Passwords::matches($password, null) && !Passwords::matches('', null));

$tokens = array_map(static fn () => Token::make(), range(1, 100));
$check('tokens differ, and fit into a link', count(array_unique($tokens)) === 100 && preg_grep('/^[\w-]{43}$/', $tokens) === $tokens);

echo $failed === 0 ? "All is well.\n" : "$failed wrong.\n";
exit($failed === 0 ? 0 : 1);
