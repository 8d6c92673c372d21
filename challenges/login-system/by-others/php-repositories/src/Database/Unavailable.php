<?php

declare(strict_types=1);

namespace App\Database;

/** The database can't be reached, or not in time. */
final class Unavailable extends \RuntimeException
{
}
