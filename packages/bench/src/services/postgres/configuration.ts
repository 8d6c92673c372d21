/**
 * The role that a submission logs in as. It may do all in the database of the same name, and owns what it makes there and
 * the schema `public`, but not the database itself: an owner can close it to everyone else, or set for them how they read.
 */
export const applicationRole = "app";

export const databaseName = "app";

/** The role that the inspector reads with: it can read all, and change nothing. */
export const inspectorRole = "assay_inspector";

/**
 * The role that the inspector writes with: it can do what the submission's role can. Whatever a submission hides in a
 * trigger, a constraint or an index expression runs with the rights of the role that touches the row, so that role has no more.
 */
export const writerRole = "assay_writer";
/** The only thing of a superuser's that the writer may do: nobody makes a table until its transaction ends. */
export const holdCreationsFunction = "pg_catalog.assay_hold_creations";

/** The submission's own limit; the rest stays free for the inspector. */
const applicationConnections = 100;

/** postgresql.conf: a server that lives for minutes, in memory, and tells all that was asked of it. */
export const serverConfiguration = `
listen_addresses = ''
max_connections = ${applicationConnections + 12}
superuser_reserved_connections = 0
shared_buffers = 16MB
dynamic_shared_memory_type = mmap
max_wal_senders = 0
# With any, each checkpoint writes a file of its own, and a server that finds no room for that ends all connections.
max_replication_slots = 0
wal_level = minimal
min_wal_size = 2MB
max_wal_size = 32MB
fsync = off
full_page_writes = off
checkpoint_timeout = 30min
autovacuum_max_workers = 1
autovacuum_naptime = 60s
max_parallel_workers_per_gather = 0
bgwriter_delay = 1s
timezone = 'UTC'
lc_messages = 'C'
password_encryption = 'scram-sha-256'

# What was asked, as JSON: no text that a client can write is able to look like an entry.
# "verbose" adds the place in the server's own code, by which its entries differ from those of RAISE LOG.
logging_collector = on
log_destination = 'jsonlog'
log_directory = '../log'
log_filename = 'server'
log_rotation_age = 0
log_rotation_size = 0
log_timezone = 'UTC'
log_statement = 'all'
log_parameter_max_length = 65536
log_duration = on
log_error_verbosity = verbose
log_min_messages = warning
log_min_error_statement = error
log_checkpoints = off
log_lock_waits = off
`;

/** pg_hba.conf: three roles, by password, on the path socket only. The superuser cannot log in at all. */
export const accessRules = `
local ${databaseName} ${applicationRole} scram-sha-256
local ${databaseName} ${inspectorRole} scram-sha-256
local ${databaseName} ${writerRole} scram-sha-256
local all all reject
`;

/** Statements for a fresh cluster, run in single-user mode in the databases named; one line each. */
export function layout(passwords: { readonly application: string; readonly inspector: string }): readonly {
  readonly database: string;
  readonly statements: readonly string[];
}[] {
  return [
    // One small database instead of three: there is less to copy for each cell.
    { database: "postgres", statements: [`ALTER DATABASE template1 RENAME TO ${databaseName}`] },
    {
      database: databaseName,
      statements: [
        "UPDATE pg_database SET datistemplate = false",
        "DROP DATABASE postgres",
        "DROP DATABASE template0",
        `CREATE ROLE ${applicationRole} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT ${applicationConnections} PASSWORD '${passwords.application}'`,
        `CREATE ROLE ${inspectorRole} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS PASSWORD '${passwords.inspector}'`,
        `CREATE ROLE ${writerRole} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS PASSWORD '${passwords.inspector}'`,
        `GRANT pg_read_all_data, pg_monitor TO ${inspectorRole}`,
        `GRANT SELECT ON pg_largeobject TO ${inspectorRole}`,
        `GRANT ${applicationRole} TO ${writerRole}`,
        // Our own questions would only fill the log that we read.
        ...[inspectorRole, writerRole].flatMap((role) => [
          `ALTER ROLE ${role} SET log_statement = 'none'`,
          `ALTER ROLE ${role} SET log_duration = off`,
        ]),
        // When moments are moved back, no trigger of the submission's may put them right again.
        `GRANT SET ON PARAMETER session_replication_role TO ${writerRole}`,
        `CREATE FUNCTION ${holdCreationsFunction}() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS 'LOCK TABLE pg_catalog.pg_class IN SHARE MODE'`,
        `REVOKE ALL ON FUNCTION ${holdCreationsFunction}() FROM PUBLIC`,
        `GRANT EXECUTE ON FUNCTION ${holdCreationsFunction}() TO ${writerRole}`,
        `GRANT ALL ON DATABASE ${databaseName} TO ${applicationRole}`,
        `ALTER SCHEMA public OWNER TO ${applicationRole}`,
      ],
    },
  ];
}
