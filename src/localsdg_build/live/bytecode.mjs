// Run by bytecode.py with Node.js: FOLDER (of Pyodide) PROGRAM (compiling.py) WHEELS. Writes each wheel anew, in which
// the modules that pandas reads for a first table are compiled.
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, program, ...names] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${folder}/` });
await python.loadPackage("pandas", { messageCallback() {} });
python.runPython(fs.readFileSync(program, "utf8"));
python.runPython("import pandas, site\npandas.DataFrame({'a': [1]}).describe()\nread = imported(site.getsitepackages()[0])");
for (const name of names) {
  python.FS.writeFile("/source", fs.readFileSync(`${folder}/${name}`));
  python.runPython("open('/made', 'wb').write(compiled(open('/source', 'rb').read(), read))");
  fs.writeFileSync(`${folder}/${name}`, python.FS.readFile("/made"));
}
