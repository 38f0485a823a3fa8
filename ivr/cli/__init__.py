"""The `ivr` command: what a person types to hear, check, draw and run the helpline.

Knows how to ask and how to print; every answer is made elsewhere. With `app` it is the only room that asks the clock.
"""

import click

from ivr.cli.audio import audio
from ivr.cli.author import check, draw
from ivr.cli.call import call
from ivr.cli.callers import journal, messages, texts
from ivr.cli.number import number
from ivr.cli.phone import phone
from ivr.cli.reading import script, take, undo
from ivr.cli.server import fallback, serve, work
from ivr.cli.staff import staff
from ivr.cli.wording import words
from ivr.errors import HelplineError


class Outspoken(click.Group):
    """A command group that tells a fault in its own words and exits with 1, never with a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command, and say plainly what went wrong."""
        try:
            return super().invoke(ctx)
        except HelplineError as fault:
            click.echo(str(fault), err=True)
            ctx.exit(1)


@click.group(cls=Outspoken, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="iask-helpline")
def main() -> None:
    """The helpline of Information, Advice and Support Kent."""


for command in (phone, call, check, draw, audio, serve, work, fallback, texts, messages, journal, words, number, staff):
    main.add_command(command)
for command in (script, take, undo):
    audio.add_command(command)
