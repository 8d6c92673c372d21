require("./support/serve.js").serve();
