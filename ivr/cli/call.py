"""`ivr call`: a call in the terminal, through the engine that answers real callers."""

from dataclasses import replace
from pathlib import Path

import click

from ivr.cli.options import AT, MENUS, the_menus, the_moment
from ivr.menu.load import load
from ivr.simulator import handset
from ivr.simulator.play import Call, act
from ivr.simulator.steps import Act, RingOff
from ivr.simulator.transcript import Transcript, begin, caller, played
from ivr.simulator.writing import write
from ivr.texts.numbers import Refusal

WITHHELD = "withheld"
UNUSABLE = 2  # how a command ends that was asked for what cannot be done
_BETWEEN = str.maketrans(dict.fromkeys("()-./", " "))


class _CannotError(Exception):
    """A key that was given cannot be pressed; its words say why, and what can be done."""


def _number(_context: click.Context, _option: click.Parameter, written: str) -> str:
    """A number as transcripts have it: without the brackets and dashes that some people write."""
    plain = " ".join(written.translate(_BETWEEN).split())
    if plain.lower() == WITHHELD:
        return WITHHELD
    if caller(plain) in (Refusal.WITHHELD, Refusal.NOT_A_NUMBER):
        raise click.BadParameter(
            f"{written!r} is no number that could ring. Give one of this country as people write it (07700 900123, 01632 960123), "
            "one of another with + before it, or `withheld`."
        )
    return plain


@click.command()
@MENUS
@AT
@click.option("--keys", help='The keys to press, with spaces between: "1 1 8 1". - is silence, a an adviser, r speaks, h hangs up.')
@click.option("--from", "from_", default="07700 900123", show_default=True, callback=_number, help="The number that rings, or `withheld`.")
@click.option("--save", type=click.Path(path_type=Path, dir_okay=False), help="Write the call down as a transcript that the tests replay.")
@click.option("--drafts", is_flag=True, help="Hear the pages that wait for a sign-off too.")
@click.option("--adviser", is_flag=True, help="Ring the adviser line instead.")
def call(*, menus: Path | None, at: str | None, keys: str | None, from_: str, save: Path | None, drafts: bool, adviser: bool) -> None:
    """Ring the helpline, in this terminal."""
    if save and save.exists():
        raise click.BadParameter(f"{save} is there already. Name a file that is not.", param_hint="--save")
    whole = load(the_menus(menus))
    helpline = whole if drafts else whole.spoken()
    moment = the_moment(at)
    rung = helpline.numbers.adviser if adviser else helpline.numbers.helpline
    click.secho(f"{helpline.name}, {moment:%A %d %B %Y, %H:%M}. You ring {rung} from {from_}.", bold=True)
    ringing = Transcript(name=f"a call of {moment:%d %B %Y, %H:%M}", at=moment, from_=from_, steps=(), adviser=adviser)
    acts, cannot = _talk(begin(ringing, helpline), keys.split() if keys is not None else None)
    if save:
        save.write_text(write([played(replace(ringing, steps=acts), helpline)]), "utf-8")
        click.echo(f"Saved as {save}.")
    if cannot:
        click.echo(cannot, err=True)
        raise click.exceptions.Exit(UNUSABLE)


def _talk(calling: Call, keys: list[str] | None) -> tuple[tuple[Act, ...], str]:
    """All that was done in the call, and what of the keys that were given could not be; empty where all could."""
    acts: tuple[Act, ...] = ()
    while True:
        for line in handset.lines(calling):
            click.echo(line)
        if calling.over and not keys:
            return acts, ""
        try:
            what = _next(calling, keys)
        except _CannotError as cannot:
            return acts, str(cannot)
        if calling.over:  # and the caller puts the receiver down too
            return acts, ""
        acts = (*acts, what)
        if isinstance(what, RingOff):
            click.echo("You hang up.")
            return acts, ""
        calling = act(calling, what)


def _next(calling: Call, keys: list[str] | None) -> Act:
    """What the caller does next: the next of the keys that were given, or what is typed now."""
    if keys is not None:
        typed = keys.pop(0) if keys else "h"
        click.secho(f"\n[{typed}]", fg="green")
        try:
            return handset.read(calling, typed)
        except ValueError as why:
            raise _CannotError(f"{typed!r} cannot be done here. {why}") from None
    while True:
        try:
            typed = click.prompt(click.style(f"\n[{handset.choices(calling)}]", fg="green"), default="", show_default=False)
            return handset.read(calling, typed)
        except ValueError as why:
            click.echo(str(why))
        except click.Abort:
            return RingOff()
