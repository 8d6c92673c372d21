<?php

declare(strict_types=1);

namespace App\Database;

use PDO;
use PDOException;
use PDOStatement;

/** MariaDB by PDO: connects when first needed, waits for nothing longer than the visitor may wait. */
final class Database
{
    private const CONNECT_SECONDS = 1;
    private const READ_SECONDS = 2;
    /** No new statement is begun after this: together with READ_SECONDS it stays below the 5 s of a reply. */
    private const BUDGET_SECONDS = 2.7;
    private const TRANSACTION_TRIES = 4;

    private const DUPLICATE_KEY = 1062;
    private const LOCK_WAIT_TIMEOUT = 1205;
    private const DEADLOCK = 1213;
    /** Too many connections, shutting down, out of space, read-only, killed, gone, lost. */
    private const AWAY = [1040, 1053, 1021, 1290, 1317, 1836, 1927, 2002, 2003, 2006, 2013, 2055];

    private ?PDO $pdo = null;
    private float $deadline;
    private bool $migrated = false;

    public function __construct(
        private readonly string $url,
        private readonly CircuitBreaker $breaker,
        private readonly Migrator $migrator,
    ) {
        $this->restartClock((float) ($_SERVER['REQUEST_TIME_FLOAT'] ?? microtime(true)));
    }

    public function restartClock(?float $from = null): void
    {
        $this->deadline = ($from ?? microtime(true)) + self::BUDGET_SECONDS;
    }

    /** @param list<string|int|null> $values */
    public function execute(string $sql, array $values = []): int
    {
        return $this->run($sql, $values)->rowCount();
    }

    /**
     * @param list<string|int|null> $values
     *
     * @return array<string, mixed>|null
     */
    public function row(string $sql, array $values = []): ?array
    {
        $statement = $this->run($sql, $values);
        $row = $statement->fetch();
        $statement->closeCursor();

        return $row === false ? null : $row;
    }

    /** @param list<string|int|null> $values */
    public function insert(string $sql, array $values): string
    {
        $this->run($sql, $values);

        return (string) $this->connection()->lastInsertId();
    }

    /**
     * All or nothing; begun anew when the database chose it to give way in a deadlock.
     *
     * @template T
     *
     * @param callable(): T $work
     *
     * @return T
     */
    public function transaction(callable $work): mixed
    {
        for ($try = 1; ; $try++) {
            try {
                $pdo = $this->connection();
                @$pdo->beginTransaction();
                $result = $work();
                @$pdo->commit();

                return $result;
            } catch (PDOException $e) {
                $this->rollBack();
                if (self::codeOf($e) !== self::DEADLOCK || $try === self::TRANSACTION_TRIES) {
                    throw $this->translate($e);
                }
                usleep(random_int(1_000, 20_000));
            } catch (\Throwable $e) {
                $this->rollBack();
                throw $e;
            }
        }
    }

    public static function isDuplicate(PDOException $e): bool
    {
        return self::codeOf($e) === self::DUPLICATE_KEY;
    }

    /** @param list<string|int|null> $values */
    private function run(string $sql, array $values): PDOStatement
    {
        $pdo = $this->connection();
        for ($try = 1; ; $try++) {
            if (microtime(true) > $this->deadline) {
                throw new Unavailable('The database is too slow.');
            }
            try {
                // The driver warns of a lost connection besides throwing an exception: that is enough.
                $statement = @$pdo->prepare($sql);
                @$statement->execute($values);

                return $statement;
            } catch (PDOException $e) {
                // A database that is new, or older than this code: unknown table, unknown column.
                if (in_array($e->getCode(), ['42S02', '42S22'], true) && !$this->migrated && !$pdo->inTransaction()) {
                    $this->migrated = true;
                    try {
                        $this->migrator->migrate($pdo);
                    } catch (PDOException $failure) {
                        throw $this->translate($failure);
                    }
                    $this->restartClock();
                    continue;
                }
                if (self::codeOf($e) === self::DEADLOCK && !$pdo->inTransaction() && $try < self::TRANSACTION_TRIES) {
                    usleep(random_int(1_000, 20_000));
                    continue;
                }
                throw $this->translate($e);
            }
        }
    }

    private function connection(): PDO
    {
        if ($this->pdo !== null) {
            return $this->pdo;
        }
        $this->breaker->enter();

        $parts = parse_url($this->url) ?: [];
        $host = $parts['host'] ?? '127.0.0.1';
        $dsn = sprintf(
            'mysql:host=%s;port=%d;dbname=%s;charset=utf8mb4',
            $host === 'localhost' ? '127.0.0.1' : $host,
            $parts['port'] ?? 3306,
            rawurldecode(ltrim($parts['path'] ?? '', '/')),
        );
        ini_set('mysqlnd.net_read_timeout', (string) self::READ_SECONDS);
        try {
            $this->pdo = @new PDO($dsn, rawurldecode($parts['user'] ?? ''), rawurldecode($parts['pass'] ?? ''), [
                PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
                PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
                PDO::ATTR_TIMEOUT => self::CONNECT_SECONDS,
                // The driver quotes the values (safe with the charset above): one round trip instead of two.
                PDO::ATTR_EMULATE_PREPARES => true,
                PDO::MYSQL_ATTR_MULTI_STATEMENTS => false,
            ]);
        } catch (PDOException $e) {
            $this->breaker->failed();
            throw new Unavailable('No connection to the database.', (int) $e->getCode());
        }
        $this->breaker->succeeded();

        return $this->pdo;
    }

    private function rollBack(): void
    {
        try {
            if ($this->pdo?->inTransaction()) {
                @$this->pdo->rollBack();
            }
        } catch (\Throwable) {
            // The connection is gone, and the transaction with it.
        }
    }

    private function translate(PDOException $e): \RuntimeException
    {
        $code = self::codeOf($e);
        if (in_array($code, self::AWAY, true)) {
            $this->pdo = null;
            $this->breaker->failed();

            return new Unavailable('The database went away.', $code);
        }
        if ($code === self::LOCK_WAIT_TIMEOUT) {
            return new Unavailable('The database is too busy.', $code);
        }

        return $e;
    }

    private static function codeOf(PDOException $e): int
    {
        return (int) ($e->errorInfo[1] ?? 0);
    }
}
