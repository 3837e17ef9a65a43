"""What a Word file's body says beside its words, each thing at the piece of text where it stands."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from policykit.formats.word import W
from policykit.formats.word_access import faint_words, pictures, tables
from policykit.formats.word_paragraph import Seen
from policykit.model.access import AccessRule, FaintFact, FileFacts, LeftFact, PictureFact, TableFact
from policykit.read.facts import WITH_HEADINGS

_P, _BODY = f"{W}p", f"{W}body"


def word_facts(body: etree._Element, paragraphs: Sequence[etree._Element | None], seen: Seen) -> FileFacts:
    """Return what is known of pictures, tables, colours and leftovers; `paragraphs` holds the element of each piece."""
    piece_of = {element: at for at, element in reversed([*enumerate(paragraphs)]) if element is not None}
    left = {
        "comments": body.iter(f"{W}commentReference"),
        "tracked changes": seen.changes,
        "hidden text": seen.hidden,
    }
    return FileFacts(
        looked=WITH_HEADINGS | {AccessRule.PICTURE, AccessRule.HEADER_ROW, AccessRule.MERGED, AccessRule.CONTRAST},
        pictures=tuple(PictureFact(_inside(one.element, piece_of), None, one.words) for one in pictures(body)),
        tables=tuple(
            TableFact(_inside(one.element, piece_of), None, one.rows, one.columns, one.has_head, one.merged)
            for one in tables(body)
        ),
        faint=tuple(FaintFact(_inside(one.element, piece_of), one.words, one.ratio) for one in faint_words(body)),
        left=tuple(LeftFact(what, at) for what, elements in left.items() for at in _distinct(elements, piece_of)),
    )


def _inside(element: etree._Element | None, piece_of: Mapping[etree._Element, int]) -> int | None:
    # A picture in a text box stands where the box hangs.
    while element is not None and element not in piece_of:
        element = next(element.iterancestors(_P), None)
    return None if element is None else piece_of[element]


def _distinct(elements: Iterable[etree._Element], piece_of: Mapping[etree._Element, int]) -> Iterator[int | None]:
    """Give the piece that each element is in, or comes after, once, in reading order."""
    found: set[int | None] = set()
    for element in elements:
        at = _inside(element, piece_of)
        if at is None and next(element.iterancestors(_BODY), None) is None:
            # A header or note that is read once and stands in several parts.
            continue
        found.add(_before(element, piece_of) if at is None else at)
    yield from sorted(found, key=lambda at: -1 if at is None else at)


def _before(element: etree._Element, piece_of: Mapping[etree._Element, int]) -> int | None:
    """Return the last piece before an element that is in none: a deleted row, a paragraph whose mark was deleted."""
    for level in (element, *element.iterancestors()):
        for sibling in level.itersiblings(preceding=True):
            for paragraph in reversed([*sibling.iter(_P)]):
                if paragraph in piece_of:
                    return piece_of[paragraph]
    return None
