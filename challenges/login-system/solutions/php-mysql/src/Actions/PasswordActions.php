<?php

declare(strict_types=1);

namespace Shop\Actions;

use Shop\Accounts;
use Shop\Database;
use Shop\Fields;
use Shop\Guesses;
use Shop\Http\HttpError;
use Shop\Http\Request;
use Shop\Http\Response;
use Shop\Mail\Outbox;
use Shop\Passwords;
use Shop\Resets;
use Shop\Sessions;
use Shop\Settings;

final readonly class PasswordActions
{
    public function __construct(
        private Settings $settings,
        private Database $database,
        private Accounts $accounts,
        private Sessions $sessions,
        private Resets $resets,
        private Guesses $guesses,
        private Outbox $outbox,
    ) {
    }

    public function change(Request $request): Response
    {
        $person = $this->sessions->current($request);
        $fields = new Fields($request->fields());
        [$current, $new] = [$fields->text('currentPassword'), $fields->newPassword('newPassword')];
        $this->guesses->count($person['email']);
        if (!Passwords::matches($current, $person['password_hash'])) {
            throw new HttpError(401, 'The current password is wrong.');
        }
        $this->guesses->forget($person['email']);
        $newHash = Passwords::hash($new);
        $this->database->transaction(function () use ($person, $newHash): void {
            if (!$this->accounts->replacePassword($person['id'], $person['password_hash'], $newHash)) {
                throw HttpError::notLoggedIn();
            }
            $this->sessions->endAll($person['id'], $person['token_hash']);
            $this->resets->drop($person['id']);
        });
        return new Response(200, ['message' => 'Your other devices are logged out.']);
    }

    /** The same answer for everyone. The mail leaves once it is given, see App. */
    public function forgot(Request $request): Response
    {
        $email = (new Fields($request->fields()))->email();
        $account = $this->accounts->byEmail($email);
        if ($account !== null) {
            $this->database->transaction(function () use ($account): void {
                $token = $this->resets->begin($account['id']);
                $this->outbox->add($account['id'], $account['email'], 'Choose a new password', $this->letter($token));
            });
        }
        return new Response(202, ['message' => 'If there is an account, a mail comes.']);
    }

    public function reset(Request $request): Response
    {
        $fields = new Fields($request->fields());
        [$email, $token, $new] = [$fields->email(), $fields->text('token'), $fields->newPassword('newPassword')];
        $noLongerGood = new HttpError(400, 'This link is no longer good. Please ask for a new one.');
        $account = $this->accounts->byEmail($email);
        // Hashing costs, so it is only done for those who have a link.
        if ($account === null || !$this->resets->isGood($account['id'], $token)) {
            throw $noLongerGood;
        }
        $newHash = Passwords::hash($new);
        $this->database->transaction(function () use ($account, $token, $newHash, $noLongerGood): void {
            // The account's row first, as everywhere: then two that do the same wait for each other.
            if (!$this->accounts->replacePassword($account['id'], $account['password_hash'], $newHash)) {
                throw $noLongerGood;
            }
            if (!$this->resets->use($account['id'], $token)) {
                throw $noLongerGood;
            }
            $this->sessions->endAll($account['id']);
        });
        $this->guesses->forget($email);
        return new Response(204);
    }

    private function letter(string $token): string
    {
        $minutes = Resets::MINUTES;
        return <<<TEXT
            Hello,

            somebody asked for a new password for your account. To choose one, open this link within $minutes minutes:

            {$this->settings->publicUrl}/reset?token=$token

            If it was not you, there is nothing to do.
            TEXT;
    }
}
