"""A page as a collection sees it."""

import pytest

from policykit.collect.pages import Page, links_from_text, links_to_text, page_of
from policykit.collect.words import link_words

AT = "http://example.org/send/"
LONG = "We help every child with what they need, and tell parents how. " * 12


def _page(body: str, head: str = "<title>Our school</title>") -> Page:
    found = page_of(f"<html><head>{head}</head><body>{body}</body></html>".encode(), AT, "utf-8", link_words())
    assert found is not None
    return found


def test_links_come_with_the_words_around_them() -> None:
    """Their own, a picture's, and the heading above."""
    found = _page(
        "<nav><a href='/news'>News</a></nav><h2>SEN policy</h2><ul><li>Read our plan <a href='plan.pdf'>here</a></li></ul>"
        "<a href='/r.pdf'><img alt='SEN report'></a><iframe src='/viewer.pdf'></iframe>"
    )
    links = {one.address: one for one in found.links}
    assert links["http://example.org/news"].of_every_page
    assert links["http://example.org/send/plan.pdf"].near == "SEN policy Read our plan here"
    assert not links["http://example.org/send/plan.pdf"].of_every_page
    assert links["http://example.org/r.pdf"].words == "SEN report"
    assert links["http://example.org/viewer.pdf"].shown_inside
    assert links_from_text(links_to_text(found.links)) == found.links


def test_the_base_of_a_page_and_where_it_sends_visitors_are_followed() -> None:
    """A base of another scheme is none."""
    assert _page("<a href=x>x</a>", "<base href='/b/'>").links[0].address == "http://example.org/b/x"
    assert _page("<a href=x>x</a>", "<base href='javascript:1'>").links[0].address == "http://example.org/send/x"
    assert _page("", "<meta http-equiv=Refresh content='0; URL=/home.html'>").moved_to == "http://example.org/home.html"
    assert _page("", "<meta http-equiv=refresh content='600; url=/home.html'>").moved_to == ""
    assert _page("", "<meta http-equiv=refresh content='30'>").moved_to == ""


@pytest.mark.parametrize(
    ("body", "head", "asks"),
    [
        ("<form><input type=password></form>", "<title>Parents</title>", True),
        ("<p>Please go on with your account.</p>", "<title>Sign in</title>", True),
        (f"<form><input type=password></form><p>{LONG}</p>", "<title>Welcome</title>", False),
        ("<p>We welcome you.</p>", "<title>Welcome</title>", False),
    ],
)
def test_a_page_that_only_asks_for_a_password_is_told(body: str, head: str, asks: bool) -> None:
    """A login box beside the school's own words is none."""
    assert _page(body, head).asks_password is asks


@pytest.mark.parametrize(
    ("body", "needs"),
    [
        ("<div id=root></div><script src=/app.js></script>", True),
        (
            f"<noscript>You need to enable JavaScript to run this app.</noscript><script>1</script><p>{LONG[:200]}</p>",
            True,
        ),
        (f"<script>1</script><p>{LONG}</p>", False),
        ("<p>Closed.</p>", False),
        ("<script>1</script><a href=/a>A</a><a href=/b>B</a><a href=/c>C</a>", False),
    ],
)
def test_a_page_that_shows_nothing_without_its_script_is_told(body: str, needs: bool) -> None:
    """Words or links that stand there can be read."""
    assert _page(body).needs_script is needs


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x00", b"<", b"<html", b"<a href=", b"\xff\xfe<\x00a\x00", b"<a href='http://[:'>x</a>"]
)
def test_broken_pages_do_no_harm(data: bytes) -> None:
    """They have no links, or are none."""
    found = page_of(data, AT, "no-such-charset", link_words())
    assert found is None or found.links == ()


def test_a_page_with_endless_links_is_cut() -> None:
    """Two thousand are more than any page of a school has."""
    assert len(_page("".join(f"<a href=/{at}>x</a>" for at in range(5000))).links) == 2000
