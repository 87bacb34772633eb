// Holds the weight of what a browser loads: the entry (with all it imports at once) and each page's own chunks, gzipped.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const ENTRY_KIB = 200;
const PAGE_KIB = 60;

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, "utf8"));

const kib = (file) => gzipSync(readFileSync(dist + file)).length / 1024;

/** A chunk, its styles and everything it imports at once, without what `known` has loaded before. */
function files(key, known = new Set()) {
  const found = new Set();
  const visit = (name) => {
    const chunk = manifest[name];
    for (const file of [chunk.file, ...(chunk.css ?? [])]) if (!known.has(file)) found.add(file);
    for (const next of chunk.imports ?? []) visit(next);
  };
  visit(key);
  return found;
}

const weigh = (set) => [...set].reduce((sum, file) => sum + kib(file), 0);
const entryKey = Object.keys(manifest).find((key) => manifest[key].isEntry);
const entry = files(entryKey);
const rows = [["entry", weigh(entry), ENTRY_KIB]];
for (const [key, chunk] of Object.entries(manifest)) {
  if (chunk.isDynamicEntry) rows.push([key, weigh(files(key, entry)), PAGE_KIB]);
}
let over = false;
for (const [name, size, limit] of rows) {
  if (size > limit) over = true;
  console.log(`${size > limit ? "TOO LARGE" : "ok       "} ${size.toFixed(1).padStart(6)} of ${limit} KiB gz  ${name}`);
}
process.exit(over ? 1 : 0);
