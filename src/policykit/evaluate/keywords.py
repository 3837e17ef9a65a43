"""The keyword baseline's list: what a person would search a document for in ten minutes; never used by the check."""

KEYWORDS: dict[str, tuple[str, ...]] = {
    "sch1.1": (
        "kinds of special educational need",
        "types of sen",
        "autism",
        "dyslexia",
    ),
    "sch1.2": (
        "identif",
        "assess",
    ),
    "sch1.3a": (
        "evaluat",
        "effectiveness",
    ),
    "sch1.3b": (
        "progress",
        "review",
    ),
    "sch1.3c": (
        "quality first teaching",
        "differentiat",
        "teaching",
    ),
    "sch1.3d": (
        "curriculum",
        "adapt",
    ),
    "sch1.3e": (
        "intervention",
        "additional support",
        "teaching assistant",
    ),
    "sch1.3f": (
        "trips",
        "clubs",
        "extra-curricular",
    ),
    "sch1.3g": (
        "emotional",
        "pastoral",
        "mental health",
    ),
    "sch1.4": (
        "senco",
        "sendco",
    ),
    "sch1.5": (
        "training",
        "expertise",
    ),
    "sch1.6": (
        "equipment",
        "facilities",
    ),
    "sch1.7": (
        "parents",
        "carers",
    ),
    "sch1.8": (
        "pupil voice",
        "views of",
    ),
    "sch1.9": ("complain",),
    "sch1.10": (
        "external agencies",
        "health",
        "social care",
    ),
    "sch1.11": (
        "sendiass",
        "parent partnership",
    ),
    "sch1.12": (
        "transition",
        "transfer",
    ),
    "sch1.13": ("local offer",),
    "cfa69.admission": ("admission",),
    "cfa69.equal-treatment": (
        "less favourabl",
        "discriminat",
    ),
    "cfa69.access": (
        "ramp",
        "accessible toilet",
        "lift",
        "wheelchair",
    ),
    "cfa69.accessibility-plan": ("accessibility plan",),
    "cop.definition": (
        "learning difficulty or disability",
        "significantly greater difficulty",
    ),
    "cop.broad-areas": (
        "cognition and learning",
        "communication and interaction",
    ),
    "cop.graduated-approach": (
        "assess, plan, do",
        "graduated approach",
    ),
    "cop.teacher-responsible": (
        "responsible and accountable",
        "class teacher",
    ),
    "cop.senco-role": (
        "senco is responsible",
        "day-to-day",
    ),
    "cop.governor-role": ("governor",),
    "cop.parent-meetings": (
        "termly",
        "three times a year",
    ),
    "cop.ehc-assessment": (
        "ehc needs assessment",
        "statutory assessment",
    ),
    "cop.annual-review": ("annual review",),
    "cop.records": (
        "sen register",
        "provision map",
    ),
    "cop.funding": (
        "funding",
        "budget",
    ),
    "cop.looked-after": (
        "looked after",
        "looked-after",
    ),
    "cop.review-date": (
        "reviewed",
        "review date",
    ),
    "cop.medical": ("medical",),
    "ea.disability-definition": (
        "substantial and long-term",
        "substantial adverse",
    ),
    "ea.reasonable-adjustments": ("reasonable adjustment",),
    "ea.auxiliary-aids": ("auxiliary",),
    "ea.non-discrimination": ("discriminat",),
    "ea.plan-strands": (
        "physical environment",
        "accessibility",
    ),
    "ea.psed": (
        "equality duty",
        "equality objectives",
        "equality policy",
    ),
}
"""Requirement id -> words of which any one counts, in lower case."""
