<?php

declare(strict_types=1);

namespace Shop;

use PDO;
use PDOException;
use PDOStatement;

/**
 * MariaDB, with an answer in time: whatever the server does, a request is told within 5 seconds.
 *
 * A wait ends after WAIT seconds, and no new one starts after BUDGET. When a wait ended that way, a file tells the
 * other PHP processes not to try for a second, then one of them tries: otherwise a silent server would hold them all.
 */
final class Db
{
    private const WAIT = 2;
    private const BUDGET = 2.5;
    private const PAUSE = 1.0;

    private const DUPLICATE = 1062;
    private const NO_TABLE = 1146;
    private const DEADLOCK = 1213;

    private ?PDO $pdo = null;
    private bool $inTransaction = false;
    private float $deadline;
    private readonly string $pauseFile;

    public function __construct(private readonly string $url, string $dataDir)
    {
        $this->pauseFile = $dataDir . '/database-silent-' . (getenv('PORT') ?: 'x');
        $this->allow(self::BUDGET, (float) $_SERVER['REQUEST_TIME_FLOAT']);
    }

    public function allow(float $seconds, ?float $from = null): void
    {
        $this->deadline = ($from ?? microtime(true)) + $seconds;
    }

    /** @return array<string, mixed>|null the first row */
    public function row(string $sql, array $params = []): ?array
    {
        return $this->run($sql, $params)->fetch(PDO::FETCH_ASSOC) ?: null;
    }

    /** @return int how many rows it touched */
    public function exec(string $sql, array $params = []): int
    {
        return $this->run($sql, $params)->rowCount();
    }

    public function lastId(): string
    {
        return (string) $this->pdo?->lastInsertId();
    }

    /** All or nothing; it may run more than once, when the server breaks a deadlock. */
    public function transaction(callable $work): mixed
    {
        for ($try = 1;; $try++) {
            $this->run('START TRANSACTION', []);
            $this->inTransaction = true;
            try {
                $result = $work();
                $this->run('COMMIT', []);
                return $result;
            } catch (\Throwable $e) {
                $this->rollBack($e instanceof HttpError && $e->status === 503);
                $deadlock = $e instanceof PDOException && self::code($e) === self::DEADLOCK;
                if (!$deadlock || $try === 5) {
                    throw $deadlock ? $this->fail($e) : $e;
                }
            } finally {
                $this->inTransaction = false;
            }
        }
    }

    public static function isDuplicate(PDOException $e): bool
    {
        return self::code($e) === self::DUPLICATE;
    }

    private function rollBack(bool $serverInTrouble): void
    {
        if ($serverInTrouble) {
            $this->pdo = null;  // the server rolls back what it loses sight of; asking it would be another wait
            return;
        }
        try {
            @$this->pdo?->exec('ROLLBACK');
        } catch (PDOException) {
            $this->pdo = null;
        }
    }

    private function run(string $sql, array $params): PDOStatement
    {
        for ($try = 1;; $try++) {
            $pdo = $this->connection();
            $start = $this->begin();
            try {
                $statement = $pdo->prepare($sql);
                @$statement->execute($params);
                return $statement;
            } catch (PDOException $e) {
                $code = self::code($e);
                if ($code === self::NO_TABLE && $try === 1 && !$this->inTransaction) {
                    $this->migrate();
                } elseif ($code === self::DUPLICATE || ($code === self::DEADLOCK && $this->inTransaction)) {
                    throw $e;
                } elseif ($code !== self::DEADLOCK || $try === 5) {
                    $this->noteSilence($start);
                    throw $this->fail($e);
                }
            }
        }
    }

    private function migrate(): void
    {
        $this->allow(self::BUDGET);
        $sql = preg_replace('/--.*$/m', '', (string) file_get_contents(__DIR__ . '/../schema.sql'));
        foreach (explode(';', $sql) as $statement) {
            $this->begin();
            try {
                $this->pdo?->exec($statement);
            } catch (PDOException $e) {
                throw $this->fail($e);
            }
        }
    }

    private function connection(): PDO
    {
        if ($this->pdo !== null) {
            return $this->pdo;
        }
        $turn = $this->turnToTry();
        $start = $this->begin();
        $url = parse_url($this->url);
        ini_set('mysqlnd.net_read_timeout', (string) self::WAIT);
        try {
            $this->pdo = @new PDO(
                sprintf(
                    'mysql:host=%s;port=%d;dbname=%s;charset=utf8mb4',
                    $url['host'] ?? '127.0.0.1',
                    $url['port'] ?? 3306,
                    rawurldecode(ltrim($url['path'] ?? '', '/')),
                ),
                rawurldecode($url['user'] ?? ''),
                rawurldecode($url['pass'] ?? ''),
                [
                    PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
                    PDO::ATTR_TIMEOUT => self::WAIT,
                    PDO::ATTR_EMULATE_PREPARES => true,  // one round trip instead of two
                    PDO::MYSQL_ATTR_FOUND_ROWS => true,
                    PDO::MYSQL_ATTR_MULTI_STATEMENTS => false,
                ],
            );
        } catch (PDOException $e) {
            $this->noteSilence($start);
            throw $this->fail($e);
        } finally {
            if ($turn !== null) {
                fclose($turn);
            }
        }
        if ($turn !== null) {
            @unlink($this->pauseFile);
        }
        return $this->pdo;
    }

    /** Where the server was silent: one at a time, and not at once. @return resource|null */
    private function turnToTry()
    {
        $file = @fopen($this->pauseFile, 'r');
        if ($file === false) {
            return null;
        }
        clearstatcache();
        $since = (float) @fgets($file);
        if (!flock($file, LOCK_EX | LOCK_NB) || microtime(true) - $since < self::PAUSE) {
            fclose($file);
            throw HttpError::unavailable();
        }
        return $file;
    }

    private function noteSilence(float $start): void
    {
        if (microtime(true) - $start > self::WAIT * 0.8) {
            @file_put_contents($this->pauseFile, (string) microtime(true));
        }
    }

    private function begin(): float
    {
        $now = microtime(true);
        return $now < $this->deadline ? $now : throw HttpError::unavailable();
    }

    private function fail(PDOException $e): HttpError
    {
        error_log('Database: error ' . self::code($e));
        return HttpError::unavailable();
    }

    private static function code(PDOException $e): int
    {
        return (int) ($e->errorInfo[1] ?? $e->getCode());
    }
}
