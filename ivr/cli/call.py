"""`ivr call`: a call in the terminal, through the engine that answers real callers."""

from dataclasses import replace
from pathlib import Path

import click

from ivr.cli.options import AT, MENUS, the_menus, the_moment
from ivr.menu.load import load
from ivr.simulator import handset
from ivr.simulator.play import Call, act
from ivr.simulator.steps import Act, RingOff
from ivr.simulator.transcript import Transcript, begin, played
from ivr.simulator.writing import write


@click.command()
@MENUS
@AT
@click.option("--keys", help='The keys to press, with spaces between: "1 1 8 1". - is silence, a an adviser, r speaks, h hangs up.')
@click.option("--from", "from_", default="07700 900123", show_default=True, help="The number that rings, or `withheld`.")
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
    acts = _talk(begin(ringing, helpline), keys.split() if keys is not None else None)
    if save:
        save.write_text(write([played(replace(ringing, steps=acts), helpline)]), "utf-8")
        click.echo(f"Saved as {save}.")


def _talk(calling: Call, keys: list[str] | None) -> tuple[Act, ...]:
    acts: tuple[Act, ...] = ()
    while True:
        for line in handset.lines(calling):
            click.echo(line)
        if calling.over:
            return acts
        what = _next(calling, keys)
        acts = (*acts, what)
        if isinstance(what, RingOff):
            click.echo("You hang up.")
            return acts
        calling = act(calling, what)


def _next(calling: Call, keys: list[str] | None) -> Act:
    if keys is not None:
        typed = keys.pop(0) if keys else "h"
        click.secho(f"\n[{typed}]", fg="green")
        try:
            return handset.read(calling, typed)
        except ValueError as why:
            raise click.UsageError(f"{typed!r} cannot be done here. {why}") from None
    while True:
        try:
            typed = click.prompt(click.style(f"\n[{handset.choices(calling)}]", fg="green"), default="", show_default=False)
            return handset.read(calling, typed)
        except ValueError as why:
            click.echo(str(why))
        except click.Abort:
            return RingOff()
