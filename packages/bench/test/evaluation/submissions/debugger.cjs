require("node:inspector").open(9_229, "0.0.0.0");
require("./support/serve.cjs").serve();
