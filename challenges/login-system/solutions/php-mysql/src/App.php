<?php

declare(strict_types=1);

namespace Shop;

use PDOException;
use Shop\Actions\AccountActions;
use Shop\Actions\HealthAction;
use Shop\Actions\LogInActions;
use Shop\Actions\PasswordActions;
use Shop\Http\HttpError;
use Shop\Http\Request;
use Shop\Http\Response;
use Shop\Mail\Outbox;
use Shop\Mail\Smtp;

/** Finds what a request asks for, and turns whatever goes wrong into an answer. */
final readonly class App
{
    /** @param array<string, array<string, callable(Request): Response>> $routes */
    private function __construct(private array $routes, private Outbox $outbox)
    {
    }

    public static function fromEnvironment(): self
    {
        $settings = Settings::fromEnvironment();
        $database = new Database($settings->database);
        $outbox = new Outbox($database, new Smtp($settings->smtpUrl, $settings->mailFrom));
        $sessions = new Sessions($database);
        $accounts = new Accounts($database);
        $guesses = new Guesses($database);

        $account = new AccountActions($accounts, $sessions, $guesses);
        $logIn = new LogInActions($accounts, $sessions, $guesses);
        $password = new PasswordActions(
            $settings,
            $database,
            $accounts,
            $sessions,
            new Resets($database),
            $guesses,
            $outbox,
        );
        return new self([
            '/signup' => ['POST' => $account->signUp(...)],
            '/login' => ['POST' => $logIn->logIn(...)],
            '/logout' => ['POST' => $logIn->logOut(...)],
            '/me' => ['GET' => $account->show(...), 'PATCH' => $account->update(...), 'DELETE' => $account->delete(...)],
            '/me/password' => ['POST' => $password->change(...)],
            '/password/forgot' => ['POST' => $password->forgot(...)],
            '/password/reset' => ['POST' => $password->reset(...)],
            '/health' => ['GET' => (new HealthAction($database))->show(...)],
        ], $outbox);
    }

    public function run(): void
    {
        $request = Request::current();
        $this->answer($request)->send();
        if ($request->path === '/password/forgot') {
            $this->afterAnswering($this->outbox->deliver(...));
        }
    }

    private function answer(Request $request): Response
    {
        try {
            $methods = $this->routes[$request->path] ?? throw new HttpError(404, 'There is nothing here.');
            $action = $methods[$request->method === 'HEAD' ? 'GET' : $request->method] ?? throw new HttpError(
                405,
                'This cannot be done here.',
                ['Allow' => implode(', ', array_keys($methods))],
            );
            return $action($request);
        } catch (HttpError $error) {
            return Response::error($error);
        } catch (\Throwable $error) {
            error_log((string) $error);
            return Response::error(
                $error instanceof PDOException && Database::isOutage($error)
                    ? new HttpError(503, 'Please try again in a moment.', ['Retry-After' => '5'])
                    : new HttpError(500, 'Something went wrong here. It is not your fault.'),
            );
        }
    }

    /** The visitor has the answer by then. */
    private function afterAnswering(callable $work): void
    {
        ignore_user_abort(true);
        if (function_exists('fastcgi_finish_request')) {
            fastcgi_finish_request();
        }
        try {
            $work();
        } catch (\Throwable $error) {
            error_log((string) $error);
        }
    }
}
