const { spawn } = require("node:child_process");
if (process.argv[2] === "serve") require("./support/serve.js").serve();
else spawn(process.execPath, [__filename, "serve"], { detached: true, stdio: "inherit" }).unref();
