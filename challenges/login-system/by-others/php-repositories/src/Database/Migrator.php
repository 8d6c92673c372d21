<?php

declare(strict_types=1);

namespace App\Database;

use PDO;

/**
 * Runs the files of migrations/ that have not been run, in the order of their names. Statements end with ";" at the
 * end of a line, and can be run again (IF NOT EXISTS), since MariaDB can't roll them back.
 */
final class Migrator
{
    public function __construct(private readonly string $folder)
    {
    }

    public function migrate(PDO $pdo): void
    {
        // Copies may start together: one makes the tables, the other finds them made.
        $pdo->query("SELECT GET_LOCK(CONCAT(DATABASE(), '.migrations'), 1)")->fetchAll();
        try {
            $pdo->exec('CREATE TABLE IF NOT EXISTS migrations (name VARCHAR(100) PRIMARY KEY) ENGINE=InnoDB');
            $done = $pdo->query('SELECT name FROM migrations')->fetchAll(PDO::FETCH_COLUMN);
            foreach (glob($this->folder . '/*.sql') ?: [] as $file) {
                $name = basename($file, '.sql');
                if (in_array($name, $done, true)) {
                    continue;
                }
                foreach (preg_split('/;\s*$/m', (string) file_get_contents($file)) ?: [] as $statement) {
                    if (trim($statement) !== '') {
                        $pdo->exec($statement);
                    }
                }
                $pdo->prepare('INSERT IGNORE INTO migrations (name) VALUES (?)')->execute([$name]);
            }
        } finally {
            $pdo->query("SELECT RELEASE_LOCK(CONCAT(DATABASE(), '.migrations'))")->fetchAll();
        }
    }
}
