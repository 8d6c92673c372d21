import { mkdir, stat } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { AssayError } from "@assay/bench/errors";

/** How long whoever holds the folder may take to say where it is. Milliseconds. */
const patience = 2_000;
/** No address is longer. */
const longest = 2_048;

/**
 * Makes the data folder this process's own: a second server on it would void the first one's owner link, and whichever
 * stops first would stop the database of both. Workers and the command line are not servers, and ask nobody.
 *
 * It is held by one of Linux's abstract sockets, which ends with its process however that ends, and tells our address.
 *
 * @throws AssayError `data-in-use`
 */
export async function holdFolder(data: string, url: string): Promise<void> {
  await mkdir(data, { recursive: true, mode: 0o711 });
  const { dev, ino } = await stat(data);
  const name = `\0assay-server-${String(dev)}-${String(ino)}`;
  const holding = createServer((asking) => {
    asking.on("error", () => undefined).unref();
    asking.end(url);
  });
  try {
    await new Promise((resolve, reject) => holding.once("error", reject).listen(name, () => resolve(undefined)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    const there = await addressOf(name);
    throw new AssayError("data-in-use", { data, at: there === undefined ? "" : ` at ${there}` });
  }
  holding.unref();
}

/** Undefined where it does not say one: it may be ending, or be stopped. */
async function addressOf(name: string): Promise<string | undefined> {
  const said = await new Promise<string>((resolve) => {
    let text = "";
    const socket = connect(name);
    const end = () => {
      socket.destroy();
      resolve(text);
    };
    socket.setTimeout(patience, end);
    socket.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      if (text.length > longest) end();
    });
    socket.once("end", end).once("error", end);
  });
  return /^https?:\/\/[!-~]+$/.test(said) && URL.canParse(said) ? said : undefined;
}
