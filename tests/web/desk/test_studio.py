"""The pages of the studio, by plain HTTP: every door, and every refusal."""

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from ivr.clips import manifest, sound
from ivr.clips.library import Library
from ivr.menu.script import Piece
from ivr.phone.links import Links
from ivr.porter.enrol import add
from ivr.staff.people import Role
from ivr.web.desk import sealed
from ivr.web.desk.studio.lectern import MOST_BYTES
from tests import recorded
from tests.clips.speech import silence
from tests.small import NOW, WORDS, helpline, with_page
from tests.studio.reading import read
from tests.web.browsing import Browser
from tests.web.conftest import Open, Site
from tests.web.desk.conftest import ANN, BOB, PASSWORD, sign_in
from tests.web.line import PUBLIC, fetch

ID = "complaint.1"
SAID = helpline().nodes["complaint"].pages[0].say  # type: ignore[union-attr] # it is a guidance
CAROL = "Carol Sea"
GOOD = read(SAID)


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    return recorded.folder(tmp_path / "audio", Piece("promise", WORDS["promise"]), Piece(ID, SAID))


@pytest.fixture
def staffed(opened: Open, audio: Path) -> Iterator[Site]:
    """Ann may answer, Bob and Carol may record."""
    with opened(recordings=Library.load(audio), audio=audio) as site:
        add(site.store, ANN, {Role.ANSWER}, PASSWORD)
        add(site.store, BOB, {Role.RECORD}, PASSWORD)
        add(site.store, CAROL, {Role.RECORD}, PASSWORD)
        yield site


@pytest.fixture
def bob(staffed: Site) -> Browser:
    return sign_in(Browser(staffed.port), BOB)


def token(browser: Browser) -> str:
    return browser.page.forms[0][1]["csrf"]


def upload(browser: Browser, file: bytes, id: str = ID, **headers: str) -> Browser:
    """Send a recording as the script does: the file itself."""
    return browser.send_bytes(f"/studio/{id}/takes", file, {"Content-Type": "audio/wav", "X-CSRF-Token": token(browser), **headers})


def form(browser: Browser, file: bytes, csrf: str) -> Browser:
    """Send a recording as a form without a script does."""
    mark = uuid.uuid4().hex
    parts = [(b'name="csrf"', csrf.encode()), (b'name="file"; filename="take.wav"\r\nContent-Type: audio/wav', file)]
    body = b"".join(b"--%s\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (mark.encode(), *part) for part in parts)
    kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
    return browser.send_bytes(f"/studio/{ID}/takes", body + b"--%s--\r\n" % mark.encode(), kind)


def get(browser: Browser, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """A request without a follow-up, as a player makes it."""
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    answer = fetch(browser.port, method, path, headers={"Cookie": cookies, **headers})
    return answer.status, dict(answer.headers), answer.body


def played(site: Site) -> bytes:
    """What the next call plays of the page."""
    line = site.line(call=f"CA{uuid.uuid4().hex}").ring().press("1").press("1")
    (url,) = [said for said in line.heard if f"/clips/{ID}." in said]
    return fetch(site.port, "GET", url.removeprefix(PUBLIC)).body


def test_the_list_shows_every_recording_in_three_parts_with_how_it_stands(bob: Browser) -> None:
    assert "/studio" in bob.page.links
    bob.go("/studio")
    says = bob.says
    assert says.index("Menus and pages of guidance") < says.index("What the line itself says") < says.index("Numbers, days and times")
    assert "Make a complaint, page 1 of 2" in says
    assert re.search(r"complaint\.1 , number \d{5} Synthetic voice", says)
    assert re.search(r"complaint\.2 , number \d{5} Missing", says)
    assert "2 Synthetic voice" in says
    assert f"/studio/{ID}" in bob.page.links


def test_the_list_is_searched_by_words_names_numbers_and_states_without_a_script(bob: Browser) -> None:
    bob.go("/studio?q=eVERY+SCHOOL")
    assert "complaint.1" in bob.says
    assert "promise" not in bob.says
    (number,) = re.findall(r"complaint\.1 , number (\d{5})", bob.says)
    bob.go(f"/studio?q={number}")
    assert [link for link in bob.page.links if link.startswith("/studio/")] == [f"/studio/{ID}"]
    bob.go("/studio?state=synthetic")
    assert sorted(link for link in bob.page.links if link.startswith("/studio/")) == [f"/studio/{ID}", "/studio/promise"]
    bob.go("/studio?q=zebra&state=nonsense")
    assert "Nothing is found." in bob.says
    assert 'value="&lt;b&gt;"' in bob.go("/studio?q=" + quote("<b>")).answer.text


def test_a_recording_s_page_shows_the_words_how_they_are_said_and_what_is_heard_now(bob: Browser, audio: Path) -> None:
    bob.go(f"/studio/{ID}")
    assert SAID in bob.says
    assert "About 5 seconds" in bob.says
    assert "Synthetic voice" in bob.says
    assert "Put back" not in bob.says
    (url,) = re.findall(r'src="(/clips/[^"]+)"', bob.answer.text)
    assert get(bob, url)[2] == (audio / "en-GB" / f"{ID}.wav").read_bytes()
    bob.go("/studio/urgent.2")
    assert "1 1 6 one, one, six" in bob.says
    assert "1 2 3 one, two, three" in bob.says
    assert "The voice of the telephone reads the words." in bob.says


def test_a_piece_of_a_sentence_is_shown_within_it(bob: Browser) -> None:
    bob.go("/studio/number.3")
    assert "You are number" in bob.says
    assert "read only: 3 Callers hear it when its other pieces are read too, so that no sentence changes voice half-way." in bob.says


def leads_on(browser: Browser, id: str) -> str:
    """Which recording the page of this one leads on to."""
    (found,) = [link for link in browser.go(f"/studio/{id}").page.links if link.startswith("/studio/")]
    return found.removeprefix("/studio/")


def test_a_page_leads_on_to_the_next_of_the_list_that_no_person_has_read(bob: Browser) -> None:
    assert leads_on(bob, "school") == ID
    assert leads_on(bob, "queue.join.1") == "queue.join.2"
    upload(bob.go(f"/studio/{ID}"), GOOD).send(bob.at)
    assert "/studio/complaint.2" in bob.page.links
    assert leads_on(bob, "school") == "complaint.2"
    assert leads_on(bob, ID) == "complaint.2"


def test_a_take_is_heard_kept_played_in_the_next_call_and_put_back(bob: Browser, staffed: Site, audio: Path) -> None:
    before = played(staffed)
    upload(bob.go(f"/studio/{ID}"), GOOD)
    assert re.fullmatch(rf"/studio/{ID}/takes/[\w-]{{32}}", bob.at)
    assert "As callers will hear it" in bob.says
    assert re.search(r"\d\.\d seconds long; about 5 at a calm pace. 1[45]\d words a minute", bob.says)
    assert "your name and the date are noted, and that you agreed in the studio that callers hear it" in bob.says
    status, headers, take = get(bob, f"{bob.at}/sound.wav")
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, "audio/wav", "no-store")
    assert played(staffed) == before

    bob.send(bob.at)
    assert bob.at.startswith(f"/studio/{ID}?done=kept&")
    assert "Kept. Callers hear it from now on." in bob.says
    assert "Read by a person Bob Bee, 24 November 2026." in bob.says
    assert played(staffed) == take
    entry = manifest.read(audio)[ID]
    assert isinstance(entry, manifest.Entry)
    assert (entry.by, entry.made) == (BOB, NOW.date())

    bob.send(f"/studio/{ID}/undo")
    assert bob.at.startswith(f"/studio/{ID}?done=undone&")
    assert played(staffed) == before
    assert "The one before: Bob Bee, 24 November 2026." in bob.says


def test_a_take_is_sent_as_a_form_too(bob: Browser) -> None:
    bob.go(f"/studio/{ID}")
    form(bob, GOOD, token(bob))
    assert "As callers will hear it" in bob.says


def test_a_refused_take_says_what_to_do_and_can_be_read_again(bob: Browser) -> None:
    upload(bob.go(f"/studio/{ID}"), sound.encoded(silence(3)))
    assert bob.answer.status == 200
    assert "Nothing is heard in it. Check the microphone, and read it again." in bob.says
    assert "As callers will hear it" not in bob.says
    assert f"/studio/{ID}/takes" in [action for action, _ in bob.page.forms]
    assert get(bob, f"{bob.at}/sound.wav")[0] == 404


def test_a_take_that_could_be_better_is_told_so(bob: Browser) -> None:
    upload(bob.go(f"/studio/{ID}"), read(SAID, wpm=125))
    assert "It can be kept, but could be better. It is read at" in bob.says


def test_keeping_and_undoing_twice_is_no_fault(bob: Browser, staffed: Site) -> None:
    before = played(staffed)
    upload(bob.go(f"/studio/{ID}"), GOOD)
    where, csrf = bob.at, {"X-CSRF-Token": token(bob)}
    for _ in range(2):
        bob.post(where, csrf)
        assert bob.at.startswith(f"/studio/{ID}?done=kept&")
    assert bob.go(where).at == f"/studio/{ID}"
    heard = next(fields["heard"] for action, fields in bob.page.forms if action.endswith("/undo"))
    for _ in range(2):
        bob.post(f"/studio/{ID}/undo", csrf, heard=heard)
        assert bob.at.startswith(f"/studio/{ID}?done=undone&")
    assert played(staffed) == before


def test_a_page_that_is_loaded_again_tells_nothing_that_is_so_no_more(bob: Browser) -> None:
    upload(bob.go(f"/studio/{ID}"), GOOD)
    kept = bob.send(bob.at).at
    undone = bob.send(f"/studio/{ID}/undo").at
    assert "Put back. Callers hear the recording before it again." in bob.says
    assert "Kept." not in bob.go(kept).says
    bob.send(f"/studio/{ID}/undo")
    assert "Put back." not in bob.go(undone).says
    assert "Kept." not in bob.go(f"/studio/{ID}?done=kept").says


def test_what_cannot_be_undone_is_told(bob: Browser) -> None:
    bob.go(f"/studio/{ID}").post(f"/studio/{ID}/undo", {"X-CSRF-Token": token(bob)}, heard="")
    assert bob.answer.status == 409
    assert "there is no recording before this one to go back to" in bob.says


def test_a_take_of_words_that_have_changed_is_not_kept(opened: Open, audio: Path, staffed: Site) -> None:
    bob = sign_in(Browser(staffed.port), BOB)
    upload(bob.go(f"/studio/{ID}"), GOOD)
    changed = with_page(helpline(), "complaint", "Every school has a way to complain.")
    with opened(helpline=changed, recordings=Library.load(audio), audio=audio) as later:
        bob.port = later.port
        bob.go(bob.at).send(bob.at)
        assert bob.answer.status == 409
        assert "The words have changed since it was read. Please read the new ones." in bob.says
        assert "Says older words" in bob.says
        assert SAID in bob.says


def test_nobody_sees_hears_or_keeps_the_take_of_another(bob: Browser, staffed: Site) -> None:
    upload(bob.go(f"/studio/{ID}"), GOOD)
    carol = sign_in(Browser(staffed.port), CAROL)
    csrf = {"X-CSRF-Token": token(carol)}
    for path in (bob.at, f"{bob.at}/sound.wav"):
        assert get(carol, path)[0] == 404
    assert carol.post(bob.at, csrf).answer.status == 404
    assert "That take is not here any more. Please read it again." in carol.says
    assert bob.post(bob.at.replace(ID, "promise"), {"X-CSRF-Token": token(bob)}).answer.status == 404


def test_a_folder_that_cannot_be_written_is_told_and_the_take_waits(bob: Browser, audio: Path, staffed: Site) -> None:
    before = played(staffed)
    upload(bob.go(f"/studio/{ID}"), GOOD)
    take = bob.at
    (audio / ".lock").mkdir()  # where a file has to be
    bob.send(take)
    assert bob.answer.status == 503
    assert "callers hear what they heard before" in bob.says
    assert str(audio) not in bob.answer.text
    assert played(staffed) == before
    (audio / ".lock").rmdir()
    assert bob.go(take).send(take).at.startswith(f"/studio/{ID}?done=kept&")


def test_a_manifest_that_cannot_be_read_is_told_on_every_page(bob: Browser, audio: Path) -> None:
    (audio / "manifest.json").write_text("no list")
    for path in ("/studio", f"/studio/{ID}"):
        assert bob.go(path).answer.status == 503
        assert "The folder of recordings cannot be read or written" in bob.says


def test_a_database_that_fails_is_told_and_nothing_is_lost_on_the_way(bob: Browser, staffed: Site) -> None:
    csrf = {"X-CSRF-Token": token(bob.go(f"/studio/{ID}"))}
    staffed.store.database.engine.dispose()
    staffed.file.unlink()
    staffed.file.mkdir()
    bob.post(f"/studio/{ID}/undo", csrf)
    assert bob.answer.status == 503
    assert "Something broke at our end, and nothing was changed." in bob.says
    assert fetch(staffed.port, "GET", "/takes/x.wav").status == 503


def test_more_than_anybody_reads_is_refused_in_words(bob: Browser) -> None:
    bob.go(f"/studio/{ID}")
    csrf = token(bob)
    for answer in (upload(bob, bytes(MOST_BYTES + 1)), form(bob.go(f"/studio/{ID}"), bytes(MOST_BYTES + 1), csrf)):
        assert answer.answer.status == 413
        assert "That is too large: 20 MB at most can be sent." in answer.says


def test_other_forms_stay_as_small_as_they_were(bob: Browser) -> None:
    bob.go(f"/studio/{ID}").post(f"/studio/{ID}/undo", heard="x" * 70_000)
    assert bob.answer.status == 413


@pytest.mark.parametrize("path", [f"/studio/{ID}/takes", f"/studio/{ID}/takes/x", f"/studio/{ID}/undo"])
def test_what_changes_something_must_come_from_a_page_of_ours(bob: Browser, path: str) -> None:
    assert bob.post(path).answer.status == 400
    assert bob.post(path, {"X-CSRF-Token": "made up"}).answer.status == 400
    assert bob.post(path, {"X-CSRF-Token": token(bob.go(f"/studio/{ID}")), "Origin": "https://elsewhere.test"}).answer.status == 400


def test_a_file_that_is_sent_from_elsewhere_is_refused(bob: Browser) -> None:
    assert form(bob.go(f"/studio/{ID}"), GOOD, "made up").answer.status == 400
    assert "not from this site" in bob.says


GETS = ["/studio", f"/studio/{ID}", f"/studio/{ID}/takes/x", f"/studio/{ID}/takes/x/sound.wav"]
POSTS = [f"/studio/{ID}/takes", f"/studio/{ID}/takes/x", f"/studio/{ID}/undo"]


@pytest.mark.parametrize("path", GETS)
def test_whoever_has_not_signed_in_is_asked_to(staffed: Site, path: str) -> None:
    assert Browser(staffed.port).go(path).at == f"/sign-in?next={path}"


@pytest.mark.parametrize("path", POSTS)
def test_whoever_has_not_signed_in_changes_nothing(staffed: Site, path: str) -> None:
    assert Browser(staffed.port).post(path).at == "/sign-in"


@pytest.mark.parametrize(("path", "method"), [*((path, "GET") for path in GETS), *((path, "POST") for path in POSTS)])
def test_whoever_may_not_record_is_refused_everywhere(staffed: Site, path: str, method: str) -> None:
    ann = sign_in(Browser(staffed.port), ANN)
    assert "/studio" not in ann.page.links
    answer = ann.go(path) if method == "GET" else ann.post(path, {"X-CSRF-Token": token(ann)})
    assert answer.answer.status == 403
    assert "Your account may not do this." in answer.says


@pytest.mark.parametrize(
    "path",
    [
        "/studio/",
        "/studio/nothing",
        "/studio/fallback",
        "/studio/..%2fmanifest.json",
        "/studio/%2e%2e",
        f"/studio/{ID}/takes/x",
        "/studio/x/y",
    ],
)
def test_what_is_not_there_is_not_found(bob: Browser, path: str) -> None:
    assert get(bob, path)[0] == 404


@pytest.mark.parametrize("path", [f"/studio/{ID}/takes", f"/studio/{ID}/undo"])
def test_what_changes_something_is_not_done_by_looking(bob: Browser, path: str) -> None:
    assert get(bob, path)[0] == 405


@pytest.mark.parametrize("name", ["studio.js", "samples.js", "microphone.js", "wav.js", "studio.css"])
def test_scripts_are_ours_fetched_once_and_kept(staffed: Site, name: str) -> None:
    answer = fetch(staffed.port, "GET", sealed.path(name))
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    assert (answer.status, answer.headers["Content-Type"]) == (200, f"{kind}; charset=utf-8")
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert fetch(staffed.port, "GET", sealed.path("desk.py")).status == 404


def test_no_page_of_the_studio_needs_what_the_seal_forbids(bob: Browser) -> None:
    for page in (bob.go("/studio"), bob.go(f"/studio/{ID}"), upload(bob, GOOD)):
        scripts = re.findall(r"<script[^>]*>(.*?)</script>", page.answer.text)
        assert scripts in ([], [""])
        assert not [word for word in ("<style", " style=", " onclick=", "http://", "https://") if word in page.answer.text]


def test_the_telephone_fetches_a_take_by_its_id_until_it_is_kept(bob: Browser, staffed: Site) -> None:
    """Contract 2.14, 3.5, 3.7."""
    upload(bob.go(f"/studio/{ID}"), GOOD)
    take = Links(PUBLIC).take(bob.at.rpartition("/")[2]).removeprefix(PUBLIC)
    answer = fetch(staffed.port, "GET", take)
    assert (answer.status, answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (200, "audio/wav", "no-store")
    assert answer.body == get(bob, f"{bob.at}/sound.wav")[2]
    head = fetch(staffed.port, "HEAD", take)
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", str(len(answer.body)))
    part = fetch(staffed.port, "GET", take, headers={"Range": "bytes=10-19"})
    assert (part.status, part.body) == (206, answer.body[10:20])
    bob.send(bob.at)
    assert fetch(staffed.port, "GET", take).status == 404


@pytest.mark.parametrize("path", ["/takes/", "/takes/x.wav", "/takes/.wav", "/takes/x", "/takes/..%2fx.wav", "/takes/x.wav/"])
def test_nothing_but_takes_is_served_there(staffed: Site, path: str) -> None:
    assert fetch(staffed.port, "GET", path).status == 404
