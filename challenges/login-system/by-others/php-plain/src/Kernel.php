<?php

declare(strict_types=1);

namespace Shop;

/** From a request to its reply, whatever happens in between. */
final class Kernel
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

    public static function run(): void
    {
        ignore_user_abort(true);
        set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
            if (error_reporting() & $level) {
                throw new \ErrorException($message, 0, $level, $file, $line);
            }
            return true;
        });
        register_shutdown_function(static function (): void {
            $fatal = error_get_last();
            if ($fatal !== null && ($fatal['type'] & (E_ERROR | E_CORE_ERROR | E_COMPILE_ERROR)) && !headers_sent()) {
                Http::error(new HttpError(500, 'Something went wrong.'));
            }
        });

        $db = new Db(Config::databaseUrl(), Config::dataDir());
        $mails = new ResetMails($db);
        try {
            Http::refuseLargeBody();
            [$status, $data] = (new Api($db, new Throttle($db), $mails))->{self::action()}();
            Http::send($status, $data);
        } catch (HttpError $e) {
            Http::error($e);
        } catch (\Throwable $e) {
            self::log($e);
            Http::error(new HttpError(500, 'Something went wrong.'));
        }

        if ($mails->waiting) {
            // The visitor has the answer; the mail server may take its time.
            if (function_exists('fastcgi_finish_request')) {
                fastcgi_finish_request();
            }
            try {
                $mails->sendAll();
            } catch (\Throwable $e) {
                self::log($e);
            }
        }
    }

    /** Class and place only: a message may hold what a visitor sent. */
    public static function log(\Throwable $e): void
    {
        error_log(sprintf('%s (%s) at %s:%d', $e::class, $e->getCode(), basename($e->getFile()), $e->getLine()));
    }

    private static function action(): string
    {
        $methods = self::ROUTES[explode('?', $_SERVER['REQUEST_URI'], 2)[0]] ?? null;
        if ($methods === null) {
            throw new HttpError(404, 'There is nothing here.');
        }
        return $methods[$_SERVER['REQUEST_METHOD']]
            ?? throw new HttpError(405, 'Not that way.', ['Allow' => implode(', ', array_keys($methods))]);
    }
}
