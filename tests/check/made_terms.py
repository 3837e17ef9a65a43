"""Terms and texts that nobody chose, for what searches texts for terms."""

from hypothesis import strategies as st

from policykit.model.document import Block, BlockKind
from policykit.model.terms import compile_term

VOCABULARIES = {
    "people": ("ab", "cd _ ab", "b* c"),
    "both": ("<people> a", "ac"),
    "after": ("a <both>", "(a) b"),
}
_WORDS = ("a", "ab", "abc", "b", "bc", "c", "cd", "ac")
_NAMED = ("<people>", "<both>", "<after>", "(<people>)", "(<after>)")
_PIECES = (*_WORDS, "a*", "b*", "c*", "ab/c", "a/b*", "(a)", "(b*)", *_NAMED, "_", "__")
_LONGEST = 5
_MOST_WORDS = 14


def _is_term(term: str) -> bool:
    try:
        compile_term(term)
    except ValueError:
        return False
    return True


TEXTS = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=_MOST_WORDS).map(" ".join)
TERMS = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=_LONGEST).map(" ".join).filter(_is_term)


def blocks(texts: list[str]) -> list[Block]:
    """Return a paragraph for each text."""
    return [Block(number, BlockKind.PARAGRAPH, text) for number, text in enumerate(texts)]
