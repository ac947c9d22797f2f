// Fills a template by one of the peers, as often as asked, and says how much processor time it took.
// A line in: {"peer": "docxtemplater", "count": 5, "out": "file or empty"}; a line out: {"ms": 123.4}
const fs = require("fs");
const readline = require("readline");

const [, , template, values] = process.argv;
const bytes = fs.readFileSync(template);
const data = JSON.parse(fs.readFileSync(values, "utf8"));

const peers = {
  "docxtemplater": () => {
    const Docxtemplater = require("docxtemplater");
    const PizZip = require("pizzip");
    return async () => {
      const made = new Docxtemplater(new PizZip(bytes), { paragraphLoop: true, linebreaks: true });
      made.render(data);
      return made.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "easy-template-x": () => {
    const { TemplateHandler } = require("easy-template-x");
    const handler = new TemplateHandler();
    return async () => handler.process(bytes, data);
  },
};

const ready = {};

async function answer(line) {
  const { peer, count, out } = JSON.parse(line);
  ready[peer] = ready[peer] || peers[peer]();
  const before = process.cpuUsage();
  let made;
  for (let number = 0; number < count; number++) made = await ready[peer]();
  const used = process.cpuUsage(before);
  if (out) fs.writeFileSync(out, made);
  console.log(JSON.stringify({ ms: (used.user + used.system) / 1000 }));
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) await answer(line);
})();
