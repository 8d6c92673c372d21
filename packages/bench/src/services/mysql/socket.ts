import { join } from "node:path";

/** Where a server in `directory` listens. */
export function mysqlSocketIn(directory: string): string {
  return join(directory, "socket", "mysql.sock");
}
