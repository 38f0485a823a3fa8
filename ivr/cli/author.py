"""`ivr check` and `ivr draw`: for whoever edits the menus."""

import os
from dataclasses import replace
from pathlib import Path

import click

from ivr import config
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


@click.command()
@MENUS
@AUDIO
@AT
@click.option("--launch", is_flag=True, help="Fail while anything is still to be confirmed or signed off.")
@click.option("--explain", "rule", metavar="RULE", help="Print the manual of one rule.")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--waived", is_flag=True, help="Show the warnings that are waived, with the reason.")
@click.pass_context
def check(
    ctx: click.Context, *, menus: Path | None, audio: Path | None, at: str | None, launch: bool, rule: str | None, form: str, waived: bool
) -> None:
    """Check the menus, and whether the recordings say them: what must never reach a caller."""
    if rule:
        click.echo(explain(rule))
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
    ctx.exit(report.exit_code(findings, launch=launch))


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
