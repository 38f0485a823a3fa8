"""`ivr serve`, `ivr work` and `ivr fallback`: for whoever runs the server."""

import os
from pathlib import Path

import click

from ivr import config
from ivr.cli.options import MENUS, PORT, the_menus
from ivr.menu.load import load


@click.command()
@click.option("--port", type=PORT, default=8000, show_default=True, help="The port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on, behind a proxy that speaks TLS.")
def serve(port: int, host: str) -> None:
    """Answer Twilio's webhooks."""
    from ivr import app  # noqa: PLC0415 - a terminal call needs neither Flask nor a database

    app.serve(config.read(os.environ), host=host, port=port)


@click.command()
@click.option("--once", is_flag=True, help="Do what is waiting and stop.")
def work(*, once: bool) -> None:
    """Send the texts that callers asked for, and fetch what staff read by telephone."""
    from ivr import app  # noqa: PLC0415 - as above

    app.work(config.read(os.environ), once=once)


@click.command()
@MENUS
def fallback(menus: Path | None) -> None:
    """Print what Twilio is to say when this server cannot be reached: the text of a TwiML Bin."""
    from ivr.phone import fallback as words  # noqa: PLC0415 - a terminal call needs no TwiML

    click.echo(words.fallback(load(the_menus(menus)).spoken()))
