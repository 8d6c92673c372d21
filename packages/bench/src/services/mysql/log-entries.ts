/** Something that the server was told, in the table of its general log. */
export interface GeneralEntry {
  /** Wall clock, milliseconds with thousandths. */
  readonly at: number;
  readonly user: string;
  readonly connection: string;
  /** "Query", "Execute", "Connect", … */
  readonly command: string;
  readonly text: string;
}

/** A statement that ended, in the file of the server's audit plugin. */
export interface AuditEntry {
  /** Wall clock, milliseconds, in whole seconds. */
  readonly at: number;
  readonly user: string;
  readonly connection: string;
  readonly text: string;
  /** The server's number of what went wrong; 0 when nothing did. */
  readonly error: number;
}

const generalLine = /^"([^"]*)","([^"\\]*(?:\\[^][^"\\]*)*)",(\d+),\d+,"([^"]*)","([^"\\]*(?:\\[^][^"\\]*)*)"$/;

/**
 * A line of the general log's table as its storage engine, CSV, keeps it: line ends, quotes and backslashes of what a
 * client sent are escaped, so that no text makes a line of its own.
 */
export function readGeneralLine(line: string): GeneralEntry | undefined {
  const [, at = "", account = "", connection = "", command = "", text = ""] = generalLine.exec(line) ?? [];
  if (command === "") return undefined;
  return {
    at: Date.parse(`${at.slice(0, 19).replace(" ", "T")}Z`) + Number(`0${at.slice(19)}`) * 1_000,
    user: /^(.*?)\[/.exec(account)?.[1] ?? "",
    connection,
    command,
    text: text.replaceAll(/\\([^])/g, (_escape, character: string) => escaped[character] ?? character),
  };
}

/** `20261125 13:56:59,host,app,localhost,6,17,QUERY,app,'select 1',0`, with all that could end it escaped. */
const auditLine = /^(\d{4})(\d\d)(\d\d) (\d\d:\d\d:\d\d),[^,]*,([^,]*),[^,]*,(\d+),\d+,QUERY,[^']*,'([^]*)',(\d+)$/;

export function readAuditLine(line: string): AuditEntry | undefined {
  const [, year = "", month = "", day = "", time = "", user = "", connection = "", text = "", error = ""] =
    auditLine.exec(line) ?? [];
  if (error === "") return undefined;
  return {
    at: Date.parse(`${year}-${month}-${day}T${time}Z`),
    user,
    connection,
    text: text.replaceAll(/\\([^])/g, (_escape, character: string) => escaped[character] ?? character),
    error: Number(error),
  };
}

const escaped: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "\0" };
