"""Where a visit goes next, and where it never goes."""

from policykit.collect.pages import Link
from policykit.collect.steps import Step, Steps, steps_of
from policykit.collect.words import link_words

HOME = Step("http://example.org/send", ("SEND",), 1)


def _steps(*links: Link, about_sen: bool = False) -> list[str]:
    every = steps_of(links, HOME, link_words(), {"example.org"}, about_sen=about_sen)
    return [step.address for step, _ in sorted(every, key=lambda pair: -pair[1])]


def test_the_links_that_speak_most_of_sen_come_first_and_those_that_speak_of_nothing_never() -> None:
    """A report, a policy, a page on SEN, a page that may lead there."""
    told = _steps(
        Link("http://example.org/about", "About us"),
        Link("http://example.org/inclusion", "Inclusion"),
        Link("http://example.org/p.pdf", "SEN policy"),
        Link("http://example.org/r.pdf", "SEN information report"),
        Link("http://example.org/senco", "Our SENCO"),
        Link("http://example.org/football", "Football"),
        Link("http://example.org/news/send", "News"),
        Link("http://example.org/sen.jpg", "SEN"),
    )
    assert [one.rsplit("/", 1)[-1] for one in told] == ["r.pdf", "p.pdf", "senco", "inclusion", "about"]


def test_a_document_on_a_host_for_files_is_taken_and_pages_there_are_not() -> None:
    """Nor anything on another site, but for a policy or report, which is told."""
    host = "https://school-files.s3.amazonaws.com"
    assert _steps(
        Link(f"{host}/sen.pdf", "SEN"),
        Link(f"{host}/about", "About us"),
        Link("https://council.example.org/", "Local offer"),
        Link("https://trust.example.org/17", "SEND policy"),
        Link("https://trust.example.org/sen-policy.pdf", "Read more"),
    ) == ["https://trust.example.org/17", f"{host}/sen.pdf"]


def test_documents_of_a_page_on_sen_are_taken_unless_they_stand_on_every_page() -> None:
    """Though their links say nothing."""
    links = (Link("http://example.org/1.pdf", "here"), Link("http://example.org/2.pdf", "Privacy", of_every_page=True))
    assert _steps(*links) == []
    assert _steps(*links, about_sen=True) == ["http://example.org/1.pdf"]


def test_an_address_is_taken_once_and_by_its_best_link() -> None:
    """Whichever page names it first."""
    steps = Steps()
    steps.add(Step("http://example.org/a", ("footer",)), score=1)
    steps.add(Step("https://www.example.org/a/", ("SEN policy",), weight=12), score=30)
    steps.add(Step("http://example.org/b"), score=9)
    steps.add(Step("http://example.org/x/x/x/"), score=99)
    assert [step.path for step in steps] == [("SEN policy",), ()]
    steps.add(Step("http://example.org/a"), score=99)
    assert list(steps) == []
