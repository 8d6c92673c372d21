<?php

declare(strict_types=1);

namespace Shop;

use PDO;
use PDOException;
use PDOStatement;

/** MySQL, with prepared statements and time limits. It connects when it is first asked. */
final class Database
{
    private const VERSION = 1;
    private const MISSING_TABLE = '42S02';
    private const DUPLICATE_KEY = 1062;
    private const DEADLOCK = 1213;
    private const CONNECT_SECONDS = 2;

    private ?PDO $connection = null;

    /** @param array<string, mixed> $address as parse_url() gives it */
    public function __construct(private readonly array $address)
    {
    }

    /** @param list<string|int> $parameters */
    public function run(string $sql, array $parameters = []): PDOStatement
    {
        $statement = $this->connection()->prepare($sql);
        $statement->execute($parameters);
        return $statement;
    }

    /**
     * @param list<string|int> $parameters
     * @return array<string, mixed>|null
     */
    public function row(string $sql, array $parameters = []): ?array
    {
        $row = $this->run($sql, $parameters)->fetch();
        return $row === false ? null : $row;
    }

    public function lastId(): string
    {
        return (string) $this->connection()->lastInsertId();
    }

    /**
     * All of it or nothing. Two that wait for each other are untangled by the server, which ends one: it is tried again.
     *
     * @template Result
     * @param callable(): Result $work
     * @return Result
     */
    public function transaction(callable $work): mixed
    {
        for ($try = 1; ; $try++) {
            $this->connection()->beginTransaction();
            try {
                $result = $work();
                $this->connection()->commit();
                return $result;
            } catch (\Throwable $error) {
                $this->rollBack();
                if ($try === 3 || !$error instanceof PDOException || self::codeOf($error) !== self::DEADLOCK) {
                    throw $error;
                }
            }
        }
    }

    /** Work that only one does at a time, on whichever copy. False where another does it and `$seconds` were not enough. */
    public function alone(string $name, int $seconds, callable $work): bool
    {
        $lock = substr(hash('sha256', ltrim($this->address['path'], '/') . $name), 0, 32);
        if ((int) $this->run('SELECT GET_LOCK(?, ?)', [$lock, $seconds])->fetchColumn() !== 1) {
            return false;
        }
        try {
            $work();
        } finally {
            $this->run('SELECT RELEASE_LOCK(?)', [$lock])->closeCursor();
        }
        return true;
    }

    public static function isDuplicate(PDOException $error): bool
    {
        return self::codeOf($error) === self::DUPLICATE_KEY;
    }

    /** Of the server itself, rather than of what it was asked: gone, too busy, too slow. */
    public static function isOutage(PDOException $error): bool
    {
        $code = self::codeOf($error);
        // 1040 too many connections, 1053 shutting down, 1205 lock wait, 1969 statement too slow, 2000 and above: the client's.
        return in_array($code, [1040, 1053, 1205, 1969, 3024], true) || ($code >= 2000 && $code < 3000);
    }

    private static function codeOf(PDOException $error): int
    {
        return (int) ($error->errorInfo[1] ?? $error->getCode());
    }

    private function connection(): PDO
    {
        return $this->connection ??= $this->connect();
    }

    private function connect(): PDO
    {
        ['host' => $host, 'path' => $path] = $this->address;
        $connection = new PDO(
            sprintf('mysql:host=%s;port=%d;dbname=%s;charset=utf8mb4', $host, $this->address['port'] ?? 3306, ltrim($path, '/')),
            rawurldecode($this->address['user'] ?? ''),
            rawurldecode($this->address['pass'] ?? ''),
            [
                PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
                PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
                PDO::ATTR_EMULATE_PREPARES => false,
                PDO::ATTR_TIMEOUT => self::CONNECT_SECONDS,
                PDO::MYSQL_ATTR_MULTI_STATEMENTS => false,
                // How many were found, not how many were changed to something else.
                PDO::MYSQL_ATTR_FOUND_ROWS => true,
            ],
        );
        $connection->exec(
            "SET time_zone = '+00:00', sql_mode = 'TRADITIONAL', innodb_lock_wait_timeout = 2",
        );
        $connection->exec('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
        $this->connection = $connection;
        $this->migrate($connection);
        return $connection;
    }

    /** There is no moment of starting: each connection looks whether the tables are there, and the first makes them. */
    private function migrate(PDO $connection): void
    {
        $isBehind = static function () use ($connection): bool {
            try {
                return (int) $connection->query('SELECT MAX(version) FROM schema_version')->fetchColumn() < self::VERSION;
            } catch (PDOException $error) {
                return $error->getCode() === self::MISSING_TABLE ? true : throw $error;
            }
        };
        if (!$isBehind()) {
            return;
        }
        $done = $this->alone('migration', 2, static function () use ($connection, $isBehind): void {
            if (!$isBehind()) {
                return;
            }
            $text = preg_replace('/^\s*--.*$/m', '', (string) file_get_contents(__DIR__ . '/../database/schema.sql'));
            foreach (array_filter(array_map('trim', explode(';', (string) $text))) as $statement) {
                $connection->exec($statement);
            }
        });
        if (!$done) {
            throw new Http\HttpError(503, 'Please try again in a moment.', ['Retry-After' => '1']);
        }
    }

    private function rollBack(): void
    {
        try {
            $this->connection?->rollBack();
        } catch (PDOException) {
            // The connection went, and the transaction with it.
        }
    }
}
