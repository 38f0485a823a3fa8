"""`ivr words`: what we make of a text before anybody is sent it."""

from typing import TextIO

import click

from ivr.errors import OperatorError
from ivr.menu.plain import LONGEST, beyond_gsm_7, lost, named, plain
from ivr.texts.words import Alphabet, measure


@click.command()
@click.argument("file", type=click.File(encoding="utf-8"))
def words(file: TextIO) -> None:
    """Show a text as it would be sent, and what it takes: its alphabet, its units and its segments. FILE may be - to type it."""
    try:
        body = plain(file.read()).strip()
    except UnicodeDecodeError:
        raise OperatorError(f"{file.name} is not a file of text in UTF-8.") from None
    if signs := lost(body):
        raise OperatorError(f"A text cannot hold {named(signs)}. Write it with plain letters, digits and signs.")
    if len(body) > LONGEST:
        raise OperatorError(f"A text of {len(body)} characters cannot be sent. Write at most {LONGEST}, or make several texts of it.")
    size = measure(body)
    click.echo(f"{size.alphabet.value}, {_count(size.units, 'unit')}, {_count(size.segments, 'segment')}")
    if size.alphabet is Alphabet.UCS_2:
        click.echo(f"UCS-2 for the sake of {named(beyond_gsm_7(body))}.")
    click.echo(f"\n{body}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
