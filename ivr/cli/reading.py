"""`ivr audio script`, `take` and `undo`: for people who read the recordings, and for whoever brings their files."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from ivr.cli.audio import folder_of, readings_of
from ivr.cli.options import AUDIO, FILE, MENUS, the_menus
from ivr.clips import manifest
from ivr.clips.catalogue import Catalogue
from ivr.clips.manifest import Entry, Source
from ivr.clips.state import State
from ivr.clips.takes import TakeError
from ivr.errors import OperatorError
from ivr.menu.load import load
from ivr.menu.numbering import numbered
from ivr.menu.repertoire import Reading, repertoire
from ivr.studio.order import voice

WHICH = ("wanting", "synthetic", "all")


@click.command()
@MENUS
@AUDIO
@click.option(
    "--which",
    type=click.Choice(WHICH),
    default="synthetic",
    show_default=True,
    help="Those without a recording of today's words; also those that no person reads; or all.",
)
@click.option("--only", multiple=True, metavar="ID", help="This one, and all that begin so; may be given again.")
@click.option("--output", type=FILE, default=Path("script.html"), show_default=True)
def script(*, menus: Path | None, audio: Path | None, which: str, only: tuple[str, ...], output: Path) -> None:
    """Write the reading script: a page (HTML) to print and read from."""
    from ivr.clips.handout import handout  # noqa: PLC0415 - sound is for these commands alone

    numbers = {reading.id: number for number, reading in numbered(repertoire(load(the_menus(menus)).spoken())).items()}
    chosen = [one for one in _chosen(folder_of(audio), readings_of(menus), which) if not only or one.id.startswith(only)]
    if not chosen:
        raise OperatorError("Nothing of that is to be read. `--which all` prints every recording.")
    manifest.put(output, handout((numbers.get(reading.id), reading) for reading in chosen).encode())
    click.echo(f"{len(chosen)} to be read, in {output}.")


def _said(_context: click.Context, _option: click.Parameter, words: str) -> str:
    if not words.strip():
        raise click.BadParameter("Say it in words: a recording that nobody is named with cannot be taken away when they ask.")
    return words.strip()


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@MENUS
@AUDIO
@click.option("--by", required=True, metavar="NAME", callback=_said, help="Who spoke.")
@click.option("--consent", required=True, metavar="TEXT", callback=_said, help="Where their consent is kept: form 3 in the office, say.")
@click.option("--as", "name", metavar="ID", help="Which recording it is, where the file has another name. For one file.")
@click.pass_context
def take(ctx: click.Context, *, files: tuple[Path, ...], menus: Path | None, audio: Path | None, by: str, consent: str, name: str) -> None:
    """Master a person's takes, and put them in the place of the synthetic voice. A file is named as its recording: welcome.wav."""
    from ivr.clips import sound, taking  # noqa: PLC0415 - as above
    from ivr.clips.keeping import Speaker, keep  # noqa: PLC0415 - as above

    if name and len(files) > 1:
        raise click.UsageError("--as names one recording, so give it one file.")
    folder, speaker, refused = folder_of(audio), Speaker(by, consent), 0
    readings = {reading.id: reading for reading in readings_of(menus)}
    for file, reading in [(file, _named(readings, name or file.stem)) for file in files]:  # all the names are asked before any is kept
        try:
            made = taking.take(reading, *sound.read(file))
        except (TakeError, OperatorError) as error:
            click.echo(f"{reading.id}: refused: {error}")
            refused += 1
            continue
        entry = keep(folder, reading, made.wav, speaker, date.today())  # noqa: DTZ011 - the day here
        click.echo(" ".join([f"{reading.id}: kept, {entry.seconds:.1f} s at {made.measured.wpm:.0f} words a minute.", *made.remarks]))
    ctx.exit(int(refused > 0))


@click.command()
@click.argument("id")
@MENUS
@AUDIO
def undo(*, id: str, menus: Path | None, audio: Path | None) -> None:
    """Put back the recording that a take took the place of. Again, and the take is back."""
    from ivr.clips import keeping  # noqa: PLC0415 - as above

    reading = _named({reading.id: reading for reading in readings_of(menus)}, id)
    folder = folder_of(audio)
    entry = keeping.undo(folder, reading)
    stale = "" if entry.words_sha256 == reading.spoken.sha256 else " It says other words than the menu does, so a voice reads those."
    which = f"{entry.seconds:.1f} s, {folder / entry.file}"  # of two takes by one person on one day
    click.echo(f"{id}: it is {voice(entry)}, again ({which}).{stale}")


def _chosen(folder: Path, readings: Iterable[Reading], which: str) -> list[Reading]:
    catalogue, known = Catalogue.load(folder), manifest.read(folder)
    persons = {id for id, entry in known.items() if isinstance(entry, Entry) and entry.source is Source.HUMAN}
    wanting = {reading.id for reading in readings if catalogue.state(reading) is not State.CURRENT}
    return [one for one in readings if which == "all" or one.id in wanting or (which == "synthetic" and one.id not in persons)]


def _named(readings: dict[str, Reading], id: str) -> Reading:
    if id not in readings:
        raise OperatorError(f"No menu says {id}. The names are in what `ivr audio script` writes; a file has its recording's name.")
    return readings[id]
