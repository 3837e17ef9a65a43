"""A piece on its way to becoming a block: its clean text, and what the outline has settled about it so far."""

import re
from dataclasses import dataclass

from policykit.model.document import BlockKind, Cell, Layer
from policykit.read.piece import Piece

_PERSON_OR_PLACE = re.compile(
    r"@|www\.|https?:|\b(?!(?:19|20)\d\d[ -](?:19|20)\d\d\b)\d{3,4}[ -]?\d{3,}|\b\d{5,}|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
    r"|^(?:Mr|Mrs|Ms|Miss|Dr|Revd?|Sir)\b|:\s*(?:Mr|Mrs|Ms|Miss|Dr|Revd?|TBC)\b|[–-]\s+(?:Mr|Mrs|Ms|Miss|Dr)\b"
    r"|\b(?:Avenue|Close|Crescent|Drive|Gardens|Hill|Lane|Road|Square|Street|Terrace|Way),\s"
    r"|^[B-HJ-Z](?:\. ?| )(?:Mc|Mac|O['’])?[A-Z][a-z]+$"
)
_PERSON_AND_POST = re.compile(
    r"^(?!(?:Class|Early|Governing|Head|Inclusion|Inclusive|Key|Learning|Lead|Local|Our|Pastoral|Policy|Pupil|Role|School|SEND?|Senior"
    r"|Special|Staff|Subject|Support|Teaching|The|Whole|Year)\b)"
    r"[A-Z][a-z'’-]+ (?:[A-Z][\w'’-]*[a-z] ?){1,2}(?::|,| [–-]| \()\s*(?:[\w&/’'-]+ ){0,3}"
    r"(?:SENCO|SENDCO|SENCo|SENDCo|INCo|[Hh]ead(?:teacher)?|[Tt]eacher|[Gg]overnor|[Ll]ead|[Mm]anager|[Pp]rincipal|[Cc]o-?ordinator"
    r"|[Aa]ssistant|[Mm]entor|[Tt]herapist|[Cc]hair)\)?$"
)
_DATE = re.compile(
    r"(?:^\W?|:\s*)(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{4}\W?$"
    r"|\b\d{1,2}(?:st|nd|rd|th)?[ ./-](?:\d{1,2}|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*)[ ./-]\d{2,4}\b"
    r"|\b(?:date|review|approv|adopt|updat|ratif|version|edition)\w*\b.*\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Entry:
    """One piece with its clean text; the passes of the outline change kind, level, layer, label and cell."""

    piece: Piece
    text: str
    offsets: tuple[int, ...] | None
    kind: BlockKind
    level: int
    layer: Layer
    label: str
    cell: Cell | None

    @property
    def is_body(self) -> bool:
        """Whether it stands in the running text, outside notes, headers, footers and contents lists."""
        return self.layer is Layer.BODY

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def names_person_or_place(text: str) -> bool:
    """Tell whether a short line gives a person or a way to reach somebody: words to keep as text.

    >>> [names_person_or_place(line) for line in ("SENCo: Mrs A. Example", "Ida Example: SENCo", "Who can help?")]
    [True, True, False]
    """
    return bool(_PERSON_OR_PLACE.search(text) or _PERSON_AND_POST.match(text))


def gives_date(text: str) -> bool:
    """Tell whether a short line gives a date or the year of a review.

    >>> [gives_date(line) for line in ("Policy Review January 2012", "How we review progress")]
    [True, False]
    """
    return bool(_DATE.search(text))


def plain_key(text: str) -> str:
    """Return a line as it compares with its repetition elsewhere: no case, numbers, dots or page number.

    >>> plain_key("3. Our staff ........ 12")
    'our staff'
    """
    bare = re.sub(r"^[\W\d]+|[\W\d]+$", "", text.casefold())
    return re.sub(r"\W+", " ", bare)
