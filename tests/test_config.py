from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr import config
from ivr.config import SETTINGS, Settings, read
from ivr.errors import OperatorError

TOKEN, NEXT = "0123456789abcdef" * 2, "fedcba9876543210" * 2
SET = {
    "TWILIO_ACCOUNT_SID": "AC" + "0a" * 16,
    "TWILIO_AUTH_TOKEN": TOKEN,
    "IVR_PUBLIC_URL": "https://helpline.example.org",
    "IVR_SMS_FROM": "IASKent",
}


def faults_of(environ: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(OperatorError) as caught:
        read(environ)
    return caught.value.problems


def test_four_settings_are_enough() -> None:
    settings = read(SET)
    assert (settings.account_sid, settings.tokens, settings.sms_from) == (SET["TWILIO_ACCOUNT_SID"], (TOKEN,), "IASKent")
    assert (settings.data, settings.database_url) == (Path("data"), "sqlite:///data/ivr.db")
    assert settings.public_url == "https://helpline.example.org"
    assert not settings.texts_drama


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    more = {
        "TWILIO_AUTH_TOKEN_NEXT": NEXT,
        "DATABASE_URL": "postgresql+psycopg://ivr:word@localhost/ivr",
        "IVR_DRAMA_NUMBERS": "send",
        "IVR_DATA": str(tmp_path),
        "IVR_MENUS": "other/menus",
        "IVR_AUDIO": "other/audio",
    }
    assert {*SET, *more} == {setting.name for setting in SETTINGS}
    assert read(SET | more) == Settings(
        account_sid=SET["TWILIO_ACCOUNT_SID"],
        auth_token=TOKEN,
        auth_token_next=NEXT,
        public_url="https://helpline.example.org",
        sms_from="IASKent",
        texts_drama=True,
        database_url="postgresql+psycopg://ivr:word@localhost/ivr",
        data=tmp_path,
        menus=Path("other/menus"),
        audio=Path("other/audio"),
    )
    assert read(SET | more).tokens == (TOKEN, NEXT)


def test_sqlite_lives_in_the_data_folder() -> None:
    assert read(SET | {"IVR_DATA": "/var/lib/ivr"}).database_url == "sqlite:////var/lib/ivr/ivr.db"


def test_all_faults_are_told_together() -> None:
    found = faults_of(
        {"IVR_SMS_FORM": "IASKent", "IVR_PUBLIC_URL": "helpline", "DATABASE_URL": "mysql://x", "IVR_MYSTERY": "", "PATH": "/bin"}
    )
    assert [fault.split()[0] for fault in found] == [
        "TWILIO_ACCOUNT_SID",
        "TWILIO_AUTH_TOKEN",
        "IVR_PUBLIC_URL",
        "IVR_SMS_FROM",
        "DATABASE_URL",
        "IVR_MYSTERY",
        "IVR_SMS_FORM",
    ]
    assert found[1].startswith("TWILIO_AUTH_TOKEN is not set: what signs webhooks")
    assert found[4] == "DATABASE_URL cannot be used. It must be sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/NAME."
    assert found[6] == "IVR_SMS_FORM is not a setting. Did you mean IVR_SMS_FROM?"


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_a_blank_setting_is_not_set(blank: str) -> None:
    [found] = faults_of(SET | {"TWILIO_AUTH_TOKEN": blank, "TWILIO_AUTH_TOKEN_NEXT": blank, "DATABASE_URL": blank})
    assert found.startswith("TWILIO_AUTH_TOKEN is not set")


def test_spaces_around_a_setting_are_no_part_of_it() -> None:
    assert read(SET | {"TWILIO_AUTH_TOKEN": f"{TOKEN}\n"}).auth_token == TOKEN


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://helpline.example.org/", "https://helpline.example.org"),
        ("https://example.org:8443/ivr/", "https://example.org:8443/ivr"),
        ("https://198.51.100.7", "https://198.51.100.7"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_a_public_address_loses_only_its_last_slash(typed: str, kept: str) -> None:
    assert read(SET | {"IVR_PUBLIC_URL": typed}).public_url == kept


@pytest.mark.parametrize(
    "typed",
    [
        "helpline.example.org",
        "http://helpline.example.org",
        "http://127.0.0.1.example.org",
        "ftp://helpline.example.org",
        "https://",
        "https:///voice",
        "https://user:word@example.org",
        "https://example.org?a=b",
        "https://example.org?",
        "https://example.org/#top",
        "https://help_line.example.org",
        "https://-help.example.org",
        "https://example..org",
        "https://caf\u00e9.example.org",
        "https://example.org:port",
        "https://example.org:0",
        "https://example.org:99999",
        "https://[::1",
        "https://example.org\\@elsewhere.org",
        "https://example.org/a b",
        "https://example.org/a%20b",
        "https://example.org//a",
    ],
)
def test_a_public_address_that_twilio_could_not_sign_for_is_refused(typed: str) -> None:
    [found] = faults_of(SET | {"IVR_PUBLIC_URL": typed})
    assert found == "IVR_PUBLIC_URL cannot be used. It must be an https address: a host without _, no user, ? or #."


@pytest.mark.parametrize("typed", ["IASKent", "IASK Kent", "A1", "+447700900123", "MG" + "0a" * 16])
def test_texts_come_from_a_name_a_number_or_a_messaging_service(typed: str) -> None:
    assert read(SET | {"IVR_SMS_FROM": typed}).sms_from == typed


@pytest.mark.parametrize("typed", ["IASK in Kent", "12345", "07700 900", "07700900123", "+0770", "IASK!", "MG" + "0g" * 16])
def test_a_sender_that_twilio_would_refuse_is_refused(typed: str) -> None:
    found = faults_of(SET | {"IVR_SMS_FROM": typed})
    assert [fault.split()[0] for fault in found] == ["IVR_SMS_FROM"]
    assert typed not in found[0]


@pytest.mark.parametrize("typed", ["postgres://u:word@h/n", "postgresql://u:word@h/n", "sqlite://", "sqlite:///", "data.db"])
def test_a_database_that_would_not_be_kept_or_not_be_reached_is_refused(typed: str) -> None:
    [found] = faults_of(SET | {"DATABASE_URL": typed})
    assert "word@" not in found


@pytest.mark.parametrize("typed", ["AC12", "SK" + "0a" * 16, "AC" + "0g" * 16, "ac" + "0a" * 16])
def test_an_account_is_named_by_its_sid(typed: str) -> None:
    assert [fault.split()[0] for fault in faults_of(SET | {"TWILIO_ACCOUNT_SID": typed})] == ["TWILIO_ACCOUNT_SID"]


def test_no_secret_is_shown() -> None:
    secrets = {"TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_AUTH_TOKEN_NEXT": NEXT, "DATABASE_URL": "postgresql+psycopg://u:hunter2@h/n"}
    assert {setting.name for setting in SETTINGS if setting.secret} == set(secrets)
    shown = repr(read(SET | secrets | {"IVR_SMS_FROM": "+447700900123"}))
    assert not any(secret in shown for secret in (TOKEN, NEXT, "hunter2", "7700900123"))


@given(st.text(max_size=60))
def test_no_value_is_repeated_in_a_fault(value: str) -> None:
    checked = ("TWILIO_ACCOUNT_SID", "IVR_PUBLIC_URL", "IVR_SMS_FROM", "DATABASE_URL")
    assert faults_of(dict.fromkeys(checked, f"?{value}")) == faults_of(dict.fromkeys(checked, "?"))


def test_the_commands_without_settings_find_the_menus_that_are_here_or_shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shipped = config.menus({})
    assert shipped.is_absolute()
    assert (shipped / "helpline.yaml").is_file()
    (tmp_path / "menus").mkdir()
    assert config.menus({}) == Path("menus")
    assert config.menus({"IVR_MENUS": "elsewhere"}) == Path("elsewhere")
    assert config.audio({"IVR_AUDIO": "elsewhere"}) == Path("elsewhere")


def test_the_table_for_the_readme_has_a_row_for_every_setting() -> None:
    rows = config.table().splitlines()
    assert len(rows) == 2 + len(SETTINGS)
    assert rows[2].startswith("| `TWILIO_ACCOUNT_SID` | whose account the number is in: AC and 32")
    assert rows[2].endswith("| must be set |")
