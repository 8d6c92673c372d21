<?php

declare(strict_types=1);

const MOST_TRIES = 10;

/** Counted before the password is looked at, in one statement, so that many at one instant count as well. */
function count_try(string $name): void
{
    $digest = hash('sha256', $name);
    query(
        'INSERT INTO log_in_tries (name_digest, tries, since) VALUES (?, 1, NOW())
         ON DUPLICATE KEY UPDATE
             tries = IF(since < NOW() - INTERVAL 15 MINUTE, 1, tries + 1),
             since = IF(since < NOW() - INTERVAL 15 MINUTE, NOW(), since)',
        [$digest],
    );
    $tries = query('SELECT tries FROM log_in_tries WHERE name_digest = ?', [$digest])->fetchColumn();
    // Deleted meanwhile by whoever just logged in.
    if ($tries !== false && $tries > MOST_TRIES) {
        page('Please wait', '<p>Too many tries. Please wait a quarter of an hour.</p>', '', 429);
    }
}

/** Who logged in was no guesser. */
function forget_tries(string $name): void
{
    query('DELETE FROM log_in_tries WHERE name_digest = ?', [hash('sha256', $name)]);
}
