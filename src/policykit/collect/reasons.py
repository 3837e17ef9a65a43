"""Why something could not be collected, in sentences for people; never that a document is missing."""

from policykit.collected import Reason
from policykit.network import Why

_TOO_MANY = 429
_BY_HAND = "Open it in a browser, save the document into the school's folder, and audit that."
_TEXTS = {
    Reason.NO_ADDRESS: ("The register gives no web address for it.", "Add SchoolWebsite or address to its row."),
    Reason.UNREACHABLE: ("The site did not answer.", "Check the address, and try again later."),
    Reason.LOGIN: ("It asks for a password.", "Ask the school for the document, or where it stands without one."),
    Reason.SCRIPT: ("The page shows nothing until a program in the browser has run.", _BY_HAND),
    Reason.ROBOTS: ("The site asks programs not to read this (robots.txt).", _BY_HAND),
    Reason.REFUSED: ("The site does not let a program look.", _BY_HAND),
    Reason.GONE: ("There is no page at this address.", "Check the address on the school's site."),
    Reason.ERROR: ("The site answered with an error.", "Try again later."),
    Reason.SLOW: ("It took too long.", "Try again later, or open it in a browser and save the document."),
    Reason.LARGE: ("It is larger than what is fetched.", _BY_HAND),
    Reason.CERTIFICATE: (
        "Its certificate is not valid, and browsers warn visitors.",
        "Tell the school, or check the address.",
    ),
    Reason.WRONG_TYPE: ("What came is no document that can be read.", _BY_HAND),
    Reason.PRIVATE: (
        "It leads to this computer or into a private network.",
        "If that is your own intranet, name it with --allow-host.",
    ),
    Reason.ELSEWHERE: (
        "It stands on another site, which was not visited.",
        "If it is the school's own, put its address in a column called address.",
    ),
    Reason.COOKIES: ("The page shows nothing until a visitor has agreed to cookies.", _BY_HAND),
    Reason.CIRCLE: ("It sends visitors round in a circle, unless they keep cookies.", _BY_HAND),
}
_OF_NETWORK = {
    Why.NO_ADDRESS: (
        Reason.NO_ADDRESS,
        "This is no address of the web.",
        "Check it; no name or password may stand in it.",
    ),
    Why.NO_SITE: (Reason.UNREACHABLE, "There is no site of this name.", "Check the address."),
    Why.PRIVATE: (Reason.PRIVATE, "", ""),
    Why.LATE: (Reason.SLOW, "", ""),
    Why.CERTIFICATE: (Reason.CERTIFICATE, "", ""),
    Why.BROKEN: (Reason.UNREACHABLE, "", ""),
}


class NotCollected(Exception):  # noqa: N818 - it is an answer of its own
    """Why an address was not collected: `why` and `remedy` are sentences, `status` and `final` as far as it came."""

    def __init__(self, reason: Reason, why: str = "", *, status: int = 0, final: str = "") -> None:
        super().__init__(why)
        usual, self.remedy = _TEXTS[reason]
        self.reason = reason
        self.why = why or usual
        self.status = status
        self.final = final

    @classmethod
    def of_network(cls, why: Why, final: str = "") -> "NotCollected":
        """Return what the network's own reason comes to; a person's wish to stop is none."""
        reason, sentence, remedy = _OF_NETWORK[why]
        made = cls(reason, sentence, final=final)
        made.remedy = remedy or made.remedy
        return made


class SpentError(Exception):
    """What a school may cost is spent: the message says of what, as the end of a sentence."""


def on_drive(host: str, final: str) -> NotCollected:
    """Return why a file on a shared drive was not fetched."""
    made = NotCollected(
        Reason.ELSEWHERE, f"It stands in a shared drive ({host}), which only a browser shows.", final=final
    )
    made.remedy = _BY_HAND
    return made


def busy(why: str, status: int, final: str) -> NotCollected:
    """Return what a site that asks to come back later comes to."""
    made = NotCollected(Reason.REFUSED, why, status=status, final=final)
    made.remedy = f"Try again later. {_BY_HAND}"
    return made


def of_status(status: int, final: str) -> NotCollected:
    """Return what a status that is no success comes to."""
    told = {401: Reason.LOGIN, 407: Reason.LOGIN, 404: Reason.GONE, 410: Reason.GONE}
    refused = {402, 403, 406, 429, 451, 999}
    reason = told.get(status, Reason.REFUSED if status in refused else Reason.ERROR)
    usual, _ = _TEXTS[reason]
    if status == _TOO_MANY:
        return busy(f"The site says that it is asked too often (status {status}).", status, final)
    return NotCollected(reason, f"{usual[:-1]} (status {status}).", status=status, final=final)
