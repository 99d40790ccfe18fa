// Run by bytecode.py with Node.js: FOLDER (of Pyodide) PROGRAM (compiling.py) STDLIB WHEELS. Writes each of these archives
// anew, in which the modules that Python reads until it shows a first table are compiled.
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, program, stdlib, ...wheels] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${folder}/` });
await python.loadPackage("pandas", { messageCallback() {} });
python.runPython(fs.readFileSync(program, "utf8"));
// What localsdg.live and the page's worker read, then what a table does.
python.runPython("import ast, contextlib, csv, json, traceback, pyodide.code");
python.runPython("import pandas, site, sys\npandas.DataFrame({'a': [1]}).describe()");
python.runPython("places = [next(one for one in sys.path if one.endswith('.zip')), site.getsitepackages()[0]]\nread = list(map(imported, places))");
for (const [number, names] of [[stdlib], wheels].entries()) {
  for (const name of names) {
    python.FS.writeFile("/source", fs.readFileSync(`${folder}/${name}`));
    python.runPython(`open('/made', 'wb').write(compiled(open('/source', 'rb').read(), read[${number}]))`);
    fs.writeFileSync(`${folder}/${name}`, python.FS.readFile("/made"));
  }
}
