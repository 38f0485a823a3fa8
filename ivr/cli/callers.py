"""`ivr texts`, `ivr messages` and `ivr journal`: what callers left, for those who answer them."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import click

from ivr.cli.memory import memory
from ivr.cli.options import the_moment
from ivr.menu.hours import LONDON
from ivr.store import Kept, Message, Outgoing
from ivr.texts.reasons import why
from ivr.texts.states import TextState


@click.command()
@click.option("--state", type=click.Choice([state.value for state in TextState]), help="Only those of which this became.")
@click.option("--since", metavar='"2026-11-24 11:00"', help="Only those promised since this moment in Kent; a day may stand alone.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, one text an object.")
def texts(*, state: str | None, since: str | None, as_json: bool) -> None:
    """List the texts that were promised, what became of them, and how many there are of each; never the number, only how it ends."""
    began = the_moment(since, "--since") if since is not None else None
    with memory() as store:
        found = [one for one in store.texts(began) if state in (None, one.state.value)]
    if as_json:
        click.echo(json.dumps([_fields(one) for one in found], indent=2))
        return
    _listed((_text(one) for one in found), "No texts.")
    if found:
        click.echo(f"\n{_summary(found)}")


@click.command()
@click.option("--numbers", is_flag=True, help="Show the whole number to ring back, not only how it ends.")
def messages(*, numbers: bool) -> None:
    """List the messages that callers left, to ring them back."""
    with memory() as store:
        _listed((_message(one, numbers=numbers) for one in store.messages()), "No messages.")


@click.command()
@click.argument("call")
def journal(call: str) -> None:
    """List what happened in one call, by Twilio's id of it."""
    with memory() as store:
        _listed((_turn(one) for one in store.journal(call)), "Nothing is known of this call.")


def _listed(lines: Iterable[str], nothing: str) -> None:
    click.echo("\n".join(lines) or nothing)


def _summary(texts: Iterable[Outgoing]) -> str:
    counts = Counter(text.state for text in texts)
    return ", ".join(f"{counts[state]} {state.value}" for state in TextState if counts[state])


def _text(text: Outgoing) -> str:
    number = f"...{text.ends}" if text.ends else "a number that is forgotten"
    how = ", discreetly" if text.discreet else ""
    return f"{_when(text.asked_at)}  {text.state.value:<12} {text.text} to {number}{how}{_reason(text)}"


def _fields(text: Outgoing) -> dict[str, object]:
    moments = {"asked_at": text.asked_at, "changed_at": text.changed_at, "handled_at": text.handled_at}
    when = {name: at.isoformat() if at else None for name, at in moments.items()}
    what = {"id": text.id, "call": text.call, "text": text.text, "state": text.state.value, "discreet": text.discreet}
    return {**what, "ends": text.ends or None, "code": text.code, **when}


def _reason(text: Outgoing) -> str:
    if text.state is TextState.REFUSED:
        return f" ({why(text.state, text.code)})"
    return f" (Twilio's error {text.code}: {why(text.state, text.code)})" if text.code else ""


def _message(message: Message, *, numbers: bool) -> str:
    number = message.number or "a withheld number"
    shown = number if numbers or not message.number else f"...{number[-3:]}"
    return f"{_when(message.kept_at or message.ready_at)}  {message.seconds:>3} s  from {shown}  {message.url}  in {message.call}"


def _turn(turn: Kept) -> str:
    return f"{_when(turn.at)}  {turn.heard:<14} {turn.node}: {', '.join(turn.says)} ({turn.outcome})"


def _when(at: datetime | None) -> str:
    return f"{at.astimezone(LONDON):%Y-%m-%d %H:%M:%S}" if at else "at some time"
