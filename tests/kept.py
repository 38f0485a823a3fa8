"""What the tests fetch from elsewhere, once, and keep outside of the tree, so that only the first run needs a network.

Knows where it is kept, and that nobody else can put something in its place; nothing of what it is or whence it comes.
"""

import fcntl
import os
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path


def kept(name: str, fetch: Callable[[Path], str]) -> Path | str:
    """The folder of this name, or why there is none. `fetch` fills a new folder that it is given; it returns what kept it from that.

    Of runs that start at once one fetches and the others wait. What was begun and not ended is not used.
    """
    folder = place()
    found = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if found.exists():
            return found
        with tempfile.TemporaryDirectory(dir=folder) as new:
            begun = Path(new) / "begun"
            begun.mkdir()
            if problem := fetch(begun):
                return problem
            begun.rename(found)
    return found


def place() -> Path:
    """The folder in which what was fetched is kept from one run to the next."""
    found = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "iask-helpline-tests"
    try:
        found.mkdir(parents=True, exist_ok=True)
    except OSError:  # nobody's home
        uid = os.getuid()
        return ours(Path(tempfile.gettempdir()) / f"iask-helpline-tests-{uid}", uid)
    return found


def ours(folder: Path, uid: int) -> Path:
    """This folder, where others can write beside it, if it is this user's own and shut to them; else a new one, for this run alone."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if stat.S_ISDIR(found.st_mode) and found.st_uid == uid and not found.st_mode & 0o077:
            return folder
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="iask-helpline-tests-"))
