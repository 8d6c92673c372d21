const { connect } = require("node:net");
const { createHash } = require("node:crypto");

const sha1 = (...parts) => createHash("sha1").update(Buffer.concat(parts)).digest();

/** What a server with mysql_native_password wants in place of the password. */
function scrambled(password, salt) {
  const once = sha1(Buffer.from(password));
  const mask = sha1(salt, sha1(once));
  return Buffer.from(once.map((byte, at) => byte ^ mask[at]));
}

/** The smallest MySQL client that can log in and ask: `ask(sql)` resolves when it is done, or throws. */
exports.connectMysql = (url = process.env.DATABASE_URL) => {
  const { username, password, hostname, port, pathname } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let buffered = Buffer.alloc(0);
  let isIn = false;
  let waiting;
  const opened = new Promise((resolve, reject) => (waiting = { resolve, reject }));
  const send = (number, content) => {
    const head = Buffer.alloc(4);
    head.writeUIntLE(content.length, 0, 3);
    head[3] = number;
    socket.write(Buffer.concat([head, content]));
  };
  for (const event of ["error", "close"]) socket.on(event, (error) => waiting.reject(error || new Error("closed")));
  socket.on("data", (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    while (buffered.length >= 4 && buffered.length >= 4 + buffered.readUIntLE(0, 3)) {
      const end = 4 + buffered.readUIntLE(0, 3);
      receive(buffered.subarray(4, end), buffered[3]);
      buffered = buffered.subarray(end);
    }
  });

  function receive(content, number) {
    if (content[0] === 0xff) return void waiting.reject(new Error(content.toString("utf8", 9)));
    if (content[0] === 0) {
      isIn = true;
      return void waiting.resolve();
    }
    if (!isIn && content[0] === 10) logIn(content, number);
  }

  function logIn(greeting, number) {
    const at = greeting.indexOf(0, 1) + 5;
    const salt = Buffer.concat([greeting.subarray(at, at + 8), greeting.subarray(at + 27, at + 39)]);
    const head = Buffer.alloc(32);
    // With a database, the newer protocol, a salted password, and the way that it is salted.
    head.writeUInt32LE(0x8 | 0x200 | 0x8000 | 0x80000, 0);
    head.writeUInt32LE(1 << 24, 4);
    head[8] = 45;
    const proof = scrambled(decodeURIComponent(password), salt);
    const texts = [
      `${username}\0`,
      Buffer.from([proof.length]),
      proof,
      `${pathname.slice(1)}\0mysql_native_password\0`,
    ];
    send(number + 1, Buffer.concat([head, ...texts.map((text) => Buffer.from(text))]));
  }

  return {
    opened,
    ask(sql) {
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        if (socket.destroyed) return reject(new Error("closed"));
        send(0, Buffer.from(`\x03${sql}`));
      });
    },
    close: () => socket.destroy(),
  };
};
