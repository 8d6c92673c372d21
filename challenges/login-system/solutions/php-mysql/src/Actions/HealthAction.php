<?php

declare(strict_types=1);

namespace Shop\Actions;

use Shop\Database;
use Shop\Http\Request;
use Shop\Http\Response;

final readonly class HealthAction
{
    public function __construct(private Database $database)
    {
    }

    public function show(Request $request): Response
    {
        try {
            $this->database->run('SELECT 1 FROM accounts LIMIT 1');
        } catch (\Throwable $error) {
            error_log('Not healthy: ' . $error->getMessage());
            return new Response(503, ['status' => 'unavailable']);
        }
        return new Response(200, ['status' => 'ok']);
    }
}
