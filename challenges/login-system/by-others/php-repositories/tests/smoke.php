<?php

declare(strict_types=1);

// php tests/smoke.php http://127.0.0.1:8081 [file where the mail catcher writes mails]
// Asks a running service what the brief asks for, in short. Exits with 1 when an answer is not as expected.

$base = rtrim($argv[1] ?? 'http://127.0.0.1:8081', '/');
$mails = $argv[2] ?? null;
$failed = 0;

function call(string $method, string $path, mixed $body = null, ?string $token = null, ?string $raw = null): array
{
    $curl = curl_init($GLOBALS['base'] . $path);
    $headers = ['Content-Type: application/json'];
    if ($token !== null) {
        $headers[] = "Authorization: Bearer $token";
    }
    curl_setopt_array($curl, [
        CURLOPT_CUSTOMREQUEST => $method,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_HTTPHEADER => $headers,
        CURLOPT_TIMEOUT => 10,
    ]);
    if ($body !== null || $raw !== null) {
        curl_setopt($curl, CURLOPT_POSTFIELDS, $raw ?? json_encode($body));
    }
    $reply = (string) curl_exec($curl);

    return [curl_getinfo($curl, CURLINFO_RESPONSE_CODE), json_decode($reply, true)];
}

function check(string $what, mixed $expected, mixed $got): void
{
    $ok = $expected === $got;
    $GLOBALS['failed'] += $ok ? 0 : 1;
    echo $ok ? 'ok   ' : 'FAIL ', $what, $ok ? '' : ': ' . json_encode($got), "\n";
}

$id = bin2hex(random_bytes(4));
$email = "Anna.$id@Example.com";
$password = 'Correct-horse-7';
$name = "Anna Öz 👩‍👩‍👧 شيماء";
$login = fn (string $pw, ?string $as = null): array => call('POST', '/login', ['email' => $as ?? $email, 'password' => $pw]);

check('health', 200, call('GET', '/health')[0]);
[$status, $body] = call('POST', '/signup', compact('email', 'password', 'name') + ['admin' => true]);
check('sign up', [201, strtolower($email), $name], [$status, $body['user']['email'] ?? 0, $body['user']['name'] ?? 0]);
check('taken', 409, call('POST', '/signup', ['email' => ' ' . strtoupper($email) . ' '] + compact('password', 'name'))[0]);

[$status, $body] = $login($password, strtoupper($email));
check('log in', 200, $status);
$one = $body['token'];
$two = $login($password)[1]['token'];
check('who am I', [200, $name, ''], [($r = call('GET', '/me', null, $one))[0], $r[1]['name'], $r[1]['bio']]);
check('bio', [200, 'I bake.', $name], [($r = call('PATCH', '/me', ['bio' => 'I bake.'], $one))[0], $r[1]['bio'], $r[1]['name']]);
check('nothing to change', 200, call('PATCH', '/me', new stdClass(), $one)[0]);
check('bio too long', 422, call('PATCH', '/me', ['bio' => str_repeat('🙂', 1001)], $one)[0]);
check('bio as long as may be', 200, call('PATCH', '/me', ['bio' => str_repeat('🙂', 1000)], $one)[0]);
check('bio null', 422, call('PATCH', '/me', ['bio' => null], $one)[0]);
check('name with NUL', 422, call('PATCH', '/me', ['name' => "a\0b"], $one)[0]);
check('name too long', 422, call('PATCH', '/me', ['name' => str_repeat('ü', 201)], $one)[0]);
check('name as long as may be', 200, call('PATCH', '/me', ['name' => str_repeat('ü', 200)], $one)[0]);

check('broken JSON', 400, call('POST', '/login', raw: '{"email":')[0]);
check('half a surrogate', 400, call('PATCH', '/me', null, $one, '{"name":"\ud800"}')[0]);
check('deep nesting', 400, call('POST', '/login', raw: str_repeat('[', 100000))[0]);
check('array', 400, call('POST', '/login', raw: '[]')[0]);
check('too large', 413, call('POST', '/login', raw: '{"a":"' . str_repeat('x', 1_100_000) . '"}')[0]);
check('wrong type', 422, call('POST', '/login', ['email' => ['x'], 'password' => 1])[0]);
check('unknown path', 404, call('GET', '/nothing')[0]);
check('unknown method', 405, call('PUT', '/me')[0]);
check('short password', 422, call('POST', '/signup', ['email' => "x$email", 'password' => 'Aa1!', 'name' => 'x'])[0]);
check('email with a line break', 422, call('POST', '/signup', ['email' => "x\r\nBcc: y@$email", 'password' => $password, 'name' => 'x'])[0]);

check('wrong current password', 401, call('POST', '/me/password', ['currentPassword' => 'x', 'newPassword' => 'Battery-staple-8'], $one)[0]);
check('change password', 200, call('POST', '/me/password', ['currentPassword' => $password, 'newPassword' => 'Battery-staple-8'], $one)[0]);
check('this log-in goes on', 200, call('GET', '/me', null, $one)[0]);
check('the other has ended', 401, call('GET', '/me', null, $two)[0]);
check('old password', 401, $login($password)[0]);
$password = 'Battery-staple-8';
$three = $login($password)[1]['token'];
check('log out', 204, call('POST', '/logout', null, $three)[0]);
check('logged out', 401, call('GET', '/me', null, $three)[0]);
check('log out again', 401, call('POST', '/logout', null, $three)[0]);

check('forgot', call('POST', '/password/forgot', ['email' => "nobody.$email"]), call('POST', '/password/forgot', compact('email')));
if ($mails !== null) {
    $token = function () use ($mails, $email): string {
        usleep(1_000_000);
        preg_match_all('/To: <' . preg_quote(strtolower($email)) . '>.*?\?token=([\w-]+)/s', file_get_contents($mails), $m);

        return (string) end($m[1]);
    };
    $reset = fn (string $token, string $as, string $pw = 'New-password-99'): int
        => call('POST', '/password/reset', ['email' => $as, 'token' => $token, 'newPassword' => $pw])[0];
    $older = $token();
    call('POST', '/password/forgot', compact('email'));
    $newer = $token();
    check('older link', 400, $reset($older, $email));
    check("another's link", 400, $reset($newer, "nobody.$email"));
    check('bad new password', 422, $reset($newer, $email, 'short'));
    check('newer link', 200, $reset($newer, $email));
    check('used link', 400, $reset($newer, $email));
    check('log-ins ended', 401, call('GET', '/me', null, $one)[0]);
    $password = 'New-password-99';
    $one = $login($password)[1]['token'];
}

for ($i = 0; $i < 25; $i++) {
    $statuses[] = $login('Wrong-password-1')[0];
}
check('guessing is stopped', true, in_array(429, array_slice($statuses, 0, 21), true));
check('not too early', 401, $statuses[3]);
check('delete', 204, call('DELETE', '/me', null, $one)[0]);
check('deleted', 401, call('GET', '/me', null, $one)[0]);
check('no longer there', 401, $login($password)[0]);
exit($failed === 0 ? 0 : 1);
