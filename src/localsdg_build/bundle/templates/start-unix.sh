#!/bin/sh
cd "$(dirname "$0")" || exit 1
# First one that the folder has packages for; else any, which says what is missing.
for python in @@pythons@@ python3 python; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    exec "$python" @@program@@ "$@"
  fi
done
cat program/no-python.txt
exit 1
