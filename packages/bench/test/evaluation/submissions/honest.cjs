require("./support/serve.cjs").serve();
