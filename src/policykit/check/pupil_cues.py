"""The words around a pupil's name: how documents speak of one child, and what shows that a name is somebody else's."""

import re

_NAME = r"(?P<name>[A-Z][a-z\u00c0-\u017f]+(?:['\u2019-][A-Z]?[a-z]+)?(?:\s(?!(?:Year|Class|Reception|Nursery|The|In|And|At)\b)[A-Z][a-z\u00c0-\u017f]+(?:-[A-Z][a-z]+)?)?)"
_FIRST = r"(?P<name>[A-Z][a-z\u00c0-\u017f]+)"
_DOTTED = r"(?P<name>(?:[A-Z]\.\s?){1,2}[A-Z]\.?(?!\w))"
_ONE = (
    r"(?:[Pp]upil|[Cc]hild|[Ss]tudent|[Bb]oy|[Gg]irl|[Ll]earner|[Yy]oungster|[Yy]oung\s(?:person|man|woman|lady|carer))"
)
_LOWER_ONE = r"(?:pupil|child|student|boy|girl|learner|youngster|young\s(?:person|man|woman|lady|carer))"
"""In "the Pupil Panel" and "Every Child Matters" the capital shows that a name of something else goes on."""
_OF_AGE = r"(?:[Yy]ear|Y)\s?(?:1[0-3]|[1-9R])\b|Reception\b|Nursery\b|[Kk]ey\s[Ss]tage\s[1-5]\b|KS[1-5]\b"

STRONG = tuple(
    re.compile(cue)
    for cue in (
        # As in: a pupil called Amira; one child, named Tom Ashe; a boy known as Kit
        rf"\b{_ONE},?\s(?:(?:who\sis|whom\swe\swill|we\swill)\s)?(?:called|named|known\sas|call)\s{_NAME}",
        # As in: a pupil, Amira, ...; our pupil Amira; one Year 4 pupil, Tom,; another child (Sana)
        rf"\b(?:[Aa]|[Oo]ne|[Oo]ur|[Aa]nother|[Tt]he|[Tt]his|[Mm]y)\s(?:[\w-]+\s){{0,4}}?{_LOWER_ONE}(?:,\s|\s\(|\s[\u2013-]\s|\s){_NAME}(?=[,.;:)]|\s(?!(?:[A-Z]|[Aa]ct\b|and\s[A-Z]))|['\u2019]s|$)",
        rf"\b(?:One|one)\sof\s(?:our|the)\s(?:[\w-]+\s){{0,3}}?{_ONE}s?(?:ren)?,\s{_NAME}(?=[,.;:]|\s|$)",
        # As in: Amira, a pupil in Year 4; Tom (a Year 2 child); Zoe, one of our pupils
        rf"\b{_NAME}(?:,\s|\s\()(?:who\sis\s)?(?:an?|one\sof\sour|now\sa)\s(?:[\w-]+\s){{0,4}}?{_ONE}s?(?:ren)?\b",
        # As in: Pupil name: Amira Khan; Name of child: Tom
        rf"\b(?i:(?:(?:pupil|child|student|learner)(?:['\u2019]s|s['\u2019])?\s(?:full\s)?name|name\sof\s(?:the\s)?(?:pupil|child|student|learner)))\s?[:\u2013-]\s?{_NAME}",
        # As in: Case study: Amira; Case study 2 - Tom Ashe (Year 5); Pupil profile: Sana; Amira's story
        rf"^(?i:case\sstud(?:y|ies)|pupil\s(?:profile|story|voice|spotlight)|(?:a\s)?success\sstory|(?:a\s)?child['\u2019]s\sstory)(?:\s(?:\d+|[A-Z]))?\s?[:,\u2013-]\s?{_NAME}(?=[\s,.;:(]|['\u2019]s|$)",
        rf"^{_FIRST}['\u2019]s\s(?:[Ss]tory|[Jj]ourney)\b",
    )
)
"""A name found so needs no other sign."""

INITIALS = tuple(
    re.compile(cue)
    for cue in (
        # As in: a pupil, T.B.; the child (T. B.); student A.K. in Year 9
        rf"\b{_ONE}(?:,\s|\s\(|\s[\u2013-]\s|\s(?:with\sthe\s)?(?:initials\s)?|:\s?){_DOTTED}",
        rf"\b(?i:pupil|child|student)(?:['\u2019]s)?\s(?i:initials)\s?:?\s?(?:{_DOTTED}|(?P<letters>[A-Z]{{2,3}})\b)",
        # As in: T.B. in Year 4; A.K. (Year 9); J.S., aged 8
        rf"(?<![\w.]){_DOTTED}(?:,?\s(?:is\s|was\s)?(?:now\s)?in\s(?:{_OF_AGE})|\s\((?:{_OF_AGE})|,?\saged\s\d)",
        # As in: a pupil, TB, ...; Child JS in Year 3; two letters only
        rf"\b{_ONE}(?:,\s|\s\(|\s)(?P<name>[A-Z]{{2}})(?=[,);]|\s(?:is|was|has|had|in\s(?:{_OF_AGE})|who|now|\()|['\u2019]s)",
        rf"(?<![\w.&/-])(?P<name>[A-Z]{{2}})(?:\s\((?:{_OF_AGE})\)|,?\s(?:is\s|was\s)(?:now\s)?in\s(?:{_OF_AGE}))",
    )
)

WEAK = tuple(
    re.compile(cue)
    for cue in (
        # As in: Jack in Year 4; Jack, who is in Year 4; Jack (Year 4); Jack, Y4
        rf"\b{_NAME}(?:,?\s(?:who\s)?(?:is\s|was\s)?(?:now\s|currently\s)?in\s(?:our\s)?|,?\s\(|,\s)(?:{_OF_AGE})",
        rf"\b{_NAME}(?:,\saged?\s\d+|,?\s\(?\d{{1,2}}\)?,|,?\s\(?(?:aged?\s)?\d{{1,2}}\)?\s(?:years?\sold|has|is|was))",
        # As in: Jack's EHC plan; Amira's mother; Tom's one-page profile
        rf"\b{_FIRST}['\u2019]s\s(?:EHC|EHCP|IEP|one[\s-]page\sprofile|provision\smap|statement|mother|father|mum|dad|parents?|grandmother|grandfather|carers?|family|key\sworker|teaching\sassistant|1:1|one[\s-]to[\s-]one|annual\sreview|needs|targets|difficulties|diagnosis|behaviour|reading|speech|attendance|progress|autism|anxiety)\b",
        # As in: Jack has autism; Amira has an EHC plan; Tom was diagnosed; Sana struggles
        rf"\b{_NAME}\s(?:has|had)\s(?:(?:an?|his|her|their|severe|complex|moderate|mild|significant)\s){{0,3}}(?:EHC|EHCP|IEP|autism|autistic|ADHD|ASD|ASC|dyslexia|dyspraxia|Down|epilepsy|cerebral|hearing|visual|speech|language|learning|special|social|attachment|anxiety|statement|diagnosis|difficulties|one-to-one|1:1)",
        rf"\b{_NAME}\s(?:was|is|has\sbeen)\s(?:recently\s|newly\s)?(?:diagnosed|autistic|dyslexic|assessed\sby|on\sthe\s(?:SEND?|autism)\b|placed\son|non-verbal|pre-verbal|looked\safter|adopted)",
        rf"\b(?:[Ff]or\sexample|[Ff]or\sinstance|[Rr]ecently|[Ll]ast\s(?:year|term)|[Tt]his\s(?:year|term)),?\s{_NAME}\s(?:was|has|had|is|could|can|made|found|joined|learned|learnt|came|started|began|now|needed|needs)\b",
        rf"\b(?:supports?|supporting|supported|helps?|helping|helped|works?\swith|worked\swith|working\swith|meets?\swith|taught|teaching)\s{_NAME}\s(?:with|to|in|each|every|one-to-one|1:1|on\sa|who)\b",
    )
)
"""A name found so is taken for a pupil's only if it is a first name that children in England have."""

IN_CASE_STUDY = re.compile(
    rf"\b{_FIRST}(?:\s(?:is|was|has|had|joined|started|came|finds|found|needs|needed|struggled|struggles|receives|received|made|makes|can|could|now|loves|enjoys|likes|arrived|began|attends|attended|would|will|gets|got)\b|['\u2019]s\s)"
)
"""Who acts in a passage that stands under a case study's heading."""

CASE_STUDY = re.compile(
    r"\b(?:case stud(?:y|ies)|pupil (?:profiles?|stor(?:y|ies)|spotlights?)|success stor(?:y|ies)|child(?:ren)?['\u2019]s stor(?:y|ies))\b",
    re.IGNORECASE,
)

HAS_INITIALS = re.compile(r"\b[A-Z](?:\.\s?)?[A-Z]\b")
"""What a text without initials lacks; looked for first, since few texts have any."""

TITLE_BEFORE = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Revd|Sr|Sister|Fr|Father|Prof|Professor|Sir|Dame|Lord|Lady|Madam|Canon|Bishop|Cllr|Councillor|St|Saint|Ss)\.?\s(?:[A-Z]\.?\s){0,2})$"
)
"""Stands before a name that is a grown-up's or a saint's."""

STAFF_BEFORE = re.compile(
    r"\b(?:teacher|teachers|assistant|assistants|TA|TAs|HLTA|HLTAs|SENCo|SENCO|SENDCO|SENDCo|Sendco|Senco|governor|governors|head|headteacher|principal|deputy|leader|lead|manager|mentor|therapist|psychologist|nurse|counsellor|coordinator|co-ordinator|tutor|officer|adviser|advisor|chair|clerk|worker|secretary|practitioner|staff|colleague|trustee|consultant|coach|author|psychiatrist|specialist|contact|by)\b[\s,:(\u2013-]*(?:is\s|are\s|called\s|named\s)?$",
    re.IGNORECASE,
)
"""Ends right before a name that belongs to somebody who works there."""

STAFF_AFTER = re.compile(
    r"^[\s,:(\u2013-]*(?:who\s(?:is|was)\s)?(?:is\s|was\s)?(?:an?\s|our\s|the\s|in\s)?(?:(?:Year|Y|KS|Key\sStage|Class|Phase|Reception|Nursery|EYFS|[Ff]ull|[Pp]art)[\s-]?(?:\d{1,2}|R|[Tt]ime)?\s?(?:and\s\d\s)?)?(?:(?:class|qualified|assistant|deputy|lead|head|senior|SEND?|specialist|form|subject|phase|support|learning|link|chair|teaching)\s)*(?:teacher|teaching\sassistant|assistant|TA|HLTA|leader|lead|head|headteacher|SENCo|SENCO|SENDCO|SENDCo|governor|manager|mentor|therapist|psychologist|nurse|counsellor|coordinator|co-ordinator|tutor|officer|adviser|advisor|staff|practitioner|support\sworker|worker|trustee|ELSA|leads?|teaches|runs|delivers|trains|trained|manages|coordinates|co-ordinates|oversees|works)\b",
)
"""Begins right after the name of somebody who works there."""

NOT_NAMES = frozenset(  # a list of words reads better as text
    (  # noqa: SIM905
        "a an and art as at aut autumn act age all any are april august band base boys but by can care case child children christmas "
        "class code college computing council cricket dance december deaf design drama dyslexia dyslexic down downs each early easter "
        "english every family february for forest form french friday from general geography german girls grammar group groups "
        "growth hall head health her his history home house how however i if in inclusion individual infant infants is it its january july "
        "june junior juniors key language learner learners lego level literacy local makaton march maths mathematics may mental "
        "monday music my name national needs new no november numeracy nursery nurture october of on one or our parent parents "
        "passport pathway phase phonics plan plans play primary profile profiles progress provision pupil pupils read reading "
        "reception register report review room rose saturday school science secondary see sen send senco september sensory she he "
        "should some spanish special speech sport sports spring staff stage standard student students summary summer sunday support "
        "swimming table target targets teacher teachers team term that the their there these they this those thursday toe tuesday "
        "tutor unit view views visual voice we wednesday welsh when where who will with writing year years yes you your young "
        "autism autistic adhd asd british catholic christian church muslim jewish england london european asian black white chinese polish urdu arabic "
        "social emotional physical communication interaction cognition specific moderate severe profound mainstream "
        "agreement portrait panel forum parliament directorate matters record records services service centre plus premium premiere protection minister court trust board passports council "
    ).split()
)
"""Capitalised words after "pupil" or before "in Year 4" that are nobody's name; lower case."""

NOT_INITIALS = frozenset(  # a list of words reads better as text
    (  # noqa: SIM905
        "TA EP PE RE IT LA OT MP EU UK QA AP HT DH PP FS KS CP SP SA SS EY EI LM PA DT PSH HE SM SW AR ID IQ "
        "NC ML WS NI SL AS AN AT BY DO GO HI IF IN IS MY NO OF ON OR SO TO UP US WE ED VI MD PD GP PT AI TV "
        "CD FE SN AV VA NQ EB LS"
    ).split()
)
"""Two or three letters that stand for something else in schools, or are a word in capitals."""
