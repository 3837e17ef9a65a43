"""One round of an audit: what was found in each school's documents on one day, for workbooks and letters to show."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import overload

from policykit.model.finding import Counts, Severity, Status
from policykit.model.law import Duty, Publish


class Role(StrEnum):
    """What part a document had in judging its school."""

    JUDGED = "judged"
    """The one that the school was judged by: its report, else its policy."""
    COMPANION = "companion"
    """Read beside it: what it says counts, with where."""
    SAME = "same"
    """The same words as another file of the school."""
    OLDER = "older"
    """An older edition of another file of the school."""
    SET_ASIDE = "set-aside"
    """No document on SEN in England, so it was read and not used."""
    NOT_READ = "not-read"


@dataclass(frozen=True, slots=True)
class School:
    """A school as the register or the folder names it; `key` tells it from the others and stays from round to round.

    `type` and `phase` are our words (`model.law`), "" where nobody has said and the documents tell. `given` holds the
    register's other columns as they stand there.
    """

    key: str
    name: str
    urn: str = ""
    type: str = ""
    phase: str = ""
    contact: str = ""
    website: str = ""
    given: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document, with where a person finds them: `path` is the file's, `page` None where it has no pages."""

    text: str
    path: str
    page: int | None = None
    section: str = ""
    element: str = ""
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Alone:
    """The verdict on the judged document by itself, without its companions."""

    status: Status
    sure: bool
    counts: Counts
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SchoolFinding:
    """What a school's documents say together on one requirement, and what its report says alone.

    `further` marks the requirements beyond the 43. `lacking` holds the questions of the elements that nothing answers.
    Where `sure` is False a person should look, and no count and no letter may rest on it.
    """

    id: str
    status: Status
    sure: bool
    counts: Counts
    duty: Duty
    publish: Publish
    alone: Alone
    reason: str = ""
    lacking: tuple[str, ...] = ()
    quotes: tuple[Passage, ...] = ()
    nearest: Passage | None = None
    nearest_why: str = ""
    further: bool = False


@dataclass(frozen=True, slots=True)
class StaleReference:
    """One place that leans on something superseded; `group` is what people see as one line.

    `replacement` can stand in the place of the quoted words where it `fits`; else it tells a person what to write.
    """

    id: str
    group: str
    severity: Severity
    quote: Passage
    replacement: str
    since: date | None = None
    message: str = ""
    fits: bool = False


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date that a document gives of itself: `kind` is last-review, next-review, approved or event."""

    kind: str
    day: date
    passed: bool
    quote: Passage
    message: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong claim about the law, or something left in a document that should not be published.

    `kind` is wrong-law or leftover; `quote.text` is "" where it is the file's and no passage's.
    """

    kind: str
    id: str
    quote: Passage
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a document, or a part of it, was not read: `where` is "" for the whole file."""

    what: str
    remedy: str = ""
    where: str = ""
    hides_text: bool = True


@dataclass(frozen=True, slots=True)
class SchoolDocument:
    """A file of a school: `path` is from the audited folder, with forward slashes.

    `sha256` is "" where the file could not even be opened. `school` is the name it gives itself. `sencos` are the
    surnames of those it names as SENCO, in small letters; `contacts` the telephone numbers and e-mail addresses in it.
    `role_why` says in a sentence why it was not the one judged, else "".
    """

    path: str
    sha256: str
    role: Role
    role_why: str = ""
    format: str = ""
    kind: str = ""
    title: str = ""
    school: str = ""
    pages: int | None = None
    words: int = 0
    ocr_pages: int = 0
    last_review: date | None = None
    next_review: date | None = None
    sencos: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def judged_of(documents: Iterable[SchoolDocument]) -> SchoolDocument | None:
    """Return the document that a school was judged by, None where none could be."""
    return next((one for one in documents if one.role is Role.JUDGED), None)


@dataclass(frozen=True, slots=True)
class SchoolResult:
    """A school with its documents and all that was found in them; without a judged document, no findings.

    `type` and `phase` are those it was judged as, `kind` that of the judged document. `result` tells this judgement
    from every other: the same documents, law and program give the same.
    """

    school: School
    documents: tuple[SchoolDocument, ...]
    findings: tuple[SchoolFinding, ...] = ()
    stale: tuple[StaleReference, ...] = ()
    dates: tuple[DateFound, ...] = ()
    slips: tuple[Slip, ...] = ()
    type: str = ""
    phase: str = ""
    kind: str = ""
    result: str = ""

    @property
    def judged(self) -> SchoolDocument | None:
        """The document that the school was judged by, None where none could be."""
        return judged_of(self.documents)

    @property
    def unread(self) -> tuple[SchoolDocument, ...]:
        """Its documents that could not be read."""
        return tuple(one for one in self.documents if one.role is Role.NOT_READ)

    def finding(self, requirement: str) -> SchoolFinding | None:
        """Return what was found on a requirement, None where the school was not judged on it."""
        return next((one for one in self.findings if one.id == requirement), None)


@dataclass(frozen=True, slots=True)
class Head:
    """What tells a school's row of a round without all that was found: the school and its `SchoolResult.result`."""

    school: School
    result: str


class KeptSchools(Sequence[SchoolResult]):
    """The schools of a round where they are kept: each is fetched when it is asked for, and held by nobody.

    A school's findings take a tenth of a megabyte, so that a nation's would not fit into memory. Whoever needs them goes
    through the schools once, and again where it must.
    """

    def __init__(
        self,
        heads: Sequence[Head],
        result: Callable[[int], SchoolResult],
        documents: Callable[[int], tuple[SchoolDocument, ...]],
    ) -> None:
        """Take the heads in order, and what fetches the result and the documents of the school of a number, from 0."""
        self.heads = tuple(heads)
        self._result = result
        self._documents = documents

    def __len__(self) -> int:
        """Return how many schools there are."""
        return len(self.heads)

    @overload
    def __getitem__(self, place: int) -> SchoolResult: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[SchoolResult, ...]: ...

    def __getitem__(self, place: int | slice) -> SchoolResult | tuple[SchoolResult, ...]:
        """Fetch one school, or several."""
        if isinstance(place, slice):
            return tuple(map(self._result, range(len(self.heads))[place]))
        return self._result(range(len(self.heads))[place])

    def __iter__(self) -> Iterator[SchoolResult]:
        """Fetch one school after the other."""
        return map(self._result, range(len(self.heads)))

    def documents(self) -> Iterator[tuple[School, tuple[SchoolDocument, ...]]]:
        """Give each school with its documents, which costs a twentieth of fetching its findings too."""
        return ((head.school, self._documents(place)) for place, head in enumerate(self.heads))


@dataclass(frozen=True, slots=True)
class Round:
    """Every school of one audit, by name; `number` counts the store's rounds from 1, 0 before it is kept.

    `checklist` is the checklist's version and `digest` its hash; `law_checked_on` is the day that its law was compared.
    `notes` are sentences to say at the top, such as rows of the register without a file. The `schools` of a round that a
    store gave can be had only while it is open.
    """

    as_at: date
    program: str
    checklist: str
    digest: str
    law_checked_on: date
    schools: Sequence[SchoolResult]
    number: int = 0
    notes: tuple[str, ...] = field(default_factory=tuple)

    def heads(self) -> tuple[Head, ...]:
        """Return the schools without what was found in them."""
        if isinstance(self.schools, KeptSchools):
            return self.schools.heads
        return tuple(Head(one.school, one.result) for one in self.schools)

    def fetched(self) -> "Round":
        """Return the round with all its schools in memory, for whoever needs them when the store is closed."""
        return replace(self, schools=tuple(self.schools))

    def documents(self) -> Iterator[tuple[School, tuple[SchoolDocument, ...]]]:
        """Give each school with its documents."""
        if isinstance(self.schools, KeptSchools):
            return self.schools.documents()
        return ((one.school, one.documents) for one in self.schools)

    def unread(self) -> Iterator[tuple[School, SchoolDocument]]:
        """Give each document that was not read, with its school."""
        for school, documents in self.documents():
            for document in documents:
                if document.role is Role.NOT_READ:
                    yield school, document
