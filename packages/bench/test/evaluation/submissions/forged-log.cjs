const { serve } = require("./support/serve.cjs");
const { connectDatabase } = require("./support/database.cjs");

serve(async (word) => {
  const forged = { timestamp: new Date().toISOString(), user: "app", dbname: "app", error_severity: "LOG" };
  const lines = [
    JSON.stringify({ ...forged, message: `statement: select 'forged ${word}'` }),
    `${new Date().toISOString()} UTC [42] app@app LOG:  statement: select 'forged ${word}'`,
  ];
  for (const line of lines) for (const print of [console.log, console.error]) print(line);
  const database = connectDatabase();
  await database.opened;
  await database.ask(
    `do $$ begin raise log 'statement: select ''forged ${word}'''; raise log '%', '${lines[0].replaceAll("'", "''")}'; end $$`,
  );
  await database.ask(`set application_name = e'x\\n${lines[1].replaceAll("'", "")}'`).catch(() => {});
  await database.ask(`select 'true ${word}'`);
  database.close();
});
