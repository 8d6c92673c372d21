/** The account that a submission logs in as; it owns the database of the same name and is no administrator. */
export const applicationUser = "app";

export const databaseName = "app";

/**
 * The account that the inspector logs in as. It can read what the submission's account keeps, change it, and see who is
 * connected, and no more.
 */
export const inspectorUser = "assay_inspector";

/** What Debian's server allows; the rest stays free for the inspector. */
const applicationConnections = 151;

/**
 * What a Debian server has where a submission can see it: strict statements, four-byte characters, commits that are
 * written down at once. Small where it cannot. The general log goes into a table of the server's, whose file no text
 * that a client writes can make look like another entry; the audit plugin adds, the same way, which statements failed.
 */
export const serverConfiguration = `
[mariadbd]
character_set_server = utf8mb4
collation_server = utf8mb4_general_ci
default_time_zone = '+00:00'
max_connections = ${applicationConnections + 12}
skip_networking
skip_name_resolve
skip_log_bin
innodb_flush_log_at_trx_commit = 1

innodb_data_file_path = ibdata1:8M:autoextend
innodb_autoextend_increment = 4
innodb_temp_data_file_path = ibtmp1:4M:autoextend
innodb_log_group_home_dir = ../wal
innodb_log_file_size = 16M
innodb_buffer_pool_size = 64M
innodb_undo_tablespaces = 0
innodb_use_native_aio = 0
innodb_doublewrite = 0
aria_log_file_size = 8M
aria_pagecache_buffer_size = 8M
key_buffer_size = 1M
open_files_limit = 4096
table_open_cache = 400

general_log = 1
log_output = TABLE
slow_query_log = 0
plugin_load_add = server_audit
loose_server_audit_logging = ON
loose_server_audit_events = QUERY
loose_server_audit_excl_users = ${inspectorUser}
loose_server_audit_query_log_limit = 1000000
loose_server_audit_file_rotations = 0
loose_server_audit_file_path = ../log/audit.log
`;

/** Statements for a fresh server, one a line. */
export function layout(passwords: { readonly application: string; readonly inspector: string }): readonly string[] {
  return [
    // The server that sets itself up knows no accounts until it is told to.
    "flush privileges",
    `create database ${databaseName} character set utf8mb4 collate utf8mb4_general_ci`,
    `create user ${applicationUser}@localhost identified by '${passwords.application}' with max_user_connections ${applicationConnections}`,
    `grant all on ${databaseName}.* to ${applicationUser}@localhost`,
    `create user ${inspectorUser}@localhost identified by '${passwords.inspector}'`,
    `grant select, insert, update, lock tables on ${databaseName}.* to ${inspectorUser}@localhost`,
    `grant process on *.* to ${inspectorUser}@localhost`,
    // What views, triggers, routines and events say: a text can be kept in them.
    `grant show view, trigger on ${databaseName}.* to ${inspectorUser}@localhost`,
    `grant select on mysql.proc to ${inspectorUser}@localhost`,
    `grant select on mysql.event to ${inspectorUser}@localhost`,
    // Nobody logs in as an administrator.
    "drop user if exists root@localhost",
    "drop user if exists mysql@localhost",
    "delete from mysql.proxies_priv",
    "flush privileges",
  ];
}
