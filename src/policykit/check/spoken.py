"""The words of a text that a reader says: addresses, telephone numbers and bare numbers are none."""

import re

_MARKS = ("@", "www.", "://", ".uk", ".org", ".com", ".net")
"""Without one of these a text holds no address; asking so is much faster than looking for one."""
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|\b[\w-]+(?:\.[\w-]+)*\.(?:uk|org|com|net)\b\S*")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐‑][^\W\d_]+)*")


def spoken_words(text: str) -> list[str]:
    """Return the words in order, each as it is written.

    >>> spoken_words("Ring Mrs O'Dell on 01632 960147 or see www.example.org/send for well-being.")
    ['Ring', 'Mrs', "O'Dell", 'on', 'or', 'see', 'for', 'well-being']
    """
    if any(mark in text for mark in _MARKS):
        text = _ADDRESS.sub(" ", text)
    return _WORD.findall(text)
