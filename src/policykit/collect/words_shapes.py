"""The shape of words.yaml."""

from typing import Annotated

from pydantic import Field, StringConstraints

from policykit.strict import Shape

Words = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^A-Z]+$")]
Ending = Annotated[str, StringConstraints(pattern=r"^\.[a-z0-9]+$")]
Host = Annotated[str, StringConstraints(pattern=r"^(?:\*\.)?[a-z0-9.-]+$")]


class GroupShape(Shape):
    """Words that weigh the same; the heaviest link is followed first."""

    weight: Annotated[int, Field(ge=1, le=20)]
    words: Annotated[list[Words], Field(min_length=1)]


class WordsShape(Shape):
    """What leads to documents on SEN, and away from them."""

    wanted: Annotated[list[GroupShape], Field(min_length=1)]
    ways: list[GroupShape]
    avoid: list[Words]
    not_wanted: list[Words]
    leave: list[Ending]
    documents: Annotated[list[Ending], Field(min_length=1)]
    document_hosts: list[Host]
    shared_drives: list[Host]
    login: list[Words]
    login_hosts: list[Host]
