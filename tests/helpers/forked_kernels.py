"""Jupyter kernels that are forked where what notebooks import is imported: each spends seconds on it."""

import os

from forks import Forked, Forks, asked

KERNELS = Forks("ipykernel.kernelapp", "ipykernel.ipkernel", "pandas", "plotly.express", "localsdg.notebook")


def launcher(address):
    """What stands for ``launch_kernel`` of ``jupyter_client.provisioning.local_provisioner``.

    ``address``: ``KERNELS.begun()``, which may be another process's.
    """

    def launch(command, env, cwd=None, **_):
        # A kernel whose parent is not the one that is named there ends.
        env = {name: value for name, value in env.items() if name != "JPY_PARENT_PID"}
        arguments = command[command.index("ipykernel_launcher") + 1 :]
        program = "ipykernel.kernelapp:launch_new_instance"
        return Forked(address, asked(program, arguments, cwd or os.getcwd(), env))

    return launch
