"""`ivr number`: what we make of a telephone number."""

import json
from pathlib import Path
from typing import Any

import click

from ivr.cli.options import MENUS, the_menus
from ivr.menu.load import load
from ivr.menu.model import Helpline
from ivr.texts.numbers import Mobile, Refusal, may_text
from ivr.texts.plan import NoNumber, Number, from_person

_MAY_NOT, _NO_NUMBER = 1, 2


@click.command(epilog="Exits with 0 where we may text it, 1 where we may not, 2 where it is no number.")
@click.argument("number")
@MENUS
@click.option("--json", "as_json", is_flag=True, help="The same for a program.")
@click.pass_context
def number(ctx: click.Context, *, number: str, menus: Path | None, as_json: bool) -> None:
    """Say what we make of a telephone number: its form for networks (E.164), its kind, and whether we may text it, or why not.

    NUMBER is written as people write one; with - it is asked for, so that no shell keeps it.
    """
    typed = click.prompt("Number", err=True) if number == "-" else number
    helpline = load(the_menus(menus))
    found = from_person(typed)
    verdict = may_text(found, islands=helpline.texting.islands)
    if as_json:
        click.echo(json.dumps(_facts(helpline, found, verdict), indent=1))
    else:
        click.echo("\n".join(_told(helpline, found, verdict)))
    ctx.exit(_NO_NUMBER if isinstance(found, NoNumber) else 0 if isinstance(verdict, Mobile) else _MAY_NOT)


def _told(helpline: Helpline, found: Number | NoNumber, verdict: Mobile | Refusal) -> list[str]:
    says = [f"{found.e164}: {_kind(found)}"] if isinstance(found, Number) else []
    if isinstance(found, Number) and found.is_drama:
        return [*says, "We may text it, but nobody has it: nothing is sent unless `IVR_DRAMA_NUMBERS` is `send`."]
    return [*says, "We may text it." if isinstance(verdict, Mobile) else _why(helpline, verdict)]


def _kind(found: Number) -> str:
    marks = [found.region] if found.region else []
    marks += ["of the islands"] if found.is_of_islands else []
    marks += ["kept for drama"] if found.is_drama else []
    return ", ".join([found.kind.value, *marks])


def _why(helpline: Helpline, refusal: Refusal) -> str:
    """The words that a caller hears."""
    return helpline.lines[f"text.refused.{refusal.value}"].say


def _facts(helpline: Helpline, found: Number | NoNumber, verdict: Mobile | Refusal) -> dict[str, Any]:
    is_number, is_ours = isinstance(found, Number), isinstance(verdict, Mobile)
    return {
        "e164": found.e164 if isinstance(found, Number) and found.e164.startswith("+") else None,
        "kind": found.kind.value if isinstance(found, Number) else None,
        "region": found.region or None if isinstance(found, Number) else None,
        "islands": found.is_of_islands if isinstance(found, Number) else None,
        "drama": found.is_drama if isinstance(found, Number) else None,
        "number": is_number,
        "may_text": is_ours,
        "reason": None if isinstance(verdict, Mobile) else verdict.value,
        "words": None if isinstance(verdict, Mobile) else _why(helpline, verdict),
    }
