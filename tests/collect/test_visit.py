"""One school's site visited, with the traps and troubles that sites have."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.collect.site import DOCX, QUICK, Reply, Site, document, moved, page, pdf, quick, serving, visited

from policykit.collect.target import Target
from policykit.collected import Outcome, Reason

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "files"
HOME = page(("/about", "About us"), ("/news", "News"), ("/key", "Key information"))
REPORT_PAGE = (CORPUS / "fairmead-primary-report-2026.html").read_bytes()


@pytest.fixture
def site() -> Iterator[Site]:
    """Give a running site that has a first page."""
    with serving({"/": HOME}) as running:
        yield running


def _names(folder: Path, site: Site, target: Target | None = None) -> list[str]:
    return [one.name for one in visited(folder, target or site.address).kept]


def test_a_document_three_steps_deep_is_found_with_the_way_to_it(site: Site, tmp_path: Path) -> None:
    """Its bytes as they came, and no page visited that speaks of something else."""
    site.replies |= {
        "/key": page(("/policies", "Policies"), ("/menu", "Lunch menu")),
        "/policies": page(("/send", "SEND"), ("/files/behaviour.docx", "Behaviour policy")),
        "/send": page(("/files/17", "Our SEN information report")),
        "/files/17": document(name='filename="report 2025.docx"'),
    }
    made = visited(tmp_path, site.address)
    (kept,) = made.kept
    assert made.school.outcome is Outcome.COLLECTED
    assert (kept.asked.path, kept.name) == (
        ("Key information", "Policies", "SEND", "Our SEN information report"),
        "report 2025.docx",
    )
    assert kept.aside is not None
    assert kept.aside.read_bytes() == DOCX
    assert not {"/news", "/menu", "/files/behaviour.docx"} & set(site.paths)
    assert (kept.asked.final, kept.asked.status, len(kept.asked.sha256)) == (f"{site.address}/files/17", 200, 64)


def test_the_depth_counts_pages(site: Site, tmp_path: Path) -> None:
    """A document that the last page links to is still fetched; a page further down is not."""
    site.replies |= {
        "/": page(("/send", "SEND")),
        "/send": page(("/send/reports", "SEN reports"), ("/a.docx", "SEND policy")),
        "/send/reports": page(("/b.docx", "SEN report")),
        "/a.docx": document(),
        "/b.docx": document(DOCX + b"\n"),
    }
    made = visited(tmp_path, site.address, quick(depth=1))
    assert ([one.name for one in made.kept], "/send/reports" in site.paths) == (["a.docx"], False)
    assert visited(tmp_path, site.address, quick(depth=0)).kept == ()


def test_documents_on_a_page_about_sen_count_though_their_links_say_nothing(site: Site, tmp_path: Path) -> None:
    """Not those of the site's footer."""
    site.replies |= {
        "/key": page(("/send", "SEND")),
        "/send": Reply(
            "<title>SEND</title><main><h2>Our provision</h2><p>Click <a href='/one.docx'>here</a> to read more about what we do.</p>"
            "</main><footer><a href='/privacy.docx'>How we use data</a></footer>"
        ),
        "/one.docx": document(),
    }
    assert _names(tmp_path, site) == ["one.docx"]
    assert "/privacy.docx" not in site.paths


def test_a_page_that_is_the_report_is_kept_and_one_that_only_links_is_not(site: Site, tmp_path: Path) -> None:
    """Told from its own words."""
    site.replies |= {"/key": page(("/send", "SEND information report")), "/send": Reply(REPORT_PAGE)}
    (kept,) = visited(tmp_path, site.address).kept
    assert kept.name.endswith(".html")
    assert kept.aside is not None
    assert kept.aside.read_bytes() == REPORT_PAGE
    site.replies["/send"] = page(("/contact", "Ask our SENCO"), title="SEND")
    site.replies["/contact"] = page()
    assert visited(tmp_path, site.address).school.outcome is Outcome.NOTHING_FOUND


def test_a_file_linked_twice_or_lying_at_two_addresses_is_kept_once(site: Site, tmp_path: Path) -> None:
    """Also where the address is spelt differently."""
    site.replies |= {
        "/key": page(
            ("/a.docx", "SEN policy"),
            ("/a.docx#p2", "SEN policy, page 2"),
            ("/A/../a.docx?utm_source=x", "SEN"),
            ("/b.docx", "SEN report"),
        ),
        "/a.docx": document(),
        "/b.docx": document(),
    }
    assert len(_names(tmp_path, site)) == 1
    assert site.paths.count("/a.docx") == 1


def test_a_calendar_without_end_is_left_soon(site: Site, tmp_path: Path) -> None:
    """Even where it speaks of SEN in every link."""
    site.replies |= {
        "/": page(("/send/diary/2025/1", "SEND days"), ("/send?month=1", "SEND")),
        **{f"/send/diary/{year}/{month}": page((f"/send/diary/{year + month // 12}/{month % 12 + 1}", "SEND days next month"), text=f"{year} {month} " * 40) for year in range(2025, 2040) for month in range(1, 13)},
        **{f"/send?month={month}": page((f"/send?month={month + 1}", "SEND next month"), text=f"m{month} " * 40) for month in range(1, 99)},
    }  # fmt: skip
    made = visited(tmp_path, site.address, quick(depth=50))
    assert made.school.outcome is Outcome.NOTHING_FOUND
    assert len(site.asked) < 60
    site.asked.clear()
    visited(tmp_path, site.address)
    assert len(site.asked) < 12


def test_what_one_school_may_cost_is_said(site: Site, tmp_path: Path) -> None:
    """More may be there."""
    site.replies |= {"/": page(*((f"/policies/{'abcdefgh'[at]}", "Policies") for at in range(8)))}
    site.replies |= {f"/policies/{letter}": page() for letter in "abcdefgh"}
    school = visited(tmp_path, site.address, quick(requests=4)).school
    assert school.outcome is Outcome.NOTHING_FOUND
    assert (
        school.why
        == "No document on special educational needs was found; 3 pages were read, then 4 questions had been asked, so more may be there."
    )


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply("<title>Log in</title><form><input type=password></form>"), Reason.LOGIN),
        (Reply("<script src=/a.js></script><div id=app></div>"), Reason.SCRIPT),
        (Reply("Not here.", status=404), Reason.GONE),
        (Reply("", status=200), Reason.WRONG_TYPE),
        (Reply(b"\x89PNG\r\n\x1a\n", "image/png"), Reason.WRONG_TYPE),
        (Reply(b"PK\x03\x04 torn", "application/zip"), Reason.WRONG_TYPE),
        (Reply('{"a": 1}', "application/json"), Reason.WRONG_TYPE),
        (moved("https://accounts.google.com/signin"), Reason.LOGIN),
        (Reply("x" * 300_000), Reason.LARGE),
        (Reply(status=403), Reason.REFUSED),
        (Reply(status=429, headers={"Retry-After": "3600"}), Reason.REFUSED),
        (Reply(status=429), Reason.REFUSED),
        (Reply(status=503, headers={"Retry-After": "3600"}), Reason.REFUSED),
        (Reply(status=503), Reason.ERROR),
        (
            Reply("<title>Abbey</title><p>Please accept all cookies to go on.</p><a href='/c'>Cookies</a>"),
            Reason.COOKIES,
        ),
        (Reply("<div id='app'></div><script src='/app.js'></script>"), Reason.SCRIPT),
        (moved("https://docs.google.com/document/d/17/edit"), Reason.ELSEWHERE),
    ],
)
def test_a_wanted_page_that_cannot_be_had_is_said_with_why_and_never_called_missing(
    site: Site, tmp_path: Path, reply: Reply, reason: Reason
) -> None:
    """Also where it is the first page."""
    site.replies |= {"/key": page(("/send", "SEND information report")), "/send": reply}
    for school in (visited(tmp_path, site.address).school, visited(tmp_path, f"{site.address}/send").school):
        assert (school.outcome, school.reason) == (Outcome.NOT_COLLECTED, reason)
        assert school.why
        assert school.remedy
        assert not {"missing", "lacks", "fails"} & set(f"{school.why} {school.remedy}".casefold().split())


def test_a_first_page_that_moved_to_another_host_is_followed_and_others_are_not(site: Site, tmp_path: Path) -> None:
    """Schools change their site; what its pages link to elsewhere is only told."""
    with serving({"/": page(("/send", "SEND")), "/sen-policy.docx": document()}) as other:
        site.replies |= {"/": moved(f"{other.address}/")}
        other.replies["/send"] = page(
            (f"{site.address}/sen-policy.docx", "SEN policy"), (f"{site.address}/more", "SEN pages")
        )
        site.replies["/sen-policy.docx"] = document()
        school = visited(tmp_path, site.address).school
        assert (school.outcome, school.reason) == (Outcome.NOT_COLLECTED, Reason.ELSEWHERE)
        assert "/sen-policy.docx" not in site.paths
        assert "/more" not in site.paths


def test_a_redirect_off_the_site_is_not_followed(site: Site, tmp_path: Path) -> None:
    """A page of the council's is not the school's."""
    with serving({"/": page()}) as council:
        site.replies |= {"/key": page(("/offer", "Local offer")), "/offer": moved(f"{council.address}/")}
        assert visited(tmp_path, site.address).school.reason is Reason.ELSEWHERE
        assert council.asked == []


def test_the_address_of_a_report_is_asked_first_and_the_site_only_where_that_gives_nothing(
    site: Site, tmp_path: Path
) -> None:
    """The adviser knows best."""
    site.replies |= {"/x/17": pdf("report"), "/key": page(("/sen.docx", "SEN policy")), "/sen.docx": document()}
    given = Target("abbey", "Abbey", website=site.address, addresses=(f"{site.address}/x/17",))
    assert _names(tmp_path, site, given) == ["17.pdf"]
    assert site.paths == ["/x/17"]
    wrong = Target("abbey", "Abbey", website=site.address, addresses=(f"{site.address}/gone", "the office"))
    assert _names(tmp_path, site, wrong) == ["sen.docx"]


def test_names_from_a_site_lead_nowhere_else(site: Site, tmp_path: Path) -> None:
    """Spaces, letters of any alphabet, dots and separators."""
    names = [
        ("/d/1", 'filename="../../evil.docx"', "evil.docx"),
        ("/d/2", "filename*=UTF-8''SEN%20r%C3%A9port%2Ffinal.docx", "SEN réport final.docx"),
        ("/d/3", 'filename="CON.docx"', "CON_.docx"),
        ("/d/4", 'filename="C:\\\\sen policy.docx"', "C sen policy.docx"),
        ("/d/SEN%20%20policy%00.docx", "", "SEN  policy.docx"),
    ]
    site.replies |= {
        "/key": page(*((path, f"SEN policy {at}") for at, (path, _, _) in enumerate(names))),
        **{path: document(DOCX + bytes([at]), name) for at, (path, name, _) in enumerate(names)},
    }
    assert set(_names(tmp_path, site)) == {name for _, _, name in names}


def test_a_school_without_an_address_is_told_so(tmp_path: Path) -> None:
    """Nothing is asked."""
    school = visited(tmp_path, Target("abbey", "Abbey")).school
    assert (school.outcome, school.reason, school.requests) == (Outcome.NOT_COLLECTED, Reason.NO_ADDRESS, 0)
    street = visited(tmp_path, Target("abbey", "Abbey", addresses=("12 High Street",))).school
    assert (street.reason, "12 High Street" in street.why) == (Reason.NO_ADDRESS, True)


def test_a_first_page_that_sends_visitors_on_is_followed(site: Site, tmp_path: Path) -> None:
    """By a tag in place of a redirect."""
    site.replies |= {
        "/": Reply("<meta http-equiv=refresh content='0;url=/home'>"),
        "/home": page(("/sen.docx", "SEN policy")),
        "/sen.docx": document(),
    }
    assert _names(tmp_path, site) == ["sen.docx"]


def test_a_site_that_is_only_there_without_tls_is_asked_the_plain_way(site: Site, tmp_path: Path) -> None:
    """The register left the scheme out."""
    site.replies |= {"/key": page(("/sen.docx", "SEN policy")), "/sen.docx": document()}
    made = visited(tmp_path, site.host)
    assert [one.name for one in made.kept] == ["sen.docx"]
    assert made.school.problems == ()


def test_enough_is_enough(site: Site, tmp_path: Path) -> None:
    """No more documents than an audit takes for one school; and no hub pages once a report and a policy are there."""
    site.replies |= {"/key": page(*((f"/sen-{'abcdefghijklmn'[at]}.docx", "SEN") for at in range(14)))}
    site.replies |= {f"/sen-{letter}.docx": document(DOCX + letter.encode()) for letter in "abcdefghijklmn"}
    assert len(_names(tmp_path, site)) == QUICK.documents
    site.replies["/"] = page(("/r.docx", "SEN report"), ("/p.docx", "SEN policy"), ("/key", "Key information"))
    site.replies |= {"/r.docx": document(), "/p.docx": document(DOCX + b"p")}
    site.asked.clear()
    assert len(_names(tmp_path, site)) == 2
    assert "/key" not in site.paths


def test_a_document_in_a_viewer_or_a_frame_is_fetched_itself(site: Site, tmp_path: Path) -> None:
    """The viewer is a program."""
    site.replies |= {
        "/key": page(("/viewer.html?file=%2Fsen-policy.docx", "Read it"), ("/send", "SEND")),
        "/send": Reply("<title>SEND</title><h2>SEN information report</h2><iframe src='/r.docx'></iframe>"),
        "/sen-policy.docx": document(),
        "/r.docx": document(DOCX + b"r"),
    }
    assert sorted(_names(tmp_path, site)) == ["r.docx", "sen-policy.docx"]
    assert not any(path.startswith("/viewer") for path in site.paths)


def test_a_policy_that_stands_on_a_strange_site_is_told_and_not_fetched(site: Site, tmp_path: Path) -> None:
    """Whatever its address ends in; what only speaks of SEN in passing is not even told."""
    with serving({}) as drive:
        site.replies["/key"] = page(
            (f"{drive.address}/file/17/view", "SEND policy"), (f"{drive.address}/more", "SEND news")
        )
        school = visited(tmp_path, site.address).school
        assert (school.reason, drive.asked) == (Reason.ELSEWHERE, [])
        assert [one.address for one in school.problems] == [f"{drive.address}/file/17/view"]


DRIVES = (
    "https://drive.google.com/file/d/17/view",
    "https://docs.google.com/document/d/17/edit",
    "https://abbey-my.sharepoint.com/:w:/g/17",
    "https://1drv.ms/w/s!17",
)


@pytest.mark.parametrize("address", DRIVES)
def test_a_document_in_a_shared_drive_is_told_with_what_to_do(site: Site, tmp_path: Path, address: str) -> None:
    """By its own words, or because it stands on the page about SEN; and where the register gives it."""
    for words in ("SEN information report", "2026 edition"):
        site.replies |= {"/key": page(("/send", "SEND information")), "/send": page((address, words), title="SEND")}
        school = visited(tmp_path, site.address).school
        assert (school.outcome, school.reason) == (Outcome.NOT_COLLECTED, Reason.ELSEWHERE)
        assert "shared drive" in school.why
        assert "save the document" in school.remedy
    given = visited(tmp_path, Target("abbey", "Abbey Primary School", addresses=(address,))).school
    assert (given.outcome, given.reason) == (Outcome.NOT_COLLECTED, Reason.ELSEWHERE)


@pytest.mark.parametrize("reply", [Reply(status=403), Reply(status=429), Reply(status=500), Reply(status=401)])
def test_a_page_on_the_way_that_cannot_be_read_is_told_and_not_taken_for_nothing(
    site: Site, tmp_path: Path, reply: Reply
) -> None:
    """What was looked for may stand behind it; a page that is gone hides nothing."""
    site.replies |= {"/key": page(("/policies", "Policies")), "/policies": reply}
    school = visited(tmp_path, site.address).school
    assert school.outcome is Outcome.NOT_COLLECTED
    assert "1 page that may lead to one could not be read" in school.why
    assert "/policies" in school.why
    site.replies["/policies"] = Reply(status=404)
    assert visited(tmp_path, site.address).school.outcome is Outcome.NOTHING_FOUND


def test_a_page_with_a_cookie_banner_and_a_document_is_read(site: Site, tmp_path: Path) -> None:
    """A banner hides nothing from a program."""
    site.replies |= {
        "/key": page(("/send", "SEND")),
        "/send": page(("/report.docx", "SEN information report"), text="We use cookies. Accept all cookies?"),
        "/report.docx": document(),
    }
    assert len(visited(tmp_path, site.address).kept) == 1


def test_pages_that_differ_only_in_their_query_are_pages_of_their_own(site: Site, tmp_path: Path) -> None:
    """As many makers of school sites have them."""
    names = ("Policies", "Statutory", "Governance", "Reports", "Inclusion", "Equality")
    site.replies |= {
        "/": page(*((f"/page/?title={name}&pid={at}", name) for at, name in enumerate(names))),
        "/page/": page(),
        "/page/?title=Equality&pid=5": page(("/attachments/download.asp?file=31&type=docx", "SEN information report")),
        "/attachments/download.asp": document(),
    }
    assert _names(tmp_path, site) == ["SEN information report.docx"]
