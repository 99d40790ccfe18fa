#!/bin/sh
cd "$(dirname "$0")" || exit 1
for python in python3 python; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 7))' 2>/dev/null; then
    exec "$python" program/start.py
  fi
done
cat program/no-python.txt
@@open@@ index.html
