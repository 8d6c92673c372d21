<?php

declare(strict_types=1);

namespace Shop;

/**
 * Once the database has been silent for one process, the others stop waiting for it: they answer 503 at once, and one
 * at a time tries again each second. Without this, all ten children of php-fpm would wait, and the queue behind them.
 */
final class CircuitBreaker
{
    private const PAUSE = 1.0;

    /** @var resource|null */
    private $probe = null;

    public function __construct(private readonly string $file)
    {
    }

    public function mayTry(): bool
    {
        clearstatcache(true, $this->file);
        $opened = @file_get_contents($this->file);
        if ($opened === false || $this->probe !== null) {
            return true;
        }
        if (microtime(true) - (float) $opened < self::PAUSE) {
            return false;
        }
        $handle = @fopen($this->file, 'r');
        if ($handle === false) {
            return true;
        }
        if (!flock($handle, LOCK_EX | LOCK_NB)) {
            fclose($handle);
            return false;
        }
        $this->probe = $handle;
        return true;
    }

    public function succeeded(): void
    {
        if ($this->probe !== null) {
            @unlink($this->file);
            fclose($this->probe);
            $this->probe = null;
        }
    }

    public function failed(): void
    {
        @file_put_contents($this->file, (string) microtime(true));
        if ($this->probe !== null) {
            fclose($this->probe);
            $this->probe = null;
        }
    }
}
