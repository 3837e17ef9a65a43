"""Each requirement, stale reference and wrong claim as a page."""

from starlette.testclient import TestClient

from policykit.pipeline import catalogues
from policykit.report.explain import names_in


def test_every_id_has_a_page_that_the_list_leads_to(client: TestClient) -> None:
    """And no page breaks."""
    listed = client.get("/learn").text
    known = catalogues()
    names = names_in(known)
    for name in names:
        assert f'href="/learn/{name}"' in listed
    for name in [*names[:3], *names[-3:]]:
        page = client.get(f"/learn/{name}")
        assert page.status_code == 200
        assert "Examples" in page.text


def test_an_unknown_name_leads_nowhere(client: TestClient) -> None:
    """With the way back."""
    page = client.get("/learn/nothing-of-the-kind")
    assert page.status_code == 404
    assert "start page" in page.text
