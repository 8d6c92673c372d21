<?php

declare(strict_types=1);

namespace Shop;

use PDO;
use PDOException;
use PDOStatement;

/** MariaDB by PDO: connects when first asked, never waits for long, makes its tables when they are missing. */
final class Database
{
    private const READ_TIMEOUT = 2;
    private const SILENT_AFTER = 0.8;
    private const BUDGET = 2.5;
    private const GONE = [2002, 2003, 2006, 2013, 1040, 1053, 1044, 1045, 1049, 1927];
    private const TABLE_MISSING = 1146;
    private const DUPLICATE = 1062;
    private const TRY_AGAIN = [1213, 1020];
    private const LOCK_WAIT = 1205;

    private ?PDO $pdo = null;
    private float $deadline;

    public function __construct(private readonly string $url, private readonly CircuitBreaker $breaker)
    {
        $this->allow(self::BUDGET);
    }

    /** From now, for so many seconds, queries may still be begun. */
    public function allow(float $seconds): void
    {
        $this->deadline = microtime(true) + $seconds;
    }

    /** @param list<string|int|null> $values */
    public function run(string $sql, array $values = []): PDOStatement
    {
        for ($try = 1;; $try++) {
            try {
                return $this->guard(function (PDO $pdo) use ($sql, $values): PDOStatement {
                    $statement = $pdo->prepare($sql);
                    $statement->execute($values);
                    return $statement;
                });
            } catch (PDOException $e) {
                if ($this->pdo?->inTransaction()) {
                    throw $e;
                }
                if (self::code($e) === self::TABLE_MISSING && $try === 1) {
                    $this->createTables();
                } elseif (!in_array(self::code($e), self::TRY_AGAIN, true) || $try >= 4) {
                    throw $e;
                }
            }
        }
    }

    /**
     * @param list<string|int|null> $values
     * @return array<string,mixed>|null
     */
    public function row(string $sql, array $values = []): ?array
    {
        return $this->run($sql, $values)->fetch() ?: null;
    }

    /** @param list<string|int|null> $values */
    public function change(string $sql, array $values = []): int
    {
        return $this->run($sql, $values)->rowCount();
    }

    /** What the statement handed to LAST_INSERT_ID(), without asking again. */
    public function lastId(): int
    {
        return (int) $this->pdo?->lastInsertId();
    }

    /**
     * @template T
     * @param callable():T $work
     * @return T
     */
    public function transaction(callable $work): mixed
    {
        for ($try = 1;; $try++) {
            $this->guard(static fn (PDO $pdo) => $pdo->beginTransaction());
            try {
                $result = $work();
                $this->guard(static fn (PDO $pdo) => $pdo->commit(), mustFinish: true);
                return $result;
            } catch (\Throwable $e) {
                try {
                    if ($this->pdo?->inTransaction()) {
                        $this->pdo->rollBack();
                    }
                } catch (PDOException) {
                    // The connection is gone, and the transaction with it.
                }
                if (!$e instanceof PDOException || !in_array(self::code($e), self::TRY_AGAIN, true) || $try >= 4) {
                    throw $e;
                }
            }
        }
    }

    public static function isDuplicate(PDOException $e): bool
    {
        return self::code($e) === self::DUPLICATE;
    }

    private function guard(callable $work, bool $mustFinish = false): mixed
    {
        if (!$mustFinish && microtime(true) > $this->deadline) {
            throw HttpError::unavailable();
        }
        $began = microtime(true);
        try {
            if ($this->pdo === null) {
                if (!$this->breaker->mayTry()) {
                    throw HttpError::unavailable();
                }
                $this->pdo = $this->connect();
            }
            $result = $work($this->pdo);
            $this->breaker->succeeded();
            return $result;
        } catch (PDOException $e) {
            $code = self::code($e);
            if (in_array($code, self::GONE, true) || $code === self::LOCK_WAIT) {
                if ($code !== self::LOCK_WAIT && microtime(true) - $began > self::SILENT_AFTER) {
                    $this->breaker->failed();
                }
                error_log("database: error $code");
                throw HttpError::unavailable();
            }
            $this->breaker->succeeded();
            throw $e;
        }
    }

    private function connect(): PDO
    {
        $u = parse_url($this->url);
        if (!is_array($u) || !isset($u['host'])) {
            throw new \LogicException('DATABASE_URL is not of the form mysql://user:password@host:port/name');
        }
        // "localhost" would mean a socket file to the driver.
        $host = $u['host'] === 'localhost' ? '127.0.0.1' : $u['host'];
        $name = rawurldecode(ltrim($u['path'] ?? '', '/'));
        ini_set('mysqlnd.net_read_timeout', (string) self::READ_TIMEOUT);

        // A warning may come with the exception when a kept connection has died meanwhile.
        return @new PDO(
            "mysql:host=$host;port=" . ($u['port'] ?? 3306) . ";dbname=$name;charset=utf8mb4",
            rawurldecode($u['user'] ?? ''),
            rawurldecode($u['pass'] ?? ''),
            [
                PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
                PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
                PDO::ATTR_PERSISTENT => true,
                PDO::ATTR_TIMEOUT => 2,
                // One round trip instead of three; safe with the charset given above and the sql_mode below.
                PDO::ATTR_EMULATE_PREPARES => true,
                PDO::MYSQL_ATTR_MULTI_STATEMENTS => false,
                PDO::MYSQL_ATTR_INIT_COMMAND => "SET SESSION sql_mode = 'TRADITIONAL', innodb_lock_wait_timeout = 1,"
                    . " time_zone = '+00:00'",
            ],
        );
    }

    private function createTables(): void
    {
        $sql = (string) preg_replace('/--.*$/m', '', (string) file_get_contents(dirname(__DIR__) . '/schema.sql'));
        foreach (array_filter(array_map('trim', explode(';', $sql))) as $statement) {
            $this->guard(static fn (PDO $pdo) => $pdo->exec($statement));
        }
    }

    private static function code(PDOException $e): int
    {
        return (int) ($e->errorInfo[1] ?? $e->getCode());
    }
}
