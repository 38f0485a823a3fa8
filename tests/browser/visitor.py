"""A person before the page of the web phone, who finds everything by its role and its name."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, expect
from playwright.sync_api import TimeoutError as TooLate

WITHHELD = "Number withheld"
MESSAGE = "Your message"
PATIENCE_MS = 30_000  # on a machine that does other work too


@dataclass
class Visitor:
    """What a person does at the page. `errors` are what the browser complained of, `elsewhere` what it asked of other machines."""

    page: Page
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def region(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    @property
    def telephone(self) -> Locator:
        return self.region("The caller\N{RIGHT SINGLE QUOTATION MARK}s telephone")

    @property
    def mobile(self) -> Locator:
        return self.region("The caller\N{RIGHT SINGLE QUOTATION MARK}s mobile")

    @property
    def adviser(self) -> Locator:
        return self.region("The adviser\N{RIGHT SINGLE QUOTATION MARK}s handset")

    @property
    def menus(self) -> Locator:
        return self.region("The menus")

    @property
    def clock(self) -> Locator:
        return self.page.get_by_role("group", name="The clock")

    @property
    def record(self) -> Locator:
        return self.page.get_by_role("log", name="What is said in this call")

    @property
    def texts(self) -> Locator:
        return self.page.get_by_role("log", name="Texts")

    @property
    def here(self) -> Locator:
        """The place that is lit up in the picture of the menus."""
        return self.menus.locator(".here")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def is_open(self) -> None:
        """The page is there and has been told all that has happened."""
        expect(self.record).to_have_attribute("aria-live", "polite")
        expect(self.menus.get_by_role("img", name="The menus of")).to_be_visible()

    def words_only(self) -> None:
        self.page.get_by_role("switch", name="Speak aloud").uncheck()

    def ring(self, who: str = "07700 900123 (a mobile)") -> None:
        self.telephone.get_by_role("combobox", name="Who rings?").select_option(who)
        self.button("Ring").click()
        self.is_ringing()

    def is_ringing(self) -> None:
        """The page knows of the call, and whatever stands in the record is of this one and of none before it."""
        expect(self.button("Hang up")).to_be_enabled()

    def hear(self, words: str) -> None:
        """Listen until these words are said."""
        self.page.get_by_role("button", name="Hang up", exact=True, disabled=False).wait_for()
        self.listen_until(self.record.get_by_text(words).first)

    def listen_until(self, sign: Locator) -> None:
        """Skip whatever is said until this is seen."""
        skip = self.telephone.get_by_role("button", name="Skip these words", disabled=False)
        sign.or_(skip).first.wait_for()
        while not sign.is_visible():
            with suppress(TooLate):  # the words may have ended by themselves
                skip.click(timeout=1000)
            sign.or_(skip).first.wait_for()

    def press(self, keys: str) -> None:
        keypad = self.telephone.get_by_role("group", name="Keypad")
        for key in keys:
            keypad.get_by_role("button", name={"*": "* star", "#": "# hash"}.get(key, key), exact=True).click()

    def hang_up(self) -> None:
        self.button("Hang up").click()
        expect(self.telephone.get_by_text("The call is over", exact=True)).to_be_visible()

    def all_hang_up(self) -> None:
        """Leave the line free for whoever comes next."""
        for handset in (self.button("Hang up"), self.button("Hang up the adviser\N{RIGHT SINGLE QUOTATION MARK}s handset")):
            if handset.is_enabled():
                handset.click()
            expect(handset).to_be_disabled()

    def set_clock(self, at: str) -> None:
        """Set it to a moment such as 2026-11-28T11:00."""
        drawer = self.page.get_by_text("Set the clock")
        form = self.page.get_by_label("Day and time")
        if not form.is_visible():
            drawer.click()
        form.fill(at)
        self.button("Set").click()


@contextmanager
def visiting(context: BrowserContext, url: str) -> Iterator[Visitor]:
    """Open the page. Whatever it complains of, or asks of another machine, is found out at the end."""
    context.set_default_timeout(PATIENCE_MS)
    visitor = Visitor(context.new_page())
    here = urlsplit(url).hostname

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            visitor.errors.append(message.text)

    def asked(request: Request) -> None:
        if urlsplit(request.url).hostname not in (here, None):
            visitor.elsewhere.append(request.url)

    visitor.page.on("console", said)
    visitor.page.on("pageerror", lambda error: visitor.errors.append(str(error)))
    context.on("request", asked)
    visitor.page.goto(url)
    visitor.is_open()
    yield visitor
    assert visitor.errors == []
    assert visitor.elsewhere == []
