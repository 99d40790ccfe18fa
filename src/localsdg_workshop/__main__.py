"""``python -m localsdg_workshop``: ``localsdg workshop`` without the packages of the other commands."""

from localsdg_workshop.commands.workshop import command

if __name__ == "__main__":
    command(prog_name="workshop")
