import type { Exchange } from "@assay/bench";

export interface InnerWorking {
  readonly what: "secret" | "trace" | "sql" | "database" | "path";
  /** The words that show it, short; never the secret itself. */
  readonly shown: string;
}

const signs: readonly (readonly [InnerWorking["what"], RegExp])[] = [
  ["trace", /(^|\\n|\n)[ \t]*at .{0,120}[(/\\].{0,200}:\d+(:\d+)?\)?/],
  ["trace", /Traceback \(most recent call last\)/],
  ["trace", /File "[^"]{1,200}", line \d+/],
  ["trace", /\bgoroutine \d+ \[running\]/],
  ["trace", /\bat [\w$.]+\([\w$]+\.java:\d+\)/],
  ["trace", /#\d+ \S+\.php\(\d+\)/],
  ["trace", /\b(java|javax|jakarta|org|com)(\.[a-z]\w*){1,8}\.[A-Z]\w*(Exception|Error)\b/],
  ["trace", /\b(Fatal error|Warning|Notice|Deprecated)(<\/b>)?:\s.{1,300}\son line (<b>)?\d+/s],
  ["trace", /\bPHP (Fatal error|Warning):|\bUncaught \w*(Exception|Error)\b/],
  ["trace", /\.rb:\d+:in [`']/],
  ["sql", /\bselect\b[^{}]{1,300}\bfrom\s{1,20}["\w]{1,100}\s{1,20}(where|join|limit|order)\b/i],
  ["sql", /\binsert\s+into\s+["\w.]+\s*\(/i],
  ["sql", /\bupdate\s+["\w.]+\s+set\s+["\w]+\s*=/i],
  ["sql", /\bdelete\s+from\s+["\w.]+\s+where\b/i],
  [
    "database",
    /\b(duplicate key value|violates (unique|not-null|foreign key|check) constraint|syntax error at or near|invalid input syntax for|invalid byte sequence for encoding|null value in column|relation "[^"]+" does not exist|column "[^"]+" does not exist|unsupported Unicode escape sequence|SQLSTATE|PrismaClient\w*|SequelizeDatabaseError|psycopg2?|PG::\w+|SqlException|QueryFailedError)/i,
  ],
  [
    "database",
    /\b(UNIQUE constraint failed: \w+\.\w+|no such (table|column): \w|unable to open database file|sqlite3\.\w+Error|SQLITE_[A-Z]{3,}|sqlalchemy\.exc\.)|\bnear "[^"]{1,40}": syntax error/,
  ],
  // MongoDB, Mongoose and Redis.
  [
    "database",
    /\bE11000\b|\bMongo(Server|Network|ServerSelection|BulkWrite|Topology\w*)?Error\b|\bCast to \w+ failed for value\b|\bBSON(Type)?Error\b|\bpymongo\.errors\.|\b(WRONGTYPE|NOPERM|NOAUTH|WRONGPASS) [A-Z]|\bReplyError\b/,
  ],
  [
    "database",
    /\bE(CONNREFUSED|CONNRESET|PIPE)\b|\bconnection (to server|refused|terminated)\b.{0,40}\b(5432|127\.0\.0\.1|unexpectedly)\b|\bdial tcp [\d.]+:\d+|\b(read|write) tcp [\d.]+:\d+->|\bfailed to (receive|send) message\b|\bconn closed\b|\bfailed to connect to `/i,
  ],
  [
    "database",
    /\b(You have an error in your SQL syntax|Duplicate entry '[^']{0,300}' for key|Unknown column '[^']{1,100}' in |Table '[\w.-]{1,130}' doesn't exist|Data too long for column|Incorrect (string|integer|datetime|double) value: '|Field '[^']{1,64}' doesn't have a default value|Column '[^']{1,64}' cannot be null|Cannot (add or update|delete or update) a (child|parent) row|Lost connection to (MySQL|MariaDB|server (at|during))|Can't connect to ((local )?(MySQL|MariaDB)|server on ')|(MySQL|MariaDB) server has gone away|Lock wait timeout exceeded|Deadlock found when trying to get lock|Packet sequence number wrong|Communications link failure|Access denied for user '|ER_(ACCESS_DENIED|BAD_|CON_COUNT|DATA_TOO_LONG|DUP_ENTRY|LOCK_|NO_|PARSE_ERROR|ROW_IS_REFERENCED|TRUNCATED_|WRONG_)[A-Z_]*|PROTOCOL_CONNECTION_LOST|(pymysql|MySQLdb|mysql\.connector|asyncmy|aiomysql)\.[\w.]{0,100}(err|exceptions|Error)|mysqli?_sql_exception|PDOException|com\.mysql\.cj|org\.mariadb\.jdbc)/,
  ],
  [
    "database",
    /\bE11000 duplicate key|\bMongo(ServerError|NetworkError|ServerSelectionError|ServerException|WriteException|SocketException)\b|\bCastError\b|\bCast to ObjectId failed\b|\bHikariPool-\d+\b|\bUnable to acquire JDBC Connection\b/,
  ],
  [
    "path",
    /(?<![\w.:/])(file:\/\/)?\/(app|home|srv|usr|var|root|opt|tmp|work|workspace|submission)\/[\w@.+/-]{0,300}\.(m?[jt]s|c[jt]s|py|php|rb|go|java|kt|cs|ex|rs)\b/,
  ],
  ["path", /\bnode_modules\//],
];

/** What a reply shows of the service’s inside, or undefined. What was sent in the request is not held against it. Pure. */
export function innerWorkingIn(exchange: Exchange, secrets: readonly string[]): InnerWorking | undefined {
  const { response, request } = exchange;
  if (response === undefined) return undefined;
  const text = `${response.headers.map(([name, value]) => `${name}: ${value}`).join("\n")}\n\n${response.body}`;
  if (secrets.some((secret) => text.includes(secret))) return { what: "secret", shown: "…" };
  const sent = withPlainText(`${request.path}\n${request.body ?? ""}`);
  const said = withPlainText(text);
  for (const [what, sign] of signs) {
    const found = sign.exec(said)?.[0];
    if (found !== undefined && !sent.includes(found.trim())) return { what, shown: found.trim().slice(0, 120) };
  }
  return undefined;
}

/** JSON writes quotes, and with some writers `<`, `>` and `&`, in another way: what it means is added behind what was sent. */
function withPlainText(text: string): string {
  const plain = text.replaceAll(/\\(?:u00([2-7][0-9a-f])|(["/]))/gi, (_escape, hex?: string, character?: string) =>
    hex === undefined ? (character ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return plain === text ? text : `${text}\n${plain}`;
}
