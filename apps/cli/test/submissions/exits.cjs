console.error("Cannot find the moon \u001b[2J\u001b]0;owned\u0007");
process.exit(3);
