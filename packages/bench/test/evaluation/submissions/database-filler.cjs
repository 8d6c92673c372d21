const { serve } = require("./support/serve.cjs");
const { connectDatabase } = require("./support/database.cjs");

serve(async (word) => {
  const database = connectDatabase();
  await database.opened;
  await database.ask("create table hoard (what text); alter table hoard alter what set storage external");
  await database.ask(`create table kept as select '${word}' as word`);
  let refused = null;
  for (let count = 0; count < 100 && refused === null; count++) {
    await database
      .ask("insert into hoard select repeat(md5(n::text), 32768) from generate_series(1, 16) n")
      .catch((error) => (refused = error.message));
  }
  // More than a server may write ahead before it makes a checkpoint, which finds no room in its folder either.
  const wentOn = await database
    .ask("select pg_logical_emit_message(false, 'full', repeat('x', 1000000)) from generate_series(1, 100)")
    .then(() => true)
    .catch((error) => error.message);
  database.close();
  return { refused, wentOn };
});
