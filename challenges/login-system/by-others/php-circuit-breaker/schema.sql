-- Run whole, by Shop\Database, when a table is found missing. Every statement may run again, on any copy.

CREATE TABLE IF NOT EXISTS users (
    id            CHAR(24)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    email         VARCHAR(254)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- trimmed, lower case
    name          VARCHAR(200)  NOT NULL,
    bio           VARCHAR(1000) NOT NULL DEFAULT '',
    password_hash VARCHAR(255)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    reset_hash    CHAR(64)      CHARACTER SET ascii COLLATE ascii_bin NULL,      -- sha256 of the newest token
    reset_expires DATETIME      NULL,
    created_at    DATETIME      NOT NULL,
    UNIQUE KEY users_email (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS sessions (
    token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    user_id    CHAR(24) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    expires_at DATETIME NOT NULL,
    KEY sessions_user (user_id),
    KEY sessions_expires (expires_at),
    CONSTRAINT sessions_user_fk FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS mail_requests (
    id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    email      VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at DATETIME NOT NULL,
    not_before DATETIME NOT NULL,
    KEY mail_requests_email (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Leaky buckets: the level sinks by itself and rises by one try (in thousandths).
CREATE TABLE IF NOT EXISTS throttles (
    bucket     CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    level      BIGINT   NOT NULL,
    updated_ms BIGINT   NOT NULL,
    KEY throttles_updated (updated_ms)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
