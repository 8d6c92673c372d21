<?php

declare(strict_types=1);

namespace App\Controller;

use App\Account\Input;
use App\Account\PasswordHasher;
use App\Account\RateLimiter;
use App\Account\Sessions;
use App\Account\Users;
use App\Http\HttpError;
use App\Http\Request;
use App\Http\Response;

final class AccountController
{
    public function __construct(
        private readonly Users $users,
        private readonly Sessions $sessions,
        private readonly PasswordHasher $hasher,
        private readonly RateLimiter $limiter,
    ) {
    }

    public function signUp(Request $request): Response
    {
        $input = new Input($request->json());
        $email = $input->email();
        $name = $input->name();
        $password = $input->newPassword('password');

        // Asked first to save the hash; what decides is the unique key.
        $id = $this->users->isTaken($email)
            ? null
            : $this->users->create($email, $name, $this->hasher->hash($password));
        if ($id === null) {
            throw new HttpError(409, 'There is already an account with this email.');
        }

        return Response::json(['user' => ['id' => $id, 'email' => $email, 'name' => $name]], 201);
    }

    public function show(Request $request): Response
    {
        return Response::json($this->sessions->require($request)->profile());
    }

    public function update(Request $request): Response
    {
        $user = $this->sessions->require($request);
        $input = new Input($request->json());
        $this->users->update(
            $user->id,
            $input->has('name') ? $input->name() : null,
            $input->has('bio') ? $input->bio() : null,
        );
        $changed = $this->users->byId($user->id) ?? throw HttpError::notLoggedIn();

        return Response::json($changed->profile());
    }

    public function delete(Request $request): Response
    {
        $user = $this->sessions->require($request);
        $this->limiter->forgetEverything($user->email);
        $this->users->delete($user);

        return Response::noContent();
    }
}
