"""What holds for every page of the plugin, whatever it shows."""

from __future__ import annotations

import pytest

from tests.web.conftest import Get

PAGES = ["/"]


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_a_title_and_its_data_as_json(get: Get, path: str) -> None:
    page = get(path)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "· Attribution</title>" in page.text
    twin = f"{path}.json" if path != "/" else "/.json"
    assert f'type="application/json" href="{twin}"' in page.text
    assert get(twin).json()


@pytest.mark.parametrize("path", [*PAGES, "/.json"])
def test_nothing_from_elsewhere_may_run_or_be_sent(get: Get, path: str) -> None:
    headers = get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    for directive in ("script-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert directive in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"]


def test_the_first_page_is_ours_and_datasettes_own_stays_in_reach(get: Get) -> None:
    assert "Who said what" in get("/").text
    own = get("/-/")
    assert own.status_code == 200
    assert "Databases" in own.text or "attribution" in own.text
    assert own.text != get("/").text
