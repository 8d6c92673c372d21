const { DatabaseSync } = require("node:sqlite");
const { serve } = require("./support/serve.cjs");

const database = new DatabaseSync(process.env.DATABASE_URL.replace("sqlite://", ""), { timeout: 3_000 });
database.exec("pragma journal_mode = wal; create table if not exists kept (word text)");
serve((word) => void database.prepare("insert into kept values (?)").run(word));
