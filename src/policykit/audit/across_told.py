"""What was seen across the schools of a round, in sentences and as data."""

from collections.abc import Sequence

from policykit.audit.across import Across, Differing, Misfiled, Template
from policykit.audit.added import Further
from policykit.audit.rounds import Round
from policykit.report.wording import day_in_words, listed, shorten

_NAMED = 8
_PASSAGES = 40


def across_told(found: Round, seen: Across) -> tuple[Further, ...]:
    """Return what was seen under its headings, for every form in which a round is shown; no heading where nothing was.

    Sentences name the first few schools and passages; the data has all of them.
    """
    names = {head.school.key: head.school.name for head in found.heads()}

    def name(key: str) -> str:
        return names.get(key, key)

    def who(keys: Sequence[str]) -> str:
        told = [name(key) for key in keys[:_NAMED]]
        return listed([*told, f"{len(keys) - _NAMED} more"] if len(keys) > _NAMED else told)

    told = (
        Further(
            "templates",
            "Documents made from one template",
            tuple(
                f"{who(one.keys)}: {one.passages} passages in common. {_vintages(one)}".strip()
                for one in seen.templates
            ),
            tuple(
                {
                    "schools": list(one.keys),
                    "passages": one.passages,
                    "reviewed": [day.isoformat() if day else None for day in one.reviewed],
                }
                for one in seen.templates
            ),
        ),
        Further(
            "copied",
            "Passages that stand in several schools' documents",
            tuple(f"{who(one.keys)}: “{shorten(one.text, 220)}”" for one in seen.copied[:_PASSAGES]),
            tuple({"schools": list(one.keys), "text": one.text} for one in seen.copied),
        ),
        Further(
            "misfiled",
            "Documents that call themselves another school's: perhaps filed in the wrong place",
            tuple(f"{name(one.key)}: {_misfiled(one)}" for one in seen.misfiled),
            tuple({"school": one.key, "document": one.path, "name": one.name} for one in seen.misfiled),
        ),
        Further(
            "other-names",
            "Another school's name left in a document",
            tuple(f"{name(key)}: “{words}”" for key, words in seen.other_names),
            tuple({"school": key, "text": words} for key, words in seen.other_names),
        ),
        Further(
            "shared-sencos",
            "Who seems to be SENCO in several schools (the same surname, and a contact in common)",
            tuple(f"{surname.title()}: {who(keys)}" for surname, keys in seen.shared_sencos),
            tuple({"surname": surname, "schools": list(keys)} for surname, keys in seen.shared_sencos),
        ),
        Further(
            "differing",
            "Schools whose own documents name different people or contacts",
            tuple(f"{name(one.key)}: {_differing(one)}" for one in seen.differing),
            tuple(
                {"school": one.key, "documents": list(one.paths), "sencos": [list(each) for each in one.sencos]}
                for one in seen.differing
            ),
        ),
    )
    return tuple(one for one in told if one.data)


def _vintages(one: Template) -> str:
    days = sorted({day for day in one.reviewed if day is not None})
    if len(days) < 2:  # noqa: PLR2004 - one day is no difference
        return ""
    return f"They were last reviewed between {day_in_words(days[0])} and {day_in_words(days[-1])}: look which edition is the newest."


def _misfiled(one: Misfiled) -> str:
    return f"{_file(one.path)} calls itself {one.name}'s."


def _differing(one: Differing) -> str:
    first, second = map(_file, one.paths)
    if not one.sencos:
        return f"{first} and {second} have no telephone number or e-mail address in common."
    people, others = (listed(name.title() for name in names) for names in one.sencos)
    return f"{first} names {people} as SENCO, {second} {others}."


def _file(path: str) -> str:
    return path.rsplit("/", 1)[-1]
