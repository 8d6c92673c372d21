/** What a small site gives PHP: as many requests at once as children, and the rest waits in line. */
const pool = { most: 10, atStart: 4, fewestSpare: 2, mostSpare: 6 } as const;

/**
 * The configuration of php-fpm: one small pool, with the whole environment, whose errors come out on standard error.
 *
 * @param sessions A folder for PHP's own sessions that outlives a restart.
 * @param user Who the children are, where the site is run by root.
 */
export function fpmConf(options: {
  readonly scratch: string;
  readonly sessions: string;
  readonly user?: string;
}): string {
  const { scratch, sessions, user } = options;
  return `[global]
error_log = /proc/self/fd/2
log_level = warning
log_limit = 8192
daemonize = no
process_control_timeout = 10s

[www]
${user === undefined ? "" : `user = ${user}\ngroup = ${user}`}
listen = ${scratch}/php-fpm.sock
listen.backlog = 511
pm = dynamic
pm.max_children = ${String(pool.most)}
pm.start_servers = ${String(pool.atStart)}
pm.min_spare_servers = ${String(pool.fewestSpare)}
pm.max_spare_servers = ${String(pool.mostSpare)}
clear_env = no
catch_workers_output = yes
decorate_workers_output = no
php_value[session.save_path] = "${sessions}"
`;
}
