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

final class SessionController
{
    public function __construct(
        private readonly Users $users,
        private readonly Sessions $sessions,
        private readonly PasswordHasher $hasher,
        private readonly RateLimiter $limiter,
    ) {
    }

    public function logIn(Request $request): Response
    {
        $input = new Input($request->json());
        $email = $input->email();
        $password = $input->string('password');

        $this->limiter->takePasswordTry($email);
        $user = $this->users->byEmail($email);
        $token = $this->hasher->verify($password, $user?->passwordHash) && $user !== null
            ? $this->sessions->begin($user)
            : null;
        if ($token === null) {
            throw HttpError::wrongCredentials('The email or the password is wrong.');
        }
        $this->limiter->giveBackPasswordTry($email);

        if (random_int(1, 100) === 1) {
            $this->sessions->removeOld();
            $this->limiter->removeOld();
        }

        return Response::json(['token' => $token]);
    }

    public function logOut(Request $request): Response
    {
        $this->sessions->end($request);

        return Response::noContent();
    }
}
