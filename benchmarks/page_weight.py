"""What the first load of a lesson page weighs, without a check, compressed as served."""

from urllib.parse import urlsplit

from measure import HTML, Wire, browser, report, served

LIMIT = 1_500_000
KINDS = {
    "plotly": "plotly.js",
    "fonts": "fonts",
    "mathjax": "MathJax",
    "_exercises": "exercises",
    ".css": "style",
    ".js": "scripts",
    ".html": "text and figures' data",
}


def kind(path):
    return next((name for part, name in KINDS.items() if part in path), "other")


def main():
    heaviest, pages = None, {}
    with served(HTML) as address, browser() as chromium:
        for page_file in sorted((HTML / "modules").glob("*/*/en.html")):
            name = page_file.relative_to(HTML).as_posix()
            page = chromium.new_context().new_page()
            wire = Wire(page)
            page.goto(f"{address}/{name}", wait_until="networkidle")
            parts = {}
            for url, size in wire.files().items():
                parts[kind(urlsplit(url).path)] = parts.get(kind(urlsplit(url).path), 0) + size
            pages[name] = sum(parts.values())
            if heaviest is None or pages[name] > pages[heaviest[0]]:
                heaviest = name, dict(sorted(parts.items(), key=lambda item: -item[1]))
            page.context.close()
    name, parts = heaviest
    made_of = ", ".join(f"{kind} {size / 1000:.0f} kB" for kind, size in parts.items())
    report(
        "page_weight",
        {"heaviest": name, "bytes": pages[name], "parts": parts, "limit": LIMIT, "pages": pages},
        f"Heaviest lesson page: {pages[name] / 1e6:.2f} MB of at most {LIMIT / 1e6} MB ({made_of}).",
    )
    return pages[name] <= LIMIT


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
