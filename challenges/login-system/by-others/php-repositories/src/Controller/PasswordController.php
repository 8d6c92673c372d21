<?php

declare(strict_types=1);

namespace App\Controller;

use App\Account\Input;
use App\Account\PasswordHasher;
use App\Account\PasswordResets;
use App\Account\RateLimiter;
use App\Account\Sessions;
use App\Account\Users;
use App\Http\HttpError;
use App\Http\Request;
use App\Http\Response;
use App\Mail\ResetMailQueue;

final class PasswordController
{
    public function __construct(
        private readonly Users $users,
        private readonly Sessions $sessions,
        private readonly PasswordHasher $hasher,
        private readonly RateLimiter $limiter,
        private readonly PasswordResets $resets,
        private readonly ResetMailQueue $mails,
    ) {
    }

    public function change(Request $request): Response
    {
        $user = $this->sessions->require($request);
        $input = new Input($request->json());
        $current = $input->string('currentPassword');
        $new = $input->newPassword('newPassword');

        $this->limiter->takePasswordTry($user->email);
        $changed = $this->hasher->verify($current, $user->passwordHash)
            && $this->users->changePassword($user, $this->hasher->hash($new), (string) $request->bearerToken());
        if (!$changed) {
            throw HttpError::wrongCredentials('The current password is wrong.');
        }
        $this->limiter->giveBackPasswordTry($user->email);

        return Response::json(new \stdClass());
    }

    /** @param callable(callable(): void): void $later runs what is given to it once the reply is out */
    public function forgot(Request $request, callable $later): Response
    {
        $email = (new Input($request->json()))->email();
        $this->limiter->takeResetMail($email);
        $user = $this->users->byEmail($email);
        if ($user !== null) {
            $this->mails->add($user->id);
            $later($this->mails->deliver(...));
        }

        return Response::json(['message' => 'If there is an account with this email, a mail comes.'], 202);
    }

    public function reset(Request $request): Response
    {
        $input = new Input($request->json());
        $email = $input->email();
        $token = $input->string('token');
        $password = $input->newPassword('newPassword');

        $userId = $this->resets->find($email, $token);
        if ($userId === null || !$this->resets->complete($userId, $token, $this->hasher->hash($password))) {
            throw new HttpError(400, 'This link is no longer good. Please ask for a new one.');
        }
        $this->limiter->forgetPasswordTries($email);

        return Response::json(['message' => 'You can log in now.']);
    }
}
