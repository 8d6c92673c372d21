const { serve } = require("./support/serve.cjs");
const { connectDatabase } = require("./support/database.cjs");

const attempts = {
  program: "copy (select 1) to program 'touch /tmp/out'",
  programIn: "create table t (x text); copy t from program 'id'",
  readFile: "select pg_read_file('/etc/passwd')",
  listFolder: "select pg_ls_dir('/')",
  copyFile: "create table u (x text); copy u from '/etc/passwd'",
  writeFile: "copy (select 1) to '/tmp/written'",
  exportObject: "select lo_export(lo_from_bytea(0, 'x'), '/tmp/exported')",
  importObject: "select lo_import('/etc/passwd')",
  becomeInspector: "set role assay_inspector",
  makeSuperuser: "create role boss superuser login",
  passwords: "select rolpassword from pg_authid",
  setting: "alter system set log_statement = 'none'",
  silence: "set log_statement = 'none'",
  language: "create function f() returns int language c as '/tmp/x.so', 'f'",
  killOthers:
    "select pg_terminate_backend(pid) from pg_stat_activity where usename <> current_user and usename is not null",
};

serve(async () => {
  const told = {};
  for (const [name, sql] of Object.entries(attempts)) {
    const database = connectDatabase();
    try {
      await database.opened;
      const rows = await database.ask(sql);
      told[name] = rows.flat().every((value) => value === "f")
        ? "nothing"
        : `done: ${JSON.stringify(rows).slice(0, 100)}`;
    } catch {
      told[name] = "refused";
    }
    database.close();
  }
  const asOther = {};
  for (const user of ["assay_inspector", "postgres", "root"]) {
    const database = connectDatabase(process.env.DATABASE_URL.replace("//app", `//${user}`));
    asOther[user] = await database.opened.then(
      () => "in",
      () => "refused",
    );
    database.close();
  }
  return { told, asOther };
});
