<?php

declare(strict_types=1);

namespace App\Database;

/**
 * Remembers, for all processes, that the database was not there a moment ago, so that they don't each wait for it
 * in turn: with ten of them waiting two seconds per request, a queue would soon be longer than anybody's patience.
 * While it is open, one process at a time looks whether the database is back.
 */
final class CircuitBreaker
{
    /** By the file's time, in whole seconds: a pause of one to two. */
    private const PAUSE_SECONDS = 2;

    /** @var resource|null */
    private $probe = null;

    public function __construct(private readonly string $file)
    {
    }

    public function enter(): void
    {
        if (!is_file($this->file)) {
            return;
        }
        $handle = @fopen($this->file, 'r');
        if ($handle === false) {
            return; // Another process has just closed the breaker.
        }
        $since = time() - (int) fstat($handle)['mtime'];
        if (($since >= 0 && $since < self::PAUSE_SECONDS) || !flock($handle, LOCK_EX | LOCK_NB)) {
            throw new Unavailable('The database was not there a moment ago.');
        }
        $this->probe = $handle;
    }

    public function succeeded(): void
    {
        if ($this->probe !== null) {
            @unlink($this->file);
            $this->release();
        }
    }

    public function failed(): void
    {
        error_log('The database cannot be reached.');
        @touch($this->file);
        $this->release();
    }

    private function release(): void
    {
        if ($this->probe !== null) {
            fclose($this->probe);
            $this->probe = null;
        }
    }
}
