<?php

declare(strict_types=1);

namespace App\Controller;

use App\Database\Database;
use App\Http\Response;

final class HealthController
{
    public function __construct(private readonly Database $db)
    {
    }

    public function show(): Response
    {
        $this->db->row('SELECT 1 FROM users LIMIT 1');

        return Response::json(['status' => 'ok']);
    }
}
