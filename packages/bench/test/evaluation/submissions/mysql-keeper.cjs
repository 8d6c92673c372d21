const { serve } = require("./support/serve.cjs");
const { connectMysql } = require("./support/mysql.cjs");

serve(async (word) => {
  const database = connectMysql();
  try {
    await database.opened;
    await database.ask("create table if not exists kept (word varchar(80))");
    await database.ask(`insert into kept values ('${word}')`);
  } finally {
    database.close();
  }
});
