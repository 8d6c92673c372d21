const { hostile } = require("./support/hostile-text.cjs");
console.error(hostile);
process.exit(1);
