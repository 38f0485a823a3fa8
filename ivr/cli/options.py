"""Options that several commands have, what they mean, and how what they ask for is written down."""

import os
from datetime import datetime
from pathlib import Path

import click

from ivr import config
from ivr.errors import OperatorError
from ivr.menu.hours import LONDON

MENUS = click.option("--menus", type=click.Path(path_type=Path), help="The folder of menus; `menus` here, else the one shipped.")
AUDIO = click.option("--audio", type=click.Path(path_type=Path, file_okay=False), help="The folder of recordings; found like the menus.")
PORT = click.IntRange(0, 65535)
FILE = click.Path(path_type=Path, dir_okay=False)
AT = click.option("--at", metavar='"2026-12-25 11:00"', help="The moment to pretend it is, in Kent.")


def the_menus(folder: Path | None) -> Path:
    """The folder of menus that is meant."""
    return folder or config.menus(os.environ)


def the_moment(at: str | None, option: str = "--at") -> datetime:
    """The moment in Kent that is meant by what this option was given: now, where it was given nothing."""
    if at is None:
        return datetime.now(LONDON)
    for form in ("%Y-%m-%d %H:%M", "%Y-%m-%d"):
        try:
            return datetime.strptime(at, form).replace(tzinfo=LONDON)
        except ValueError:
            continue
    raise click.BadParameter(f"{at!r} is not a moment: write it as 2026-12-25 11:00.", param_hint=option)


def new_file(_context: click.Context, _option: click.Parameter, file: Path | None) -> Path | None:
    """A file to write, in a folder that is there: what is wrong with it is told before anything is done."""
    if file and not file.parent.is_dir():
        raise click.BadParameter(f"There is no folder {file.parent}. Make it, or name a file elsewhere.")
    return file


def put(file: Path, words: str) -> None:
    """Write the file. `OperatorError` where that cannot be done."""
    try:
        file.write_text(words, "utf-8")
    except OSError as error:
        raise OperatorError(f"{file} cannot be written: {error.strerror}. Name another file.") from None
