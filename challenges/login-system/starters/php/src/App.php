<?php

declare(strict_types=1);

namespace Shop;

/** The operations of the contract: write these. */
final readonly class App
{
    public function __construct(private Settings $settings)
    {
    }

    public function run(): void
    {
        $path = explode('?', $_SERVER['REQUEST_URI'], 2)[0];
        try {
            [$status, $content] = match ("{$_SERVER['REQUEST_METHOD']} $path") {
                'POST /signup',
                'POST /login',
                'POST /logout',
                'GET /me',
                'PATCH /me',
                'POST /me/password',
                'POST /password/forgot',
                'POST /password/reset',
                'DELETE /me' /* an extra */ => self::error(501, 'Not built yet.'),
                'GET /health' => $this->health(),
                default => self::error(404, 'There is nothing here.'),
            };
        } catch (\Throwable $error) {
            error_log((string) $error);
            [$status, $content] = self::error(500, 'Something went wrong here.');
        }
        http_response_code($status);
        header('Content-Type: application/json');
        echo json_encode($content, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE);
    }

    /** @return array{int, array<string, mixed>} */
    private function health(): array
    {
        try {
            Database::connect($this->settings->databaseUrl)->query('SELECT 1');
        } catch (\PDOException) {
            return [503, ['status' => 'unavailable']];
        }
        return [200, ['status' => 'ok']];
    }

    /** @return array{int, array<string, mixed>} */
    private static function error(int $status, string $message): array
    {
        return [$status, ['error' => ['message' => $message]]];
    }
}
