"""The `ivr` command: what a person types to hear, check, draw and run the helpline.

Knows how to ask and how to print; every answer is made elsewhere. With `app` it is the only room that asks the clock.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from ivr import config
from ivr.checks import report
from ivr.checks.run import explain, run
from ivr.errors import HelplineError
from ivr.menu.hours import LONDON
from ivr.menu.load import load
from ivr.reports.picture import draw as picture
from ivr.simulator import handset
from ivr.simulator.explore import explore
from ivr.simulator.play import Call, act
from ivr.simulator.steps import Act, RingOff
from ivr.simulator.transcript import Transcript, begin, played
from ivr.simulator.writing import write
from ivr.store import Store, connect

MENUS = click.option("--menus", type=click.Path(path_type=Path), help="The folder of menus; `menus` here, else the one shipped.")
AT = click.option("--at", metavar='"2026-12-25 11:00"', help="The moment to pretend it is, in Kent.")


class Outspoken(click.Group):
    """A command group that tells a fault in its own words and exits with 1, never with a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command, and say plainly what went wrong."""
        try:
            return super().invoke(ctx)
        except HelplineError as fault:
            click.echo(str(fault), err=True)
            ctx.exit(1)


@click.group(cls=Outspoken, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="iask-helpline")
def main() -> None:
    """The helpline of Information, Advice and Support Kent."""


@main.command()
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
    whole = load(_menus(menus))
    helpline = whole if drafts else whole.spoken()
    moment = _moment(at)
    click.secho(f"{helpline.name}, {moment:%A %d %B %Y, %H:%M}. You ring from {from_}.", bold=True)
    ringing = Transcript(name=f"a call of {moment:%d %B %Y, %H:%M}", at=moment, from_=from_, steps=(), adviser=adviser)
    acts = _talk(begin(ringing, helpline), keys.split() if keys is not None else None)
    if save:
        save.write_text(write([played(replace(ringing, steps=acts), helpline)]), "utf-8")
        click.echo(f"Saved as {save}.")


@main.command()
@MENUS
@AT
@click.option("--launch", is_flag=True, help="Fail while anything is still to be confirmed or signed off.")
@click.option("--explain", "rule", metavar="RULE", help="Print the manual of one rule.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--waived", is_flag=True, help="Show the warnings that are waived, with the reason.")
@click.pass_context
def check(ctx: click.Context, *, menus: Path | None, at: str | None, launch: bool, rule: str | None, form: str, waived: bool) -> None:
    """Check the menus: what must never reach a caller."""
    if rule:
        click.echo(explain(rule))
        return
    helpline, moment = load(_menus(menus)), _moment(at)
    findings = run(helpline, moment, explore(helpline.spoken(), moment))
    click.echo(report.render(findings, form, waived=waived), nl=False)
    ctx.exit(report.exit_code(findings, launch=launch))


@main.command()
@MENUS
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; without it the picture is printed.")
def draw(menus: Path | None, output: Path | None) -> None:
    """Draw the menus as a picture (SVG)."""
    svg = picture(load(_menus(menus)))
    if output is None:
        click.echo(svg)
        return
    output.write_text(svg, "utf-8")
    click.echo(f"Drawn in {output}.")


@main.command()
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on, behind a proxy that speaks TLS.")
def serve(port: int, host: str) -> None:
    """Answer Twilio's webhooks."""
    from ivr import app  # noqa: PLC0415 - a terminal call needs neither Flask nor a database

    app.serve(config.read(os.environ), host=host, port=port)


@main.command()
@click.option("--once", is_flag=True, help="Send what is waiting and stop.")
def work(*, once: bool) -> None:
    """Send the texts that callers asked for."""
    from ivr import app  # noqa: PLC0415 - as above

    app.work(config.read(os.environ), once=once)


@main.command()
def texts() -> None:
    """List the texts that were promised, and what became of them."""
    with _memory() as store:
        for one in store.texts():
            code = f" (Twilio's {one.code})" if one.code else ""
            click.echo(f"{one.asked_at.astimezone(LONDON):%Y-%m-%d %H:%M}  {one.state.value:<12} {one.text} to ...{one.ends}{code}")


@main.command()
@click.option("--numbers", is_flag=True, help="Show the whole number to ring back, not only how it ends.")
def messages(*, numbers: bool) -> None:
    """List the messages that callers left, to ring them back."""
    with _memory() as store:
        for one in store.messages():
            number = one.number or "withheld"
            shown = number if numbers or not one.number else f"...{number[-3:]}"
            when = one.kept_at or one.ready_at
            moment = f"{when.astimezone(LONDON):%Y-%m-%d %H:%M}" if when else "?"
            click.echo(f"{moment}  {one.seconds:>3} s  from {shown}  {one.url}  in call {one.call}")


@main.command()
@click.argument("call")
def journal(call: str) -> None:
    """List what happened in one call, by Twilio's id of it."""
    with _memory() as store:
        for turn in store.journal(call):
            at = turn.at.astimezone(LONDON)
            click.echo(f"{at:%Y-%m-%d %H:%M:%S}  {turn.heard:<14} {turn.node} [{', '.join(turn.says)}] then {turn.outcome}")


@contextmanager
def _memory() -> Iterator[Store]:
    store = connect(config.read(os.environ).database_url)
    try:
        store.ready()
        yield store
    finally:
        store.close()


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


def _menus(folder: Path | None) -> Path:
    return folder or config.menus(os.environ)


def _moment(at: str | None) -> datetime:
    if at is None:
        return datetime.now(LONDON)
    for form in ("%Y-%m-%d %H:%M", "%Y-%m-%d"):
        try:
            return datetime.strptime(at, form).replace(tzinfo=LONDON)
        except ValueError:
            continue
    raise click.BadParameter(f"{at!r} is not a moment: write it as 2026-12-25 11:00.", param_hint="--at")


if __name__ == "__main__":
    sys.exit(main())
