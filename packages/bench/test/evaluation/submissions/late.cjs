setTimeout(() => require("./support/serve.cjs").serve(), 2_000);
