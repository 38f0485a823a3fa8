"""`ivr check` and `ivr draw`: for whoever edits the menus."""

import os
from dataclasses import replace
from inspect import getdoc
from pathlib import Path
from typing import Final

import click

from ivr import config, linesman
from ivr.checks import report
from ivr.checks.run import explain, run
from ivr.checks.sizes import table
from ivr.cli.options import AT, AUDIO, FILE, MENUS, new_file, put, the_menus, the_moment
from ivr.clips.catalogue import Catalogue
from ivr.menu.load import load
from ivr.menu.repertoire import repertoire
from ivr.phone.links import Links
from ivr.reports.picture import draw as picture
from ivr.simulator.explore import explore
from ivr.simulator.situations import LINKS

STOPPED: Final = 130  # as a shell tells that somebody pressed Ctrl-C
ASKED: Final = "asked"


@click.command()
@MENUS
@AUDIO
@AT
@click.option("--launch", is_flag=True, help="Fail while anything is still to be confirmed or signed off.")
@click.option("--explain", "rule", metavar="RULE", help="Print the manual of one rule.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--waived", is_flag=True, help="Show the warnings that are waived, with the reason.")
@click.option("--links", is_flag=True, help="Ask each link of the texts once, over the network, whether its page is still there.")
@click.pass_context
def check(
    ctx: click.Context,
    *,
    menus: Path | None,
    audio: Path | None,
    at: str | None,
    launch: bool,
    rule: str | None,
    form: str,
    waived: bool,
    links: bool,
) -> None:
    """Check the menus, and whether the recordings say them: what must never reach a caller.

    Without --links nobody is asked anything. A dead link is an error, one that has moved for good or could not be checked a warning;
    `--explain asked` tells more.
    """
    if rule:
        click.echo(explain(rule) if rule.lower() != ASKED else getdoc(linesman))
        return
    url = config.public_url(os.environ)
    helpline = replace(load(the_menus(menus)), short_links=Links(url).short if url else LINKS)
    moment = the_moment(at)
    catalogue = Catalogue.load(audio or config.audio(os.environ))
    # Where there is none at all the voice says everything, and that is told by nobody a thousand times.
    recordings = catalogue.states(repertoire(helpline)) if catalogue.clips or catalogue.faults else None
    findings = run(helpline, moment, explore(helpline.spoken(), moment), recordings)
    if form == "text":
        click.echo(table(helpline))
        click.echo(report.render(findings, form, waived=waived), nl=False)
    stopped = False
    if links:
        from ivr.cli.links import ask  # noqa: PLC0415 - the network is for this option alone

        asked = ask(helpline, moment.date())
        findings, stopped = [*findings, *asked.findings], asked.stopped
        if form == "text":
            click.echo(f"\n{asked.words}", nl=False)
    if form != "text":
        click.echo(report.render(findings, form, waived=waived), nl=False)
    ctx.exit(STOPPED if stopped else report.exit_code(findings, launch=launch))


@click.command()
@MENUS
@click.option("--output", type=FILE, callback=new_file, help="The file to write; without it the picture is printed.")
def draw(menus: Path | None, output: Path | None) -> None:
    """Draw the menus as a picture (SVG)."""
    svg = picture(load(the_menus(menus)))
    if output is None:
        click.echo(svg)
        return
    put(output, svg)
    click.echo(f"Drawn in {output}.")
