const { spawn } = require("node:child_process");
if (process.argv[2] === "serve") require("./support/serve.cjs").serve();
else spawn(process.execPath, [process.argv[1], "serve"], { detached: true, stdio: "inherit" }).unref();
