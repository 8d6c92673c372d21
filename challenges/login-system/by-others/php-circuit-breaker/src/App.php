<?php

declare(strict_types=1);

namespace Shop;

/** Routes a request, answers it, and does afterwards what nobody need wait for. */
final class App
{
    private const ROUTES = [
        '/signup' => ['POST' => 'signUp'],
        '/login' => ['POST' => 'logIn'],
        '/logout' => ['POST' => 'logOut'],
        '/me' => ['GET' => 'whoAmI', 'PATCH' => 'updateProfile', 'DELETE' => 'deleteAccount'],
        '/me/password' => ['POST' => 'changePassword'],
        '/password/forgot' => ['POST' => 'forgotPassword'],
        '/password/reset' => ['POST' => 'resetPassword'],
        '/health' => ['GET' => 'health'],
    ];

    /** @var list<callable():void> */
    private array $afterwards = [];
    private bool $answered = false;

    public function __construct(
        private readonly Request $request,
        private readonly Database $db,
        private readonly Accounts $accounts,
        private readonly ResetMails $mails,
    ) {
    }

    public static function fromEnvironment(): self
    {
        $setting = static fn (string $name, string $default = ''): string => getenv($name) ?: $default;
        $folder = rtrim($setting('DATA_DIR', sys_get_temp_dir()), '/');
        $db = new Database($setting('DATABASE_URL'), new CircuitBreaker("$folder/database.silent"));
        $accounts = new Accounts($db);
        $smtp = new Smtp($setting('SMTP_URL'), $setting('MAIL_FROM'));
        $mails = new ResetMails($db, $accounts, $smtp, $setting('PUBLIC_URL'), $folder);
        return new self(new Request(), $db, $accounts, $mails);
    }

    public function handle(): void
    {
        ignore_user_abort(true);
        register_shutdown_function(function (): void {
            if (!$this->answered) {
                $this->answer(500, self::error('Something went wrong.'));
            }
        });
        try {
            [$status, $body, $headers] = [...$this->route(), []];
        } catch (HttpError $e) {
            [$status, $body, $headers] = [$e->status, self::error($e->getMessage()), $e->headers];
        } catch (\Throwable $e) {
            self::log($e);
            [$status, $body, $headers] = [500, self::error('Something went wrong.'), []];
        }
        $this->answer($status, $body, $headers);

        $this->db->allow(2.0);
        $this->afterwards[] = $this->mails->sendPending(...);
        if (random_int(1, 500) === 1) {
            $this->afterwards[] = $this->accounts->sweep(...);
        }
        foreach ($this->afterwards as $work) {
            try {
                $work();
            } catch (HttpError) {
                // The database is away; nobody waits for this.
            } catch (\Throwable $e) {
                self::log($e);
            }
        }
    }

    /** @return array{int, mixed} */
    private function route(): array
    {
        $this->request->refuseLargeBody();
        $methods = self::ROUTES[$this->request->path] ?? throw new HttpError(404, 'There is nothing here.');
        $method = $this->request->method === 'HEAD' ? 'GET' : $this->request->method;
        $action = $methods[$method]
            ?? throw new HttpError(405, 'This method is not known here.', ['Allow' => implode(', ', array_keys($methods))]);
        return $this->$action();
    }

    private function signUp(): array
    {
        $input = $this->input();
        $email = $input->email();
        $password = $input->newPassword('password');
        $name = $input->name();
        (new Throttle($this->db, 'sign-up', 60, 1))->take($this->request->visitor());
        return [201, ['user' => $this->accounts->signUp($email, $password, $name)]];
    }

    private function logIn(): array
    {
        $input = $this->input();
        $email = $input->looseEmail();
        $token = $this->accounts->logIn($email, $input->text('password'));
        $this->afterwards[] = fn () => $this->accounts->wasNoGuess($email);
        return [200, ['token' => $token]];
    }

    private function logOut(): array
    {
        $this->accounts->logOut($this->request->bearerToken());
        return [204, null];
    }

    private function whoAmI(): array
    {
        return [200, self::profile($this->user())];
    }

    private function updateProfile(): array
    {
        $user = $this->user();
        $input = $this->input();
        $fields = [];
        if ($input->has('name')) {
            $fields['name'] = $input->name();
        }
        if ($input->has('bio')) {
            $fields['bio'] = $input->bio();
        }
        return [200, self::profile($this->accounts->update($user, $fields))];
    }

    private function deleteAccount(): array
    {
        $this->accounts->delete($this->user());
        return [204, null];
    }

    private function changePassword(): array
    {
        $user = $this->user();
        $input = $this->input();
        $current = $input->text('currentPassword');
        $this->accounts->changePassword($user, $current, $input->newPassword('newPassword'));
        $this->afterwards[] = fn () => $this->accounts->wasNoGuess($user['email']);
        return [204, null];
    }

    private function forgotPassword(): array
    {
        $email = $this->input()->email();
        (new Throttle($this->db, 'forgot', 30, 2))->take($this->request->visitor());
        $this->mails->ask($email);
        return [202, ['message' => 'If there is an account, a mail comes.']];
    }

    private function resetPassword(): array
    {
        $input = $this->input();
        $email = $input->looseEmail();
        $token = $input->text('token');
        $this->accounts->reset($email, $token, $input->newPassword('newPassword'));
        return [200, ['message' => 'You can log in now.']];
    }

    private function health(): array
    {
        $this->accounts->isReady();
        return [200, ['status' => 'ok']];
    }

    private function input(): Input
    {
        return new Input($this->request->json());
    }

    /** @return array<string,string> */
    private function user(): array
    {
        return $this->accounts->byToken($this->request->bearerToken());
    }

    /**
     * @param array<string,string> $user
     * @return array<string,string>
     */
    private static function profile(array $user): array
    {
        return ['id' => $user['id'], 'email' => $user['email'], 'name' => $user['name'], 'bio' => $user['bio']];
    }

    /** @return array{error: array{message: string}} */
    private static function error(string $message): array
    {
        return ['error' => ['message' => $message]];
    }

    /** @param array<string,string> $headers */
    private function answer(int $status, mixed $body, array $headers = []): void
    {
        $this->answered = true;
        http_response_code($status);
        header_remove('X-Powered-By');
        header('Cache-Control: no-store');
        header('X-Content-Type-Options: nosniff');
        foreach ($headers as $name => $value) {
            header("$name: $value");
        }
        if ($body !== null) {
            header('Content-Type: application/json');
            echo json_encode($body, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR);
        }
        if (function_exists('fastcgi_finish_request')) {
            fastcgi_finish_request();
        }
    }

    /** Where it broke, not with what: messages of the database may quote what somebody sent. */
    private static function log(\Throwable $e): void
    {
        error_log(sprintf('%s %s at %s:%d', $e::class, $e->getCode(), basename($e->getFile()), $e->getLine()));
    }
}
