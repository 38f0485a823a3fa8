"""`ivr texts`, `ivr messages` and `ivr journal`: what callers left, for those who answer them."""

from collections.abc import Iterable
from datetime import datetime

import click

from ivr.cli.memory import memory
from ivr.menu.hours import LONDON
from ivr.store import Kept, Message, Outgoing
from ivr.texts.states import TextState


@click.command()
def texts() -> None:
    """List the texts that were promised, and what became of them."""
    with memory() as store:
        _listed((_text(one) for one in store.texts()), "No texts.")


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


def _text(text: Outgoing) -> str:
    return f"{_when(text.asked_at)}  {text.state.value:<12} {text.text} to ...{text.ends}{_reason(text)}"


def _reason(text: Outgoing) -> str:
    if text.state is TextState.REFUSED:
        return " (this number has said STOP)"
    return f" (Twilio's error {text.code})" if text.code else ""


def _message(message: Message, *, numbers: bool) -> str:
    number = message.number or "a withheld number"
    shown = number if numbers or not message.number else f"...{number[-3:]}"
    return f"{_when(message.kept_at or message.ready_at)}  {message.seconds:>3} s  from {shown}  {message.url}  in {message.call}"


def _turn(turn: Kept) -> str:
    return f"{_when(turn.at)}  {turn.heard:<14} {turn.node}: {', '.join(turn.says)} ({turn.outcome})"


def _when(at: datetime | None) -> str:
    return f"{at.astimezone(LONDON):%Y-%m-%d %H:%M:%S}" if at else "at some time"
