// No source file grows beyond what one can read at once.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const LIMITS = { ".tsx": 300, ".ts": 300, ".css": 400, ".mjs": 300 };
const root = fileURLToPath(new URL("../", import.meta.url));

const files = ["src", "fixtures", "scripts", "e2e"].flatMap((dir) =>
  readdirSync(root + dir, { recursive: true }).map((file) => `${dir}/${file}`),
);
const long = files.flatMap((file) => {
  const limit = Object.entries(LIMITS).find(([end]) => file.endsWith(end))?.[1];
  const lines = limit ? readFileSync(root + file, "utf8").split("\n").length : 0;
  return limit && lines > limit ? [`${file}: ${lines} lines, at most ${limit}`] : [];
});
for (const line of long) console.error(line);
process.exit(long.length > 0 ? 1 : 0);
