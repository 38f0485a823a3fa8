"""`ivr phone`: the helpline on a web page, for whoever wants to ring it, answer it or edit it."""

import os
import sys
from pathlib import Path

import click

from ivr import config
from ivr.cli.options import AT, MENUS, PORT, the_menus, the_moment

_LOOK_S = 0.5


@click.command()
@MENUS
@AT
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Where calls and texts are kept; else they are forgotten.")
@click.option("--drafts", is_flag=True, help="Hear the pages that wait for a sign-off too.")
@click.option("--guest", metavar="NAME", default="Guest", show_default=True, help="Who signs in as staff; told with what they record.")
@click.option("--port", type=PORT, default=8300, show_default=True, help="The port of the page; 0 takes one that is free.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address of the page: this machine's own, and no other.")
@click.option("--open/--no-open", "shows", default=True, help="Open the page in a browser.")
def phone(*, menus: Path | None, at: str | None, data: Path | None, drafts: bool, guest: str, port: int, host: str, shows: bool) -> None:
    """Ring the helpline from a web page, without a telephone or an account."""
    from ivr import app  # noqa: PLC0415 - a terminal call needs neither Flask nor a database
    from ivr.booth.phone import Wishes, put_up  # noqa: PLC0415 - as above

    wishes = Wishes(
        menus=the_menus(menus),
        audio=config.audio(os.environ),
        data=data,
        at=the_moment(at) if at else None,
        drafts=drafts,
        guest=guest,
        host=host,
        port=port,
    )
    stopped = app.told_to_stop()
    with put_up(wishes, app.now) as found:
        click.echo(f"Ring it here: {found.page}")
        click.echo(f"Staff sign in here: {found.staff} as {found.guest.name}, with the password {found.guest.password}")
        click.echo(
            f"On the recording line, type your staff number, your PIN and hash in one: {found.guest.staff_number} {found.guest.pin} #"
        )
        click.echo("All of it is on this machine, and nothing leaves it. Stop it with Ctrl-C.")
        if shows and sys.stdout.isatty():
            click.launch(found.page)
        while not stopped.wait(_LOOK_S):  # for good, a signal that another thread was given would not end it
            pass
