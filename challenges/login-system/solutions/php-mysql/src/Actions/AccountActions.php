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

final readonly class AccountActions
{
    public function __construct(private Accounts $accounts, private Sessions $sessions, private Guesses $guesses)
    {
    }

    public function signUp(Request $request): Response
    {
        $fields = new Fields($request->fields());
        [$email, $password, $name] = [$fields->email(), $fields->newPassword('password'), $fields->name()];
        return new Response(201, ['user' => $this->accounts->add($email, Passwords::hash($password), $name)]);
    }

    public function show(Request $request): Response
    {
        return $this->profileOf($this->sessions->current($request)['id']);
    }

    public function update(Request $request): Response
    {
        $id = $this->sessions->current($request)['id'];
        $fields = new Fields($request->fields());
        $this->accounts->update(
            $id,
            $fields->has('name') ? $fields->name() : null,
            $fields->has('bio') ? $fields->bio() : null,
        );
        return $this->profileOf($id);
    }

    public function delete(Request $request): Response
    {
        ['id' => $id, 'email' => $email] = $this->sessions->current($request);
        $this->accounts->delete($id);
        $this->guesses->forget($email);
        return new Response(204);
    }

    private function profileOf(int $id): Response
    {
        return new Response(200, $this->accounts->profile($id) ?? throw HttpError::notLoggedIn());
    }
}
