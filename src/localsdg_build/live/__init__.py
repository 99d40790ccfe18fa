"""Books with live code: Python for the browser (``runtime``) and JupyterLite, beside the pages in ``_live``.

``ensure`` and ``publish`` are in ``runtime``; what they install is named in ``book/live``.
"""

FOLDER = "_live"  # of a built book
