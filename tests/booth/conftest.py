"""A telephone box that is up on this machine, with the real menus to edit and a page's doors to knock at."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from ivr.booth.box import Box, boxed
from ivr.booth.doors import create
from ivr.booth.moments import SettableClock
from ivr.booth.shelf import Shelf
from ivr.clips.catalogue import Catalogue
from tests.booth.page import ORIGIN, Page
from tests.house.source import ROOT
from tests.small import NOW


def real() -> datetime:
    return datetime.now(NOW.tzinfo)


@pytest.fixture
def menus(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "menus", tmp_path / "menus"))


@pytest.fixture
def box(tmp_path: Path, menus: Path) -> Iterator[Box]:
    clock = SettableClock(real, NOW)
    with boxed(tmp_path / "data", Shelf(menus, drafts=False, clock=clock), clock, real, Catalogue()) as box:
        yield box


@pytest.fixture
def page(box: Box) -> Page:
    return Page(box, create(box, ORIGIN).test_client())
