<?php

declare(strict_types=1);

namespace Shop;

/** Counts tries in the database, so that every process and every copy sees them. */
final class Throttle
{
    public function __construct(private readonly Db $db)
    {
    }

    /**
     * Counts a try before it is made, so that many at once are not more than many in a row, and refuses it where this
     * minute and the last hold more than $limit. A try that was refused is not counted: the wait is 2 minutes at most.
     */
    public function take(string $what, string $whose, int $limit): void
    {
        $minute = intdiv(time(), 60);
        // MariaDB assigns from left to right: each line sees what the ones before it have set.
        $try = $this->db->row(
            'INSERT INTO attempts (k, minute, current, previous, allowed) VALUES (?, ?, 1, 0, 1)
             ON DUPLICATE KEY UPDATE
                previous = CASE WHEN minute >= VALUES(minute) THEN previous
                                WHEN minute = VALUES(minute) - 1 THEN current ELSE 0 END,
                current = IF(minute >= VALUES(minute), current, 0),
                minute = GREATEST(minute, VALUES(minute)),
                allowed = previous + current < ?,
                current = current + allowed
             RETURNING allowed',
            [self::key($what, $whose), $minute, $limit],
        );
        if ((int) $try['allowed'] !== 1) {
            throw HttpError::limited(60);
        }
        if (random_int(1, 500) === 1) {
            $this->db->exec('DELETE FROM attempts WHERE minute < ? LIMIT 1000', [$minute - 15]);
        }
    }

    /** The try was none that counts. */
    public function giveBack(string $what, string $whose): void
    {
        $this->db->exec('UPDATE attempts SET current = GREATEST(current - 1, 0) WHERE k = ?', [self::key($what, $whose)]);
    }

    public function forget(string $what, string $whose): void
    {
        $this->db->exec('DELETE FROM attempts WHERE k = ?', [self::key($what, $whose)]);
    }

    private static function key(string $what, string $whose): string
    {
        return hash('sha256', "$what:$whose", true);
    }
}
