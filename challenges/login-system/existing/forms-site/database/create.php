<?php

declare(strict_types=1);

require __DIR__ . '/../src/database.php';

database()->exec(
    "CREATE TABLE IF NOT EXISTS log_in_tries (
        name_digest CHAR(64) NOT NULL PRIMARY KEY,
        tries INT UNSIGNED NOT NULL,
        since DATETIME NOT NULL
    ) ENGINE = InnoDB DEFAULT CHARACTER SET ascii COLLATE ascii_bin",
);
database()->exec(
    "CREATE TABLE IF NOT EXISTS users (
        user_id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
        user_name VARCHAR(64) NOT NULL,
        user_password_hash VARCHAR(255) NOT NULL,
        bio VARCHAR(1000) NULL,
        website VARCHAR(200) NULL,
        is_admin TINYINT(1) NOT NULL DEFAULT 0,
        UNIQUE KEY user_name (user_name)
    ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
);
