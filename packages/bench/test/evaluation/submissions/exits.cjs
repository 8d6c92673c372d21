console.error("Error: Cannot find the moon");
console.error("\u001b[2J\u001b]0;owned\u0007\u202e hidden");
process.exit(3);
