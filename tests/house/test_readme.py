"""The README is true: what it says to type works, what it names is there, what it lists is the whole list."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from ivr import config
from ivr.cli import main
from ivr.clips.catalogue import Catalogue
from ivr.phone.links import RETRY
from ivr.store import connect
from ivr.web.doors import House, create
from tests.house.source import ROOT
from tests.small import NOW, helpline

README = (ROOT / "README.md").read_text("utf-8")
PARAGRAPHS = " ".join(README.split())
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
SHELL = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
YAML = [block for kind, block in BLOCKS if kind == "yaml"]
INLINE = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", README, flags=re.MULTILINE | re.DOTALL))
SET_UP = "python3 -m venv .venv && .venv/bin/pip install -q -e {} && .venv/bin/{}"
TYPED = {"staff": "coffee bridge tulip\n" * 2}  # a new password, and the same again
BEFORE = {'staff pin "A Name"': 'staff add "A Name" --may record'}  # what a command needs to have been done
MADE_BY_USE = {"tree.svg", "complaint.yaml", "welcome.wav"}
SERVERS = {"phone", "serve", "work"}
NEEDS_THE_VOICE = {"audio"}  # an extra
NEEDS_A_NETWORK = {"check --links"}


def ivr_commands(text: str) -> list[str]:
    """What follows `ivr` in each command of a line of shell, or a piece of code in a sentence."""
    return [found[1].strip() for part in text.split("&&") if (found := re.match(r"\s*(?:\.venv/bin/)?ivr(\s.*|)$", part))]


SHOWN = [command for line in SHELL for command in ivr_commands(line)]
NAMED = [command for code in INLINE for command in ivr_commands(code) if command]
OFFLINE = [
    command
    for command in dict.fromkeys(SHOWN + NAMED)
    if shlex.split(command)[0] not in SERVERS | NEEDS_THE_VOICE and command not in NEEDS_A_NETWORK
]


AT = ' --at "2026-11-24 11:00"'  # on another day a review may be due; that is the menus' business, not the README's


class Asked(dict[str, str]):
    """Settings that remember which of them were asked for."""

    def __init__(self, values: dict[str, str]) -> None:
        super().__init__(values)
        self.names: set[str] = set()

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]  # narrower: only words are asked for
        self.names.add(name)
        return super().get(name, default)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with menus of its own to change and an empty memory, as a stranger's copy has."""
    shutil.copytree(ROOT / "menus", tmp_path / "menus")
    (tmp_path / "tests" / "calls").mkdir(parents=True)
    store = connect(f"sqlite:///{tmp_path / 'data' / 'ivr.db'}")
    store.migrate()
    store.close()
    return tmp_path


def run(folder: Path, command: str, typed: str = "") -> str:
    """Type an `ivr` command in this folder, on a quiet day unless it names one; it must do well."""
    if command.startswith(("call", "check")) and not {"--at", "--explain"} & set(shlex.split(command)):
        command += AT
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("IVR_", "TWILIO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "ivr", *shlex.split(command)],
        cwd=folder,
        env={**environ, "PYTHONPATH": str(ROOT)},
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,  # without a terminal, where a password would be asked for
    )
    assert done.returncode == 0, f"ivr {command}: {done.stdout}{done.stderr}"
    return " ".join(done.stdout.split())


def assert_the_tests_of_the_menus_pass(folder: Path) -> None:
    """Run what asks about the menus and the calls written down, in this folder."""
    tests = ["tests/menus", "tests/simulator/test_transcripts.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n0", *tests],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_one_command_rings_the_helpline_and_one_runs_the_tests_each_with_all_its_set_up() -> None:
    assert SHELL[0] == SET_UP.format(".", "ivr phone")
    assert SHELL.count(SET_UP.format("'.[test]'", "python -m pytest")) == 1


def test_the_tests_are_run_in_one_way_only() -> None:
    shown = subprocess.run([ROOT / ".ci" / "run", "--show"], capture_output=True, text=True, check=True).stdout
    assert shown == SET_UP.format("'.[test]'", "python -m pytest") + "\n"


@pytest.mark.parametrize("command", dict.fromkeys(SHOWN + NAMED))
def test_every_command_is_one_that_ivr_understands(command: str) -> None:
    name, *arguments = shlex.split(command)
    found = main.commands[name]
    assert isinstance(found.make_context(name, arguments), click.Context)


@pytest.mark.parametrize("command", [command for command in OFFLINE if "--launch" not in command])
def test_every_command_that_needs_no_network_runs(folder: Path, command: str) -> None:
    for each in filter(None, (BEFORE.get(command), command)):
        assert run(folder, each, typed=TYPED.get(each.split(maxsplit=1)[0], "1\nh\n")) or "--output" in each


def test_the_call_that_is_shown_is_the_call_that_is_written(folder: Path) -> None:
    saved = next(command for command in SHOWN if "--save" in command)
    run(folder, saved)
    assert (folder / "complaint.yaml").read_text("utf-8") == YAML[0]


def test_the_menu_that_is_changed_is_checked_heard_written_down_and_drawn_and_passes_the_tests(folder: Path) -> None:
    shutil.copytree(ROOT / "tests", folder / "tests", dirs_exist_ok=True)
    shutil.copy(ROOT / "pyproject.toml", folder)
    page, choice = YAML[1:]
    changed = folder / "menus" / "appeals.yaml"
    if page not in changed.read_text("utf-8"):  # whoever has done the example is not to be failed for it
        before, last_choice, after = re.split(r"(?<=\n)(    \d: [^\n]*\n)(?!    \d: )", changed.read_text("utf-8"), maxsplit=1)
        changed.write_text(f"{before}{last_choice}{choice}{after}\n{page}", "utf-8")
    (folder / "tests" / "calls" / "appeal_talk.yaml").unlink(missing_ok=True)
    told = next(block for kind, block in BLOCKS if kind == "sh" and "ivr check\n" in block)
    assert [command.split()[0] for line in told.splitlines() for command in ivr_commands(line)] == ["check", "call", "draw"]
    for command in (command for line in told.splitlines() for command in ivr_commands(line)):
        said = run(folder, command)
        if command.startswith("check"):  # but that nobody has recorded it yet
            findings = re.split(r"(?=\S+\.yaml:\d+)", said)
            assert not [finding for finding in findings if "appeal_talk" in finding and "warning recordings:" not in finding]
        if command.startswith("call"):
            assert "For talking it over first, press 3." in said
            assert "You do not have to decide today. Our advisers can talk it over with you." in said
    assert "node-appeal_talk" in (folder / "tree.svg").read_text("utf-8")
    assert_the_tests_of_the_menus_pass(folder)


def test_a_launch_waits_for_its_sign_offs() -> None:
    assert "check --launch" in NAMED
    command = [sys.executable, "-m", "ivr", *shlex.split("check --launch" + AT)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    nothing_waits = re.search(r"\b0 errors, 0 warnings, 0 confirms", done.stdout) is not None
    assert (done.returncode == 0) == nothing_waits


def test_the_line_is_closed_by_the_switch_as_is_told(folder: Path) -> None:
    told = re.search(r"In `(\S+)`, under `emergency`, change `(.*?)` to `(.*?)`", PARAGRAPHS)
    assert told
    switch, off, on = told.groups()
    written = (folder / switch).read_text("utf-8")
    assert written.count(f"    {off}\n") == 1
    (folder / switch).write_text(written.replace(f"    {off}\n", f"    {on}\n"), "utf-8")
    own_words = re.search(rf"{off}\n    say: (.*)\n", written)
    assert own_words
    assert own_words[1] in run(folder, 'call --keys ""')


def test_the_settings_are_the_settings() -> None:
    assert config.table() in README
    needed = {"TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": "made-up-token", "IVR_SMS_FROM": "IASK Kent"}
    asked = Asked({**needed, "IVR_PUBLIC_URL": "https://helpline.example"})
    config.read(asked)
    assert asked.names == {setting.name for setting in config.SETTINGS}


def test_every_file_and_folder_that_is_named_is_there() -> None:
    looks_like_a_path = re.compile(r"(?!https?:)[\w.-]+(/[\w.-]*)+|[\w-]+\.(py|yaml|svg|json|toml|md)")
    named = {code for code in INLINE if looks_like_a_path.fullmatch(code)} - MADE_BY_USE
    assert len(named) > 15
    assert not [name for name in named if not (ROOT / name).exists() and not (ROOT / "menus" / name).exists()]


def test_every_room_is_in_the_list_of_rooms() -> None:
    rooms = {f"ivr/{path.parent.name}" for path in (ROOT / "ivr").glob("*/__init__.py")}
    assert rooms <= set(INLINE)


def test_every_address_for_twilio_is_answered(tmp_path: Path) -> None:
    store = connect(f"sqlite:///{tmp_path / 'ivr.db'}")
    house = House(
        public="https://helpline.example",
        tokens=("a-made-up-token",),
        helpline=helpline(),
        store=store,
        recordings=Catalogue.load(tmp_path),
        audio=tmp_path,
        clock=lambda: NOW,
    )
    doors = create(house).url_map.bind("helpline.example")
    given = [code.removeprefix(house.public).partition("#") for code in INLINE if code.startswith(house.public + "/")]
    assert [path for path, _, _ in given] == ["/voice", "/voice/status", "/sms", "/studio/call", "/voice/failed", "/studio/call/failed"]
    for path, mark, asked in given:
        assert doors.test(path, method="POST"), path
        assert mark + asked in ("", RETRY)
    assert all(doors.test(path, method="GET") for path in ("/healthz", "/readyz") if path in INLINE)
    store.close()


def test_the_columns_with_numbers_are_the_ones_that_are_named() -> None:
    tables = (ROOT / "ivr" / "store" / "tables.py").read_text("utf-8")
    with_numbers = [
        name for name, body in re.findall(r'Table\(\s*"(\w+)",(.*?)^\)', tables, re.MULTILINE | re.DOTALL) if '"number"' in body
    ]
    assert with_numbers
    assert {f"{name}.number" for name in with_numbers} == {code for code in INLINE if code.endswith(".number")}


def test_the_benchmark_is_there() -> None:
    module = next(line.split()[-1] for line in SHELL if "tests.bench" in line)
    assert (ROOT / module.replace(".", "/")).with_suffix(".py").exists()


def test_it_is_short() -> None:
    assert len(README.split()) < 1900
