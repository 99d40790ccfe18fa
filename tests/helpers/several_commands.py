"""Run several commands of ``autograder`` in one process: ``several_commands.py COURSE JSON``.

``JSON``: lists of arguments. Prints ``[[exit code, all output], ...]`` as JSON.
"""

import json
import sys

from click.testing import CliRunner

from autograder import cli


def main(course, commands):
    done = [CliRunner().invoke(cli.main, [*arguments, "--course", course]) for arguments in commands]
    for ran in done:
        if ran.exception and not isinstance(ran.exception, SystemExit):
            raise ran.exception
    return [[ran.exit_code, ran.output] for ran in done]


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], json.loads(sys.argv[2]))))
