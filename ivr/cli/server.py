"""`ivr serve` and `ivr work`: for whoever runs the server."""

import os

import click

from ivr import config


@click.command()
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on, behind a proxy that speaks TLS.")
def serve(port: int, host: str) -> None:
    """Answer Twilio's webhooks."""
    from ivr import app  # noqa: PLC0415 - a terminal call needs neither Flask nor a database

    app.serve(config.read(os.environ), host=host, port=port)


@click.command()
@click.option("--once", is_flag=True, help="Send what is waiting and stop.")
def work(*, once: bool) -> None:
    """Send the texts that callers asked for."""
    from ivr import app  # noqa: PLC0415 - as above

    app.work(config.read(os.environ), once=once)
