"""What the tests fetch is fetched once, and kept where nobody else can put something in its place."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kept import kept, ours


def test_a_folder_is_made_shut_to_all_others_and_taken_again(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    assert ours(folder, os.getuid()) == folder
    assert folder.stat().st_mode & 0o777 == 0o700
    assert ours(folder, os.getuid()) == folder


@pytest.mark.parametrize("mode", [0o701, 0o710, 0o750, 0o777])
def test_a_folder_that_others_can_reach_into_is_left_for_a_new_one(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    folder.chmod(mode)
    assert _is_new(ours(folder, os.getuid()), folder)


def test_a_folder_of_somebody_else_s_is_left_for_a_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir(mode=0o700)
    assert _is_new(ours(folder, os.getuid() + 1), folder)


@pytest.mark.parametrize("plant", [Path.symlink_to, lambda at, there: at.write_text(str(there))])
def test_what_only_looks_like_a_folder_of_ours_is_left_for_a_new_one(tmp_path: Path, plant: Callable[[Path, Path], object]) -> None:
    there, folder = tmp_path / "planted", tmp_path / "kept"
    there.mkdir(mode=0o700)
    plant(folder, there)
    assert _is_new(ours(folder, os.getuid()), folder)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "iask-helpline-tests"


def test_what_was_fetched_is_not_fetched_again(cache: Path) -> None:
    times: list[Path] = []

    def fetch(begun: Path) -> str:
        times.append(begun)
        (begun / "it").write_text("here")
        return ""

    assert kept("things", fetch) == kept("things", fetch) == cache / "things"
    assert (cache / "things" / "it").read_text() == "here"
    assert len(times) == 1


def test_what_was_begun_and_not_ended_is_not_kept(cache: Path) -> None:
    def half(begun: Path) -> str:
        (begun / "half of it").write_text("")
        return "the network is gone"

    def none(begun: Path) -> str:
        (begun / "half of it").write_text("")
        raise KeyboardInterrupt

    assert kept("things", half) == "the network is gone"
    with pytest.raises(KeyboardInterrupt):
        kept("things", none)
    assert [path.name for path in cache.iterdir()] == ["things.lock"]
    assert kept("things", lambda _: "") == cache / "things"
    assert list((cache / "things").iterdir()) == []


def _is_new(found: Path, folder: Path) -> bool:
    new = found != folder and found.stat().st_mode & 0o777 == 0o700 and list(found.iterdir()) == []
    if new:
        found.rmdir()
    return new
