"""Imports go down only; each impure or third-party thing has one door."""

import re
import subprocess
import sys

from tests.house.source import ROOT, modules

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# Which rooms may open each door. What is not named here may not be imported at all.
DOORS: dict[str, tuple[str, ...]] = {
    "alembic": ("ivr.store",),
    "argon2": ("ivr.porter",),
    "click": ("ivr.cli",),
    "faster_whisper": ("ivr.clips.hearing",),
    "flask": ("ivr.web", "ivr.app", "ivr.booth"),  # the box is an application of its own, out of reach of what answers real callers
    "gunicorn": ("ivr.app",),
    "hibari": ("ivr.clips.voice.phonemes",),
    "holidays": ("ivr.menu.hours",),
    "itsdangerous": ("ivr.web",),
    "numpy": ("ivr.clips",),
    "onnx": ("ivr.clips.voice.kokoro",),
    "onnxruntime": ("ivr.clips.voice.kokoro",),
    "phonenumbers": ("ivr.texts", "ivr.menu.load"),
    "prometheus_client": ("ivr.web.metrics",),
    "psycopg": ("ivr.store.postgres",),
    "pyphen": ("ivr.checks",),
    "requests": ("ivr.phone.media", "ivr.linesman.asking"),
    "snowballstemmer": ("ivr.checks",),
    "soundfile": ("ivr.clips.sound",),
    "soxr": ("ivr.clips.sound",),
    "sqlalchemy": ("ivr.store",),
    "twilio": ("ivr.phone", "ivr.exchange"),
    "urllib3": ("ivr.phone", "ivr.linesman.asking"),  # what twilio raises when the line itself fails; and links, asked hop by hop
    "werkzeug": ("ivr.web", "ivr.app", "ivr.booth"),
    "yaml": ("ivr.reading",),
}
WIRING = ("ivr.app", "ivr.cli")
ENVIRONMENT = {"os.environ", "os.environb", "os.getenv", "os.getenvb", "os.putenv"}
CLOCKS = ("datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time", "time.time_ns", "time.localtime", "time.gmtime")
PURE = ("ivr.advisers", "ivr.call", "ivr.checks", "ivr.menu.model", "ivr.reports", "ivr.staff", "ivr.texts")
IMPURE = {"flask", "logging", "os", "random", "secrets", "sqlalchemy", "time", "twilio", "yaml"}


def test_every_import_goes_down_and_every_room_has_its_place() -> None:
    # In a process of its own: it silences every logger that it finds.
    command = [sys.executable, "-c", LINT, "--config", str(ROOT / "pyproject.toml"), "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_others_wrote_is_imported_by_its_own_door_only() -> None:
    brought_in = [(module, package) for module in modules("ivr") for package in module.packages - sys.stdlib_module_names - {"ivr"}]
    assert not [f"{module.name} imports {package}" for module, package in brought_in if not module.within(*DOORS.get(package, ()))]


def test_every_door_leads_to_something_that_pip_is_asked_for() -> None:
    asked_for = (ROOT / "pyproject.toml").read_text("utf-8").partition("\ntest = ")[0]
    # Six have another name there, one comes along with flask.
    names = {
        "argon2": "argon2-cffi",
        "faster_whisper": "faster-whisper",
        "hibari": "hibari-tts",
        "prometheus_client": "prometheus-client",
        "psycopg": "psycopg[binary]",
        "werkzeug": "flask",
        "yaml": "pyyaml",
    }
    assert not [package for package in DOORS if not re.search(f'"{re.escape(names.get(package, package))}[>=]=', asked_for)]


def test_only_the_wiring_and_the_command_read_the_environment() -> None:
    outside = [module for module in modules("ivr") if not module.within(*WIRING)]
    assert not [module.name for module in outside if ENVIRONMENT & {*module.dotted, *module.imports}]


def test_only_the_wiring_and_the_command_ask_the_clock() -> None:
    outside = [module for module in modules("ivr") if not module.within(*WIRING)]
    asked = [(module.name, name) for module in outside for name in (*module.dotted, *module.imports)]
    assert not [f"{module} asks {name}" for module, name in asked if ".".join(name.split(".")[-2:]) in CLOCKS]


def test_what_decides_never_touches_the_world() -> None:
    pure = [module for module in modules("ivr") if module.within(*PURE)]
    assert not [f"{module.name} imports {module.packages & IMPURE}" for module in pure if module.packages & IMPURE]
