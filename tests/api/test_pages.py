"""The page at `/`: the picture with a form to ask, which needs nobody else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.routers import pages
from api.settings import Settings
from api.views import Views, open_store


@pytest.fixture(scope="module")
def home(client: TestClient) -> str:
    """The page in Vietnamese."""
    response = client.get("/")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    return response.text


def test_the_page_is_drawn_and_asks(client: TestClient, home: str) -> None:
    """The whole graph is drawn, and forms lead to the questions of the API."""
    assert "Lạng Sơn" in home
    for action in ("/v1/entities", "/v1/paths"):
        assert f'<form action="{action}">' in home
    for name in ("q", "from", "to"):
        assert f'name="{name}"' in home
    assert 'href="/docs?lang=vi"' in home
    assert client.get("/v1/paths?from=leg:04-ct-tw&to=don:gates&lang=vi").json()["status"] == "found"


def test_the_page_may_do_what_it_does_and_no_more(client: TestClient, home: str) -> None:
    """Its policy lets its own scripts run by their hashes, and its forms be sent to us alone."""
    policy = client.get("/").headers["content-security-policy"]
    own = home.split('http-equiv="Content-Security-Policy"', 1)[1].split("style-src", 1)[0]
    hashes = re.compile(r"sha256-[\w+/=]+")
    assert set(hashes.findall(policy)) == set(hashes.findall(own)) != set()
    assert "script-src 'unsafe" not in policy
    assert "form-action 'self'" in policy
    assert "form-action 'none'" not in home


def test_the_page_loads_nothing(home: str) -> None:
    """No script, style or picture of the page comes from elsewhere."""
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"'](?!data:)", home)


def test_the_page_speaks_english(client: TestClient) -> None:
    """The page is in the language that is asked for, with a link to the other."""
    response = client.get("/", headers={"Accept-Language": "en"})
    assert '<html lang="en">' in response.text
    assert "Find an entity" in response.text
    assert 'href="/?lang=vi"' in response.text


def test_the_page_is_drawn_once(client: TestClient, home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks again gets what was drawn, or is told that nothing has changed."""
    monkeypatch.setattr(pages, "entity_page", None)
    again = client.get("/")
    assert again.text == home
    etag = again.headers["etag"]
    assert client.get("/", headers={"If-None-Match": etag}).status_code == 304


def test_pages_are_drawn_before_they_are_asked_for(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both languages are drawn in advance, and pages of older versions are let go of."""
    drawn: list[str] = []

    def draw(_: object, __: object, lang: str) -> str:
        drawn.append(lang)
        return "<header></header>"

    monkeypatch.setattr(pages, "entity_page", draw)
    found, views = pages.Pages(), Views(lambda: open_store(str(store_path)))
    pages.warm(views, found)
    assert drawn == ["vi", "en"]
    for _ in range(9):
        views.current().data_version += "x"
        found.get(views.current(), "vi")
    assert len(found._known) <= 4
    views.close()
    pages.warm(Views(lambda: open_store("none.db")), found)


def test_a_store_that_is_not_there_has_no_page(tmp_path: Path) -> None:
    """Without a store there is no picture, and the answer says so."""
    with TestClient(create_app(Settings(store=str(tmp_path / "none.db"), warm=True))) as client:
        assert client.get("/").json()["code"] == "store_unavailable"


def test_there_is_no_icon(client: TestClient) -> None:
    """Browsers ask for a picture of the site; there is none, which is no error."""
    assert client.get("/favicon.ico").status_code == 204
