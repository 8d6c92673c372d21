<?php

declare(strict_types=1);

namespace Shop\Actions;

use Shop\Accounts;
use Shop\Fields;
use Shop\Guesses;
use Shop\Http\HttpError;
use Shop\Http\Request;
use Shop\Http\Response;
use Shop\Passwords;
use Shop\Sessions;

final readonly class LogInActions
{
    public function __construct(private Accounts $accounts, private Sessions $sessions, private Guesses $guesses)
    {
    }

    public function logIn(Request $request): Response
    {
        $fields = new Fields($request->fields());
        [$email, $password] = [$fields->email(), $fields->text('password')];
        $this->guesses->count($email);
        $account = $this->accounts->byEmail($email);
        if (!Passwords::matches($password, $account['password_hash'] ?? null) || $account === null) {
            throw HttpError::wrongCredentials();
        }
        $token = $this->sessions->begin($account['id'], $account['password_hash']) ?? throw HttpError::wrongCredentials();
        $this->guesses->forget($email);
        return new Response(200, ['token' => $token]);
    }

    public function logOut(Request $request): Response
    {
        $this->sessions->end($this->sessions->current($request)['token_hash']);
        return new Response(204);
    }
}
