<?php

declare(strict_types=1);

namespace Shop;

use PDO;

/** Connects when it is asked, and gives up soon enough that every request is answered within 5 s. */
final class Database
{
    public static function connect(string $url): PDO
    {
        $address = parse_url($url);
        $database = ltrim($address['path'] ?? '', '/');
        return new PDO(
            sprintf('mysql:host=%s;port=%d;dbname=%s;charset=utf8mb4', $address['host'] ?? '', $address['port'] ?? 3306, $database),
            rawurldecode($address['user'] ?? ''),
            rawurldecode($address['pass'] ?? ''),
            [
                PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
                PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
                PDO::ATTR_EMULATE_PREPARES => false,
                PDO::ATTR_TIMEOUT => 2,
            ],
        );
    }
}
