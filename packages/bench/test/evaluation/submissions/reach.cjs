const { readdirSync, readFileSync, existsSync, accessSync, constants } = require("node:fs");
const { connect } = require("node:net");
const { networkInterfaces } = require("node:os");
const { execFileSync } = require("node:child_process");

const tries = (act) => {
  try {
    return act();
  } catch (error) {
    return `refused: ${error.code}`;
  }
};
const opens = (options) =>
  new Promise((resolve) => {
    const socket = connect(options);
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    socket.once("error", () => resolve(false));
    socket.setTimeout(2_000, () => (socket.destroy(), resolve(false)));
  });

/** Those that anything listens on, as the kernel shows them to us, and those among the first that let us in. */
async function openPorts() {
  const shown = ["tcp", "tcp6"]
    .flatMap((name) => readFileSync(`/proc/net/${name}`, "utf8").split("\n").slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === "0A")
    .map((fields) => parseInt(fields[1].split(":")[1], 16));
  const tried = Array.from({ length: 10_000 }, (_none, at) => at + 1);
  const answers = await Promise.all(tried.map((port) => opens({ host: "127.0.0.1", port })));
  return [...new Set([...shown, ...tried.filter((_port, at) => answers[at])])].sort((one, other) => one - other);
}

require("./support/serve.cjs").serve(async () => ({
  ports: await openPorts(),
  outside: await opens({ host: "192.0.2.1", port: 80 }),
  interfaces: Object.keys(networkInterfaces()),
  sockets: readFileSync("/proc/net/unix", "utf8")
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/)[7])
    .filter(Boolean),
  processes: readdirSync("/proc").filter((name) => /^\d+$/.test(name)).length,
  arguments: readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => tries(() => readFileSync(`/proc/${name}/cmdline`, "utf8"))),
  top: readdirSync("/"),
  temporary: readdirSync("/tmp"),
  home: tries(() => readdirSync("/root").length),
  work: ["/work", "/home", "/var/cache/assay", "/proc/1/root/work"].filter(
    (path) => tries(() => readdirSync(path).length > 0) === true,
  ),
  writes: ["/app", "/usr", "/etc", "/opt/node", "/opt/npm"].filter(
    (path) => tries(() => (accessSync(path, constants.W_OK), true)) === true,
  ),
  user: process.getuid(),
  capabilities: /^CapEff:\s*(\S+)/m.exec(readFileSync("/proc/self/status", "utf8"))[1],
  groups: existsSync("/sys/fs/cgroup") && readdirSync("/sys/fs/cgroup").length > 0,
  namespaces: tries(() => (execFileSync("unshare", ["-Ur", "true"], { stdio: "ignore" }), "made")),
  environment: Object.keys(process.env).sort(),
}));
