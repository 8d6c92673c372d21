// Writes to every place it can until there is no room; tells how much went where.
import { appendFileSync, mkdirSync } from "node:fs";

const chunk = Buffer.alloc(1024 * 1024, 7);
const written = {};
for (const folder of [
  "/",
  "/tmp",
  "/dev",
  "/dev/shm",
  "/var/tmp",
  "/home",
  "/run",
  "/etc",
  "/usr",
  "/opt",
  "/work",
  ...process.argv.slice(2),
]) {
  let count = 0;
  try {
    mkdirSync(folder, { recursive: true });
    for (; count < 128; count++) appendFileSync(`${folder}/filler`, chunk);
  } catch {
    // Full, or not ours to write.
  }
  written[folder] = count;
}
console.log(JSON.stringify({ written }));
