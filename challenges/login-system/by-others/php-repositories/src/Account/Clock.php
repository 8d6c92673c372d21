<?php

declare(strict_types=1);

namespace App\Account;

final class Clock
{
    /** UTC, as the database keeps it. */
    public static function utc(int $secondsFromNow = 0): string
    {
        return gmdate('Y-m-d H:i:s', time() + $secondsFromNow);
    }
}
