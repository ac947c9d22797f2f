"""Groups of commands that lie one to a file: the help page and the folder are the same list."""

import importlib
import pkgutil

import click


def filed(package: str, head: str = "") -> tuple[str, ...]:
    """Return the command names of a package, in name order: one per module that begins with ``head``."""
    places = importlib.import_module(package).__path__
    return tuple(
        sorted(
            each.name.removeprefix(head).replace("_", "-")
            for each in pkgutil.iter_modules(places)
            if each.name.startswith(head)
        )
    )


class FiledCommands(click.Group):
    """Commands that are imported when they are asked for; each module calls its own ``command``."""

    package = ""
    head = ""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the files."""
        del ctx
        return list(filed(self.package, self.head))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the file of that name; None where there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{self.package}.{self.head}{cmd_name.replace('-', '_')}")
        return module.command if isinstance(module.command, click.Command) else None
