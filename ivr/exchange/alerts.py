"""What Twilio would write in an account's error log: its number, what is wrong, and the clause of the contract that says so.

An error ends what was being done and leads to the fallback URL (contract 1.13). A warning leaves a real call going, differently from how
its author meant it (contract 1.19); here it is an error too, for this exchange is where such things are to be found.
"""

from ivr.errors import HelplineError


class ExchangeError(HelplineError):
    """The root of what goes wrong in the exchange."""


class AlertError(ExchangeError):
    """One entry of the error log.

    `code` is Twilio's number for it; `contract` the clause relied on, or the page or error of Twilio's where no clause tells. `verb` and
    `attribute` name the place in the TwiML, `url` what was being fetched; each is empty where there is none.
    """

    def __init__(self, code: int, contract: str, problem: str, *, verb: str = "", attribute: str = "", url: str = "") -> None:
        self.code = code
        self.contract = contract
        self.problem = problem
        self.verb = verb
        self.attribute = attribute
        self.url = url
        place = f"<{verb}{f' {attribute}' if attribute else ''}>: " if verb else ""
        number = f"{code}: " if code else ""
        source = f"contract {contract}" if contract[:1].isdigit() else contract
        super().__init__(f"{number}{place}{problem} ({source})")


class NotPlayedError(AlertError):
    """Twilio plays this, and the exchange does not. It has no number at Twilio, so `code` is 0: nothing is wrong with the document."""

    def __init__(self, verb: str, attribute: str = "") -> None:
        super().__init__(0, "8.5", "this exchange does not play it, though Twilio does", verb=verb, attribute=attribute)


class NotLoopbackError(ExchangeError):
    """A URL leads off this machine: nothing here ever speaks to another."""


class NotPossibleError(ExchangeError):
    """A handset was asked for what the moment does not allow, such as a key after the call has ended."""
