"""The fixed words of the shipped templates, line by line, and which questions stand where.

Each line is one of: ("h1" | "toc" | "p" | "field" | "lead", words), ("if", condition), ("end",), ("facts",), ("contents",),
("table", head, rows). Words may hold template tags. Nothing here may say what only the school can say: a test holds that
a report without answers meets no requirement.
"""

from typing import Any

Line = tuple[Any, ...]

# Two sentences: a gap in the one leaves the other whole.
_PHONE_OR_MAIL = (
    "You can ring {{ senco_phone }}.{% if senco_email %} You can also write to {{ senco_email }}.{% endif %}"
)
_SENCO: list[Line] = [
    ("if", "senco_name"),
    ("p", "Our SENCO is {{ senco_name }}. " + _PHONE_OR_MAIL),
    ("end",),
    ("if", "contact_name"),
    ("p", "Please contact {{ contact_name }}{% if contact_phone %}. The number is {{ contact_phone }}{% endif %}."),
    ("end",),
    ("if", "senco_role"),
    ("field", "senco_role"),
    ("end",),
    ("if", "concerns"),
    ("field", "concerns"),
    ("end",),
]
_ADVICE: list[Line] = [
    (
        "p",
        (
            "You can talk to {{ advice_service }}. Ring {{ advice_phone }}"
            "{% if advice_email %} or write to {{ advice_email }}{% endif %}."
            "{% if advice_website %} You can also go to {{ advice_website }}{% endif %}"
        ),
    ),
    ("if", "other_advice"),
    ("field", "other_advice"),
    ("end",),
]
_LOCAL_OFFER: list[Line] = [
    ("p", "The local offer of {{ local_authority }} is here: {{ local_offer }}"),
    ("if", "local_offer_part"),
    ("field", "local_offer_part"),
    ("end",),
]
_DATES: list[Line] = [
    ("p", "This report was approved on {{ approved_on }}{% if approved_by %} by {{ approved_by }}{% endif %}."),
    ("p", "We will look at it again by {{ next_review }}."),
    ("if", "policy_where"),
    ("field", "policy_where"),
    ("end",),
    ("if", "other_formats"),
    ("field", "other_formats"),
    ("end",),
]


def _asked(heading: str, *names: str) -> list[Line]:
    """Return a section with those fields: under a condition of its own each that may be left out."""
    condition = " or ".join(names)
    lines: list[Line] = [("if", condition), ("h1", heading)]
    for name in names:
        lines += [("if", name), ("field", name), ("end",)]
    return [*lines, ("end",)]


_TOP: list[Line] = [
    ("title", "{{ school_name }}"),
    ("subtitle", "SEN information report"),
    ("lead", "How we support {{ school.pupils }} with special educational needs (SEN) and disabilities."),
    ("facts",),
    ("toc", "What is in this report"),
    ("contents",),
]

SCHEDULE_1: list[Line] = [
    *_TOP,
    *_asked("What needs do we cater for?", "kinds_of_need", "broad_areas", "definition"),
    *_asked(
        "How do we find out if a child needs help?",
        "finding_needs",
        "steps_of_support",
        "telling_parents",
        "records",
        "ehc_assessment",
    ),
    *_asked("How do we know if our support works?", "does_it_work", "governor_role"),
    *_asked("How do we check my child's progress?", "checking_progress", "annual_review"),
    *_asked("How will my child be taught?", "teaching", "teacher_responsible"),
    *_asked("How do we adapt lessons and rooms?", "adapting_lessons", "adapting_rooms"),
    *_asked("What extra help is there?", "extra_help", "funding"),
    *_asked("Can my child join clubs, trips and PE?", "joining_in"),
    *_asked("What about feelings and friends?", "wellbeing", "medical"),
    ("h1", "Who can I talk to?"),
    *_SENCO,
    *_asked("What do our staff know, and who else can help?", "training", "specialists"),
    *_asked("How do we get equipment?", "equipment"),
    *_asked("How will I be involved?", "parents_involved", "parent_meetings"),
    *_asked("How is my child heard?", "pupils_involved"),
    *_asked("What if I am not happy?", "complaints"),
    *_asked("Which other services do we work with?", "working_with_others"),
    ("h1", "Who else can give me advice?"),
    *_ADVICE,
    *_asked("What happens when my child starts, moves up or leaves?", "moving_on", "adult_life", "sixth_form"),
    ("h1", "Where can I find out what else there is in our area?"),
    *_LOCAL_OFFER,
    *_asked("How do disabled children get a place?", "admission"),
    *_asked("How do we treat disabled {{ school.pupils }} fairly?", "fair_treatment", "auxiliary_aids"),
    *_asked("How can disabled {{ school.pupils }} get about?", "access"),
    *_asked("What is our accessibility plan?", "accessibility_plan"),
    *_asked("What do we do for children in care?", "looked_after"),
    ("h1", "How old is this report?"),
    *_DATES,
]

PARENT_QUESTIONS: list[Line] = [
    *_TOP,
    *_asked(
        "1. How do you know if my child needs extra help?",
        "finding_needs",
        "kinds_of_need",
        "broad_areas",
        "definition",
        "telling_parents",
    ),
    *_asked("2. How will staff support my child?", "teaching", "teacher_responsible", "steps_of_support"),
    *_asked("3. How will lessons be matched to my child?", "adapting_lessons", "adapting_rooms"),
    *_asked("4. How will we both know how my child is doing?", "checking_progress", "annual_review", "records"),
    *_asked("5. Who looks after my child's wellbeing?", "wellbeing", "medical", "pupils_involved"),
    *_asked("6. Which specialists can you call on?", "specialists", "working_with_others"),
    *_asked("7. What training have your staff had?", "training"),
    *_asked("8. Will my child be able to go on trips and join clubs?", "joining_in"),
    *_asked("9. How easy is it to get about your school?", "access", "auxiliary_aids", "accessibility_plan"),
    *_asked(
        "10. How do you help my child to join the school or move on?",
        "moving_on",
        "adult_life",
        "sixth_form",
        "admission",
    ),
    *_asked("11. How are money and equipment used?", "equipment", "funding"),
    *_asked("12. How do you decide how much help my child gets?", "extra_help", "ehc_assessment"),
    *_asked("13. How will I be involved?", "parents_involved", "parent_meetings"),
    ("h1", "14. Who can I talk to?"),
    *_SENCO,
    *_asked("15. How do you know that your support works?", "does_it_work", "governor_role"),
    *_asked("16. What if I am not happy?", "complaints"),
    ("h1", "17. Who else can give me advice?"),
    *_ADVICE,
    ("h1", "18. Where can I find out what else there is in our area?"),
    *_LOCAL_OFFER,
    *_asked("19. How do you treat disabled {{ school.pupils }} fairly?", "fair_treatment"),
    *_asked("20. What do you do for children in care?", "looked_after"),
    ("h1", "21. How old is this report?"),
    *_DATES,
]

SUMMARY: list[Line] = [
    ("title", "{{ school_name }}"),
    ("subtitle", "Our support for special educational needs, in short"),
    *[
        line
        for heading, name in (
            ("Who do we help?", "kinds_of_need"),
            ("How do we find out what a child needs?", "finding_needs"),
            ("What help is there?", "extra_help"),
            ("How are you involved?", "parents_involved"),
            ("What if you are not happy?", "complaints"),
        )
        for line in (("if", name), ("h1", heading), ("field", f"short.{name}"), ("end",))
    ],
    ("h1", "Who can you talk to?"),
    ("if", "senco_name"),
    ("p", "Our SENCO is {{ senco_name }}. " + _PHONE_OR_MAIL),
    ("end",),
    ("if", "contact_name"),
    ("p", "Please contact {{ contact_name }}{% if contact_phone %}. The number is {{ contact_phone }}{% endif %}."),
    ("end",),
    ("p", "You can also talk to {{ advice_service }} on {{ advice_phone }}."),
    ("p", "Our full report says much more. It was approved on {{ approved_on }}."),
]

_POLICY_TOP: list[Line] = [
    ("title", "{{ school_name }}"),
    ("subtitle", "Policy for special educational needs"),
    ("lead", "This policy says what we aim for and who does what. Our SEN information report says how it works here."),
    ("policy-facts",),
    ("toc", "What is in this policy"),
    ("contents",),
]
POLICY: list[Line] = [
    *_POLICY_TOP,
    *_asked("What we aim for", "policy_aims"),
    *_asked("What the words mean", "definition", "broad_areas", "kinds_of_need"),
    *_asked("Who does what", "policy_roles", "senco_role", "teacher_responsible", "governor_role"),
    *_asked("How we find and assess needs", "finding_needs"),
    *_asked("How we plan and review support", "steps_of_support", "checking_progress", "records"),
    *_asked(
        "How we work with parents and {{ school.pupils }}", "telling_parents", "parents_involved", "pupils_involved"
    ),
    *_asked("Training and outside help", "training", "specialists", "working_with_others"),
    *_asked("Money", "funding"),
    *_asked("Medical needs and children in care", "medical", "looked_after"),
    *_asked("Joining us and moving on", "admission", "moving_on"),
    *_asked("Access", "accessibility_plan"),
    *_asked("Complaints", "complaints"),
    ("h1", "How we review this policy"),
    ("if", "policy_review"),
    ("field", "policy_review"),
    ("end",),
    ("p", "This policy was approved on {{ approved_on }}{% if approved_by %} by {{ approved_by }}{% endif %}."),
    ("p", "We will look at it again by {{ next_review }}."),
]


def _aim(heading: str, key: str) -> list[Line]:
    rows = [
        (f"Year {year}", "{{ plan_" + f"{key}_year_{year}" + " }}", f"plan_{key}_year_{year}") for year in (1, 2, 3)
    ]
    return [("h1", heading), ("table", ("When", "What we will do", "Done on"), rows)]


ACCESSIBILITY_PLAN: list[Line] = [
    ("title", "{{ school_name }}"),
    ("subtitle", "Accessibility plan"),
    ("lead", "Three aims, three years."),
    ("p", "This plan begins on {{ plan_from }} and runs for three years."),
    ("if", "plan_lead"),
    ("p", "The plan is led by {{ plan_lead }}."),
    ("end",),
    *_asked("What stands in the way now", "plan_found"),
    *_aim("Aim 1: taking part in lessons and school life", "curriculum"),
    *_aim("Aim 2: the building and the grounds", "building"),
    *_aim("Aim 3: information that everyone can use", "information"),
    *_asked("Money and time", "plan_money"),
    ("h1", "Approval and review"),
    ("p", "This plan was approved on {{ approved_on }}{% if approved_by %} by {{ approved_by }}{% endif %}."),
    ("p", "We will look at it again by {{ next_review }}."),
]

INCLUSION_STRATEGY: list[Line] = [
    ("title", "{{ school_name }}"),
    ("subtitle", "Inclusion strategy"),
    ("lead", "How we use the Inclusive Mainstream Fund. This strategy covers {{ strategy_years }}."),
    ("p", "This strategy does not take the place of our SEN information report. Please read that as well."),
    *_asked("What stands in the way", "strategy_barriers"),
    *_asked("What we will do", "strategy_activity"),
    *_asked("What it costs", "strategy_costs"),
    *_asked("How it fits the seven principles", "strategy_principles"),
    *_asked("How we will know if it works", "strategy_effect"),
    ("h1", "Approval and review"),
    ("p", "This strategy was approved on {{ approved_on }}{% if approved_by %} by {{ approved_by }}{% endif %}."),
    ("p", "We will look at it again by {{ next_review }}."),
]

LETTER: list[Line] = [
    ("lead", "DRAFT – not sent. Read it through, change what you would say otherwise, and take this line out."),
    ("p", "[Name and address of the authority]"),
    ("p", "{{ today }}"),
    ("p", "To the headteacher and the SENCO, {{ school_name }}{% if urn %} (URN {{ urn }}){% endif %}"),
    ("subtitle", "Your SEN information report"),
    ("h1", "Why we write"),
    ("p", "{{ why }}"),
    ("p", "This letter asks and offers help. It is no direction, and nothing in it is legal advice."),
    ("h1", "What we found"),
    ("p", "{{ result }}"),
    ("h1", "How it was checked"),
    ("p", "{{ how }}"),
    ("p", "It tells what the documents say and not what your school does."),
    ("p", "If something stands there and we have not seen it, please tell us where."),
    ("if", "gaps"),
    ("h1", "What the law requires the report to say, and what to write"),
    ("each", "gap in gaps"),
    ("h2", "{{ gap.title }}"),
    ("p", "{{ gap.told }}"),
    ("p", "What to write: {{ gap.advice }}"),
    ("p", "Where this comes from: {{ gap.law }}."),
    ("done",),
    ("end",),
    ("if", "shoulds"),
    ("h1", "What the Code says should be said"),
    ("each", "should in shoulds"),
    ("h2", "{{ should.title }}"),
    ("p", "{{ should.told }}"),
    ("p", "What to write: {{ should.advice }}"),
    ("p", "Where this comes from: {{ should.law }}."),
    ("done",),
    ("end",),
    ("if", "stale"),
    ("h1", "Out-of-date references"),
    ("each", "one in stale"),
    ("p", "{{ one }}"),
    ("done",),
    ("end",),
    ("h1", "What we ask of you"),
    ("p", "{{ ask }}"),
    ("h1", "Whom to ask"),
    ("p", "[Name, telephone number and e-mail address of the adviser]"),
    ("p", "Yours sincerely"),
    ("p", "[Name and post]"),
]

FACTS: list[tuple[str, str, str]] = [
    ("SENCO", "{{ senco_name }}", "senco_name"),
    ("First contact", "{{ contact_name }}", "contact_name"),
    ("SENCO's telephone", "{{ senco_phone }}", "senco_phone"),
    ("Headteacher", "{{ headteacher }}", "headteacher"),
    ("Chair of governors", "{{ chair }}", "chair"),
    ("School address", "{{ school_address }}", "school_address"),
    ("School telephone", "{{ school_phone }}", "school_phone"),
    ("School e-mail", "{{ school_email }}", "school_email"),
    ("School website", "{{ school_website }}", "school_website"),
    ("Local authority", "{{ local_authority }}", "local_authority"),
    ("Approved on", "{{ approved_on }}", "approved_on"),
    ("Next review by", "{{ next_review }}", "next_review"),
]
POLICY_FACTS: list[tuple[str, str, str]] = [
    (
        "SENCO",
        "{{ senco_name }}{% if senco_phone %}, {{ senco_phone }}{% endif %}{% if senco_email %}, {{ senco_email }}{% endif %}",
        "senco_name",
    ),
    ("First contact", "{{ contact_name }}{% if contact_phone %}, {{ contact_phone }}{% endif %}", "contact_name"),
    ("School telephone", "{{ school_phone }}", "school_phone"),
    ("Local authority", "{{ local_authority }}", "local_authority"),
    ("Approved on", "{{ approved_on }}", "approved_on"),
    ("Next review by", "{{ next_review }}", "next_review"),
]

TEMPLATES: dict[str, list[Line]] = {
    "schedule-1": SCHEDULE_1,
    "parent-questions": PARENT_QUESTIONS,
    "summary": SUMMARY,
    "policy": POLICY,
    "accessibility-plan": ACCESSIBILITY_PLAN,
    "inclusion-strategy": INCLUSION_STRATEGY,
    "letter": LETTER,
}
