setTimeout(() => require("./support/serve.js").serve(), 2_000);
