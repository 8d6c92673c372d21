const line = "x".repeat(65_535) + "\n";
const write = () => {
  while (process.stdout.write(line));
  process.stdout.once("drain", write);
};
write();
