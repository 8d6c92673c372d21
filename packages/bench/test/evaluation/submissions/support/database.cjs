const { connect } = require("node:net");
const { createHash, createHmac, pbkdf2Sync, randomBytes } = require("node:crypto");

const hmac = (key, text) => createHmac("sha256", key).update(text).digest();

function message(type, ...parts) {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(`${part}\0`) : part)));
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

/** The smallest PostgreSQL client that can log in (SCRAM-SHA-256) and ask: `ask(sql)` gives rows of texts, or throws. */
exports.connectDatabase = (url = process.env.DATABASE_URL) => {
  const { username, password, hostname, port, pathname } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  const nonce = randomBytes(18).toString("base64");
  let waiting;
  let buffered = Buffer.alloc(0);
  let rows = [];
  let failure;
  let first;
  let proof;
  const opened = new Promise((resolve, reject) => (waiting = { resolve, reject }));
  socket.on("connect", () => {
    const version = Buffer.from([0, 3, 0, 0]);
    socket.write(message("", version, "user", username, "database", pathname.slice(1), Buffer.from([0])));
  });
  for (const event of ["error", "close"]) socket.on(event, (error) => waiting?.reject(error || new Error("closed")));
  socket.on("data", (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    while (buffered.length >= 5 && buffered.length >= buffered.readInt32BE(1) + 1) {
      const end = buffered.readInt32BE(1) + 1;
      receive(String.fromCharCode(buffered[0]), buffered.subarray(5, end));
      buffered = buffered.subarray(end);
    }
  });

  function receive(type, body) {
    if (type === "R") authenticate(body.readInt32BE(0), body.subarray(4));
    if (type === "E") failure = new Error(/\0M([^\0]*)/.exec(`\0${body}`)?.[1] ?? "refused");
    if (type === "E" && proof === undefined) waiting.reject(failure);
    if (type === "D") {
      let at = 2;
      rows.push(
        Array.from({ length: body.readInt16BE(0) }, () => {
          const size = body.readInt32BE(at);
          const text = size < 0 ? null : body.toString("utf8", at + 4, at + 4 + size);
          at += 4 + Math.max(0, size);
          return text;
        }),
      );
    }
    if (type === "G") socket.write(message("f", "no data")); // COPY … FROM STDIN: nothing to give.
    if (type === "Z") failure === undefined ? waiting.resolve(rows) : waiting.reject(failure);
  }

  function authenticate(kind, body) {
    if (kind === 10) {
      first = `n=,r=${nonce}`;
      const text = Buffer.from(`n,,${first}`);
      const length = Buffer.alloc(4);
      length.writeInt32BE(text.length);
      socket.write(message("p", "SCRAM-SHA-256", length, text));
    }
    if (kind === 11) {
      const challenge = body.toString();
      const { r, s, i } = Object.fromEntries(challenge.split(",").map((part) => [part[0], part.slice(2)]));
      const salted = pbkdf2Sync(decodeURIComponent(password), Buffer.from(s, "base64"), Number(i), 32, "sha256");
      const key = hmac(salted, "Client Key");
      const last = `c=biws,r=${r}`;
      const signature = hmac(createHash("sha256").update(key).digest(), `${first},${challenge},${last}`);
      proof = Buffer.from(key.map((byte, at) => byte ^ signature[at])).toString("base64");
      socket.write(message("p", Buffer.from(`${last},p=${proof}`)));
    }
  }

  return {
    opened,
    ask(sql) {
      rows = [];
      failure = undefined;
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        if (socket.destroyed) return reject(new Error("closed"));
        socket.write(message("Q", sql));
      });
    },
    close: () => socket.destroy(),
  };
};
