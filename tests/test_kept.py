"""What the tests fetch is fetched once, and kept where nobody else can put something in its place."""

from pathlib import Path

import pytest

from tests.kept import kept, ours


def test_a_folder_of_ones_own_that_is_shut_to_others_is_used_again(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    assert ours(mine) == ours(mine) == mine
    assert mine.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_others_may_write_to_or_that_is_a_link_is_left_alone(tmp_path: Path) -> None:
    open_ = tmp_path / "open"
    open_.mkdir()
    open_.chmod(0o777)
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    (tmp_path / "file").write_text("")
    for found in (open_, link, tmp_path / "file"):
        used = ours(found)
        assert used not in (found, tmp_path)
        assert used.stat().st_mode & 0o077 == 0
        used.rmdir()


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
