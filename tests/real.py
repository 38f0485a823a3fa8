"""The real menus, as a test needs them: in a folder of its own with other hours, and the keys that lead through them."""

import re
import shutil
import time
from datetime import datetime
from datetime import time as clock
from pathlib import Path

from ivr.menu import hours
from ivr.menu.hours import LONDON
from ivr.menu.load import load
from ivr.menu.model import Guidance, Helpline, Menu

MENUS = Path(__file__).parent.parent / "menus"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def edited(folder: Path, *changes: tuple[str, str]) -> Path:
    """The real menus in this folder, with these patterns of helpline.yaml put otherwise."""
    shutil.copytree(MENUS, folder / "menus")
    file = folder / "menus" / "helpline.yaml"
    words = file.read_text("utf-8")
    for pattern, instead in changes:
        words, times = re.subn(pattern, instead, words, count=1, flags=re.MULTILINE | re.DOTALL)
        assert times == 1, pattern
    file.write_text(words, "utf-8")
    return folder


def never_closed(folder: Path) -> Path:
    """Advisers answer on every day, all day but its last minute; which is let go by."""
    week = "".join(f"  {day}: 0:00 to 23:59\n" for day in DAYS)
    edited(
        folder,
        (r"^hours:\n.*?(?=  lunch:)", f"hours:\n{week}"),
        ("lunch: [^\n]*", "lunch: none"),
        ("bank_holidays: closed", "bank_holidays: open"),
        (r"^  closures:.*?^$", "  closures: []\n"),
    )
    while datetime.now(LONDON).time() >= clock(23, 58):
        time.sleep(1)
    assert isinstance(hours.state(load(folder / "menus").hours, datetime.now(LONDON)), hours.Open)
    return folder


def keys_to(helpline: Helpline, wanted: str) -> tuple[str, ...]:
    """The fewest keys from the first menu to a node."""
    ways: dict[str, tuple[str, ...]] = {helpline.start: ()}
    for id in (queue := [helpline.start]):
        node = helpline.nodes[id]
        for choice in node.choices if isinstance(node, Menu) else ():
            if choice.go not in ways:
                ways[choice.go] = (*ways[id], choice.key)
                queue.append(choice.go)
    return ways[wanted]


def longest(helpline: Helpline) -> Guidance:
    """The guidance with the most pages."""
    return max((node for node in helpline.nodes.values() if isinstance(node, Guidance)), key=lambda node: len(node.pages))
