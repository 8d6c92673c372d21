-- Run by Db::migrate() when a table is missing; every statement may run again. Times are UNIX seconds.

CREATE TABLE IF NOT EXISTS users (
    id            BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    email         VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,  -- trimmed, lower case
    name          VARCHAR(200) NOT NULL,
    bio           VARCHAR(1000) NOT NULL DEFAULT '',
    password_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    created_at    BIGINT NOT NULL,
    UNIQUE KEY users_email (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE IF NOT EXISTS sessions (
    token_hash BINARY(32) NOT NULL PRIMARY KEY,
    user_id    BIGINT UNSIGNED NOT NULL,
    expires_at BIGINT NOT NULL,
    KEY sessions_user (user_id),
    KEY sessions_expiry (expires_at),
    CONSTRAINT sessions_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS password_resets (
    user_id    BIGINT UNSIGNED NOT NULL PRIMARY KEY,
    token_hash BINARY(32) NOT NULL,
    expires_at BIGINT NOT NULL,
    CONSTRAINT resets_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
) ENGINE=InnoDB;

CREATE TABLE IF NOT EXISTS mail_jobs (
    id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    email      VARCHAR(254) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    KEY mail_jobs_email (email)
) ENGINE=InnoDB;

-- What is counted against a limit: in the minute `minute`, and in the one before it.
CREATE TABLE IF NOT EXISTS attempts (
    k        BINARY(32) NOT NULL PRIMARY KEY,
    minute   BIGINT NOT NULL,
    current  INT NOT NULL,
    previous INT NOT NULL,
    allowed  TINYINT NOT NULL,  -- whether the last try was
    KEY attempts_minute (minute)
) ENGINE=InnoDB
