// Fills a template with easy-template-x for the readers on standard input; prints seconds of the processor a letter.
// Run by bench/letters.py: node easy_template.cjs TEMPLATE [FOLDER], with easy-template-x on NODE_PATH.
const { createHash } = require("node:crypto");
const { readFileSync, writeFileSync } = require("node:fs");
const { TemplateHandler } = require("easy-template-x");

async function main(template, folder) {
  const readers = JSON.parse(readFileSync(0, "utf8"));
  const content = readFileSync(template);
  const handler = new TemplateHandler();
  const make = async (values, file) => {
    const letter = await handler.process(content, values);
    if (folder) writeFileSync(`${folder}/${file}.docx`, letter, { flag: "wx" });
    createHash("sha256").update(letter).digest("hex");
  };
  const warming = readers.slice(0, 50);
  for (const [place, values] of warming.entries()) await make(values, `warming-${place}`);
  const began = process.cpuUsage();
  for (const [place, values] of readers.entries()) await make(values, place);
  const spent = process.cpuUsage(began);
  console.log((spent.user + spent.system) / 1e6 / readers.length);
}

main(...process.argv.slice(2));
