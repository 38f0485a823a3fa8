"""`ivr audio`: the recordings, for whoever makes them, checks them, or replaces them by a person's."""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

import click

from ivr import config
from ivr.cli.options import AUDIO, FILE, MENUS, the_menus
from ivr.errors import OperatorError
from ivr.menu.load import load
from ivr.menu.repertoire import Reading, repertoire

if TYPE_CHECKING:
    from ivr.clips.voice.reading import Among

T = TypeVar("T")
VOICE = "voice/bf_emma.bin"


@click.group()
def audio() -> None:
    """Make, check and replace the recordings."""


@audio.command()
@MENUS
@AUDIO
@click.option("--only", multiple=True, metavar="ID", help="Make this one alone; may be given again.")
@click.option("--again", multiple=True, metavar="ID", help="Make this one again, though it is current, or a person's (see `undo`).")
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@click.option("--prune", is_flag=True, help="Take away the recordings that are in no menu any more.")
@click.option("--listen", is_flag=True, help="Read each at many paces, until a machine hears one right (as `hear`); it may take minutes.")
@click.option("--processes", default=os.cpu_count() or 1, show_default=True, help="How many are made at once.")
def make(
    *,
    menus: Path | None,
    audio: Path | None,
    only: tuple[str, ...],
    again: tuple[str, ...],
    dry_run: bool,
    prune: bool,
    listen: bool,
    processes: int,
) -> None:
    """Make the recordings that are missing or stale, in the synthetic voice, and nothing else."""
    from ivr.clips import making  # noqa: PLC0415 - sound is for these commands alone

    folder, readings = folder_of(audio), readings_of(menus)
    found = making.wanted(folder, readings)
    todo = _chosen(readings, found.make, only, again)
    for id in found.read_again:
        click.echo(f"{id}: a person read this, and its words have changed. It is left to be read again.")
    for id in found.left_over:
        click.echo(f"{id}: no menu says this any more.{'' if prune else ' `--prune` takes the recording away.'}")
    if dry_run:
        click.echo("\n".join(reading.id for reading in todo) or "Nothing is to be made.")
        return
    if prune:
        making.prune(folder, found.left_over)
    if todo:
        _make(folder, todo, processes, _among(folder, readings) if listen else None)
    click.echo(f"{len(todo)} made, {len(readings) - len(todo)} left as they were.")


@audio.command()
@MENUS
@AUDIO
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def check(ctx: click.Context, *, menus: Path | None, audio: Path | None, form: str) -> None:
    """Check every recording: its sound, its silences, its pace and its words."""
    from ivr.clips import judging  # noqa: PLC0415 - as above

    judged = list(judging.judge(folder_of(audio), readings_of(menus)))
    verdicts = [verdict for one in judged for verdict in one.verdicts]
    errors = sum(verdict.is_error for verdict in verdicts)
    if form == "json":
        click.echo(json.dumps([{"id": v.id, "error": v.is_error, "problem": v.problem, "mend": v.mend} for v in verdicts], indent=1))
    else:
        counts = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for word, n in (("error", errors), ("warning", len(verdicts) - errors)))
        click.echo("\n".join([*map(str, verdicts), f"{len(judged)} recordings: {counts}."]))
    ctx.exit(int(errors > 0))


@audio.command()
@MENUS
@AUDIO
@click.pass_context
def hear(ctx: click.Context, *, menus: Path | None, audio: Path | None) -> None:
    """Listen to every new recording as a telephone carries it, and compare what is heard with its words."""
    from ivr.clips import heard, hearing  # noqa: PLC0415 - as above
    from ivr.clips.catalogue import Catalogue  # noqa: PLC0415 - as above

    folder, readings = folder_of(audio), readings_of(menus)
    report: dict[str, heard.Heard] = {}
    known = heard.read(folder)
    listen = hearing.at_need(hearing.whisper)
    for id, found in _shown(hearing.hear(Catalogue.load(folder), readings, known, listen), len(readings), "Listening"):
        report[id] = found
        heard.write(folder, {**known, **report})
    heard.write(folder, report)
    faults = list(hearing.faults(folder, readings))
    rate = heard.word_error_rate(report.values())
    remarks = hearing.remarks(folder, readings)
    click.echo("\n".join([*faults, *remarks, f"{len(report)} recordings: {rate:.2%} of the words were heard wrong."]))
    ctx.exit(int(bool(faults)))


@audio.command()
@MENUS
@AUDIO
@click.option("--output", type=FILE, help="Where to write it; `sheet.html` beside the recordings.")
def sheet(*, menus: Path | None, audio: Path | None, output: Path | None) -> None:
    """Lay out every recording on one page (HTML), to look over and to listen to."""
    from ivr.clips import heard, judging, manifest, sheet  # noqa: PLC0415 - as above
    from ivr.clips.catalogue import Catalogue  # noqa: PLC0415 - as above

    folder = folder_of(audio)
    output = output or folder / "sheet.html"
    known = {id: entry for id, entry in manifest.read(folder).items() if isinstance(entry, manifest.Entry)}
    beside = quote(os.path.relpath(folder, output.parent))
    judged = list(judging.judge(folder, readings_of(menus)))
    shelf = sheet.Shelf(Catalogue.load(folder), known, heard.read(folder), f"{beside}/")
    manifest.put(output, sheet.sheet(judged, shelf).encode())
    click.echo(f"Laid out in {output}.")


def _make(folder: Path, todo: list[Reading], processes: int, among: "Among | None") -> None:
    from ivr.clips import making  # noqa: PLC0415 - as above
    from ivr.clips.voice import kokoro  # noqa: PLC0415 - as above
    from ivr.clips.voice.reading import spoken  # noqa: PLC0415 - as above

    made = making.make(folder, spoken(todo, folder / VOICE, processes, among), kokoro.NAME, date.today())  # noqa: DTZ011 - the day here
    for _ in _shown(made, len(todo), "Making"):
        pass


def _among(folder: Path, readings: tuple[Reading, ...]) -> "Among":
    from ivr.clips import hearing  # noqa: PLC0415 - as above
    from ivr.clips.catalogue import Catalogue  # noqa: PLC0415 - as above

    catalogue = Catalogue.load(folder)
    return lambda reading: hearing.together(reading, readings, catalogue)


def _chosen(readings: tuple[Reading, ...], lacking: Iterable[Reading], only: tuple[str, ...], again: tuple[str, ...]) -> list[Reading]:
    known = {reading.id: reading for reading in readings}
    if unknown := [id for id in (*only, *again) if id not in known]:
        raise OperatorError(f"No menu says {', '.join(unknown)}. `ivr audio sheet` lays out all that can be made, with their names.")
    todo = {reading.id: reading for reading in lacking if not only or reading.id in only}
    return list({**todo, **{id: known[id] for id in again}}.values())


def _shown(work: Iterable[T], length: int, label: str) -> Iterator[T]:
    with click.progressbar(work, length=length, label=label) as bar:
        yield from bar


def readings_of(menus: Path | None) -> tuple[Reading, ...]:
    """Every recording that the menus want, drafts included."""
    return repertoire(load(the_menus(menus)))


def folder_of(audio: Path | None) -> Path:
    """The folder of recordings that is meant."""
    return audio or config.audio(os.environ)
