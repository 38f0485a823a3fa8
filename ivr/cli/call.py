"""`ivr call`: a call in the terminal, through the engine that answers real callers, or through all of the helpline."""

import os
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from ivr import config
from ivr.cli.options import AT, FILE, MENUS, new_file, put, the_menus, the_moment
from ivr.menu.load import load
from ivr.menu.model import Helpline
from ivr.simulator.paper import Paper, Telephone
from ivr.simulator.steps import Act, RingOff
from ivr.simulator.transcript import Transcript
from ivr.simulator.writing import write
from ivr.texts.numbers import Refusal, from_caller_id
from ivr.texts.written import caller_id, written

UNUSABLE = 2  # how a command ends that was asked for what cannot be done


class _CannotError(Exception):
    """A key that was given cannot be pressed; its words say why, and what can be done."""


def _number(_context: click.Context, _option: click.Parameter, typed: str) -> str:
    """A number as transcripts have it, however it was typed."""
    number = caller_id(typed)
    if number is None or from_caller_id(number) is Refusal.NOT_A_NUMBER:
        raise click.BadParameter(
            f"{typed!r} is no number that could ring. Give one of this country as people write it (07700 900123, 01632 960123), "
            "one of another with + before it, or `withheld`."
        )
    return written(number)


@click.command()
@MENUS
@AT
@click.option("--keys", help='The keys to press, with spaces between: "1 1 8 1". - is silence, a an adviser, r speaks, h hangs up.')
@click.option("--from", "from_", default="07700 900123", show_default=True, callback=_number, help="The number that rings, or `withheld`.")
@click.option("--save", type=FILE, callback=new_file, help="Write the call down as a transcript that the tests replay.")
@click.option("--drafts", is_flag=True, help="Hear the pages that wait for a sign-off too.")
@click.option("--adviser", is_flag=True, help="Ring the adviser line instead.")
@click.option("--http", is_flag=True, help="Ring the helpline as it is served, and compare the call with the one on paper.")
def call(
    *, menus: Path | None, at: str | None, keys: str | None, from_: str, save: Path | None, drafts: bool, adviser: bool, http: bool
) -> None:
    """Ring the helpline, in this terminal."""
    if save and save.exists():
        raise click.BadParameter(f"{save} is there already. Name a file that is not.", param_hint="--save")
    whole = load(the_menus(menus))
    helpline = whole if drafts else whole.spoken()
    moment = the_moment(at)
    rung = helpline.numbers.adviser if adviser else helpline.numbers.helpline
    click.secho(f"{helpline.name}, {moment:%A %d %B %Y, %H:%M}. You ring {written(rung)} from {from_}.", bold=True)
    ringing = Transcript(name=f"a call of {moment:%d %B %Y, %H:%M}", at=moment, from_=from_, steps=(), adviser=adviser)
    with _line(ringing, helpline) if http else nullcontext(Paper(ringing, helpline)) as telephone:
        cannot = converse(telephone, keys.split() if keys is not None else None, save)
    if http:
        click.echo("On paper and over HTTP: the same.")
    if cannot:
        click.echo(cannot, err=True)
        raise click.exceptions.Exit(UNUSABLE)


def _line(ringing: Transcript, helpline: Helpline) -> AbstractContextManager[Telephone]:
    from ivr.booth.line import connected  # noqa: PLC0415 - a call on paper needs neither a web server nor an exchange
    from ivr.clips.library import Library  # noqa: PLC0415 - as above

    return connected(ringing, helpline, Library.load(config.audio(os.environ)))


def converse(telephone: Telephone, keys: list[str] | None, save: Path | None = None) -> str:
    """Hold the call, with these keys or those that are typed, and save it, however it ends.

    What of the given keys could not be done; empty where all could. `HelplineError` if the helpline does otherwise than it was to.
    """
    try:
        return _talk(telephone, keys)
    finally:
        if save:
            put(save, write([telephone.version.transcript]))
            click.echo(f"Saved as {save}.")


def _talk(telephone: Telephone, keys: list[str] | None) -> str:
    while True:
        for line in telephone.lines():
            click.echo(line)
        telephone.check()
        if telephone.over and not keys:
            return ""
        try:
            what = _next(telephone, keys)
        except _CannotError as cannot:
            return str(cannot)
        if telephone.over:  # and the caller puts the receiver down too
            return ""
        telephone.do(what)
        if isinstance(what, RingOff):
            click.echo("You hang up.")
            return ""


def _next(telephone: Telephone, keys: list[str] | None) -> Act:
    """What the caller does next: the next of the keys that were given, or what is typed now."""
    if keys is not None:
        typed = keys.pop(0) if keys else "h"
        click.secho(f"\n[{typed}]", fg="green")
        try:
            return telephone.read(typed)
        except ValueError as why:
            raise _CannotError(f"{typed!r} cannot be done here. {why}") from None
    while True:
        try:
            typed = click.prompt(click.style(f"\n[{telephone.choices()}]", fg="green"), default="", show_default=False)
            return telephone.read(typed)
        except ValueError as why:
            click.echo(str(why))
        except click.Abort:
            return RingOff()
