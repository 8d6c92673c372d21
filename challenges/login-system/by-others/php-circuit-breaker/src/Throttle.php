<?php

declare(strict_types=1);

namespace Shop;

/**
 * A leaky bucket: `$capacity` tries at once, and one more every `$seconds`. A try is taken before it is known to be
 * right, so that many at the same instant count too, and may be given back.
 */
final class Throttle
{
    public function __construct(
        private readonly Database $db,
        private readonly string $purpose,
        private readonly int $capacity,
        private readonly int $seconds,
    ) {
    }

    public function take(string $who): void
    {
        $now = 'CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)';
        $left = "GREATEST(0, level - GREATEST(0, $now - updated_ms) DIV {$this->seconds})";
        $most = $this->capacity * 1000;
        // A refused try leaves the level as it is, but tells us by LAST_INSERT_ID.
        $rows = $this->db->change(
            "INSERT INTO throttles (bucket, level, updated_ms) VALUES (?, 1000, $now)
             ON DUPLICATE KEY UPDATE
               level = IF($left + 1000 <= $most, LAST_INSERT_ID($left + 1000), $left + 0 * LAST_INSERT_ID($left + 1000)),
               updated_ms = $now",
            [$this->bucket($who)],
        );
        if ($rows !== 1 && $this->db->lastId() > $most) {
            throw HttpError::tooMany($this->seconds);
        }
    }

    public function giveBack(string $who): void
    {
        $this->db->run('UPDATE throttles SET level = GREATEST(0, level - 1000) WHERE bucket = ?', [$this->bucket($who)]);
    }

    public function forget(string $who): void
    {
        $this->db->run('DELETE FROM throttles WHERE bucket = ?', [$this->bucket($who)]);
    }

    private function bucket(string $who): string
    {
        return hash('sha256', "$this->purpose:$who");
    }
}
