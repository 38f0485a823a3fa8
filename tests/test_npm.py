"""What the tests fetch is kept where nobody else can put something in its place."""

from pathlib import Path

from tests import npm


def test_a_folder_of_ones_own_that_is_shut_to_others_is_used_again(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    assert npm.ours(mine) == npm.ours(mine) == mine
    assert mine.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_others_may_write_to_or_that_is_a_link_is_left_alone(tmp_path: Path) -> None:
    open_ = tmp_path / "open"
    open_.mkdir()
    open_.chmod(0o777)
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    (tmp_path / "file").write_text("")
    for found in (open_, link, tmp_path / "file"):
        used = npm.ours(found)
        assert used not in (found, tmp_path)
        assert used.stat().st_mode & 0o077 == 0
        used.rmdir()
