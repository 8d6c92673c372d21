// A line that never ends, to both outputs: 300 MB at most, when anyone reads that much.
const block = "x".repeat(1024 * 1024);
let left = 300;
const write = () => {
  while (left-- > 0) if (!(left % 2 ? process.stdout : process.stderr).write(block)) break;
  if (left > 0) (left % 2 ? process.stdout : process.stderr).once("drain", write);
};
write();
