// Keeps the named paths of an OpenAPI description and the components that they lead to: the whole
// of GitHub's takes minutes to load.
import { readFileSync, writeFileSync } from "node:fs";

const [source, list, target] = process.argv.slice(2);
const whole = JSON.parse(readFileSync(source, "utf8"));
const wanted = readFileSync(list, "utf8")
  .split("\n")
  .map((line) => line.trim())
  .filter((line) => line !== "" && !line.startsWith("#"));

const cut = { openapi: whole.openapi, info: whole.info, paths: {}, components: {} };
for (const path of wanted) {
  if (whole.paths[path] === undefined) {
    throw new Error(`${path} is not in GitHub's description; see ${list}`);
  }
  cut.paths[path] = whole.paths[path];
}

const open = [cut.paths];
const seen = new Set();
while (open.length > 0) {
  const node = open.pop();
  for (const [key, value] of Object.entries(node)) {
    if (key === "$ref" && typeof value === "string" && !seen.has(value)) {
      seen.add(value);
      const [, , kind, name] = value.split("/");
      cut.components[kind] ??= {};
      cut.components[kind][name] = whole.components[kind][name];
      open.push(whole.components[kind][name]);
    } else if (value !== null && typeof value === "object") {
      open.push(value);
    }
  }
}

writeFileSync(target, JSON.stringify(cut));
console.log(`${wanted.length} of GitHub's paths, ${seen.size} components`);
