<?php

declare(strict_types=1);

namespace App;

use App\Account\PasswordHasher;
use App\Account\PasswordResets;
use App\Account\RateLimiter;
use App\Account\Sessions;
use App\Account\Users;
use App\Controller\AccountController;
use App\Controller\HealthController;
use App\Controller\PasswordController;
use App\Controller\SessionController;
use App\Database\CircuitBreaker;
use App\Database\Database;
use App\Database\Migrator;
use App\Database\Unavailable;
use App\Http\HttpError;
use App\Http\Request;
use App\Http\Response;
use App\Http\Router;
use App\Mail\ResetMail;
use App\Mail\ResetMailQueue;
use App\Mail\SmtpClient;

/** Puts the parts together, and answers a request whatever happens. */
final class App
{
    private readonly Router $router;

    /** @var list<callable(): void> */
    private array $later = [];

    public function __construct(Config $config)
    {
        $db = new Database(
            $config->databaseUrl,
            new CircuitBreaker("$config->dataDir/database-away"),
            new Migrator(dirname(__DIR__) . '/migrations'),
        );
        $users = new Users($db);
        $sessions = new Sessions($db);
        $hasher = new PasswordHasher();
        $limiter = new RateLimiter($db);
        $resets = new PasswordResets($db);
        $mails = new ResetMailQueue(
            $db,
            $resets,
            new SmtpClient($config->smtpUrl),
            new ResetMail($config->mailFrom, $config->publicUrl),
            "$config->dataDir/reset-mails.lock",
        );

        $health = new HealthController($db);
        $account = new AccountController($users, $sessions, $hasher, $limiter);
        $session = new SessionController($users, $sessions, $hasher, $limiter);
        $password = new PasswordController($users, $sessions, $hasher, $limiter, $resets, $mails);
        $later = function (callable $work): void {
            $this->later[] = $work;
        };

        $this->router = (new Router())
            ->add('GET', '/health', $health->show(...))
            ->add('POST', '/signup', $account->signUp(...))
            ->add('POST', '/login', $session->logIn(...))
            ->add('POST', '/logout', $session->logOut(...))
            ->add('GET', '/me', $account->show(...))
            ->add('PATCH', '/me', $account->update(...))
            ->add('DELETE', '/me', $account->delete(...))
            ->add('POST', '/me/password', $password->change(...))
            ->add('POST', '/password/forgot', static fn (Request $request) => $password->forgot($request, $later))
            ->add('POST', '/password/reset', $password->reset(...));
    }

    public function handle(Request $request): Response
    {
        try {
            $request->refuseLargeBody();

            return $this->router->dispatch($request);
        } catch (HttpError $e) {
            return Response::error($e->status, $e->getMessage(), $e->headers);
        } catch (Unavailable) {
            return Response::error(503, 'We are not available at the moment. Please try again soon.', ['Retry-After' => '2']);
        } catch (\Throwable $e) {
            self::log($e);

            return Response::error(500, 'Something went wrong on our side.');
        }
    }

    /** What need not be waited for: the visitor has the reply, this process goes on. */
    public function afterResponse(): void
    {
        if ($this->later === []) {
            return;
        }
        if (function_exists('fastcgi_finish_request')) {
            fastcgi_finish_request();
        }
        foreach ($this->later as $work) {
            try {
                $work();
            } catch (\Throwable $e) {
                self::log($e);
            }
        }
    }

    /** Not the message of a database error, nor any arguments: what people sent could be in them. */
    private static function log(\Throwable $e): void
    {
        error_log(sprintf(
            '%s (%s) at %s:%d%s',
            $e::class,
            $e->getCode(),
            basename($e->getFile()),
            $e->getLine(),
            $e instanceof \PDOException ? '' : ': ' . $e->getMessage(),
        ));
    }
}
