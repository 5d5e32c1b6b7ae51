"""What all answers have in common: entity tags, languages, headers."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api import replies
from api.app import create_app
from api.parameters import QUESTIONS
from api.settings import Settings
from api.views import open_store
from tests.api.conftest import DATASET, fill

PATH = "/v1/paths?from=leg:04-ct-tw&to=don:gates"
PAGES = ["/docs", "/openapi.json", "/v1/export?format=jsonl"]


@pytest.mark.parametrize("url", [q.example for q in QUESTIONS.values()] + PAGES)
def test_a_client_that_has_the_answer_gets_no_body(client: TestClient, url: str) -> None:
    """Every GET has an entity tag, and who sends it back is told that nothing has changed."""
    first = client.get(url)
    assert first.status_code == 200
    etag = first.headers["etag"]
    for sent in (etag, f'"other", W/{etag}', "*"):
        again = client.get(url, headers={"If-None-Match": sent})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
        assert "Accept-Language" in again.headers["vary"]
        assert "content-security-policy" not in again.headers  # or it would replace that of the page
    assert client.get(url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_tag_depends_on_all_that_the_answer_depends_on(client: TestClient) -> None:
    """Another parameter, language or day has another tag; the same question the same."""
    urls = (
        PATH,
        f"{PATH}&k=2",
        f"{PATH}&lang=en",
        f"{PATH}&as_of=2020",
        "/v1/rules",
        "/v1/gaps",
        "/v1/gaps?as_of=2020",
    )
    tags = [client.get(url).headers["etag"] for url in urls]
    assert len(set(tags)) == len(tags)
    assert [client.get(url).headers["etag"] for url in urls] == tags
    assert client.get(PATH, headers={"Accept-Language": "en"}).headers["etag"] == tags[2]


def test_a_tag_of_today_is_that_of_the_day(client: TestClient) -> None:
    """What is asked of today changes with the day."""
    today = client.get("/v1/gaps?rule=friendship-union").json()["as_of"]
    plain, named = (client.get(f"/v1/gaps?rule=friendship-union{more}") for more in ("", f"&as_of={today}"))
    assert plain.json() == named.json()


def test_a_change_of_the_data_changes_the_tags(tmp_path: Path) -> None:
    """After a load or a retraction an answer that was kept is no longer the right one."""
    path = tmp_path / "store.db"
    fill(path)
    urls = (PATH, "/v1/datasets", "/v1/export")
    with TestClient(create_app(Settings(store=str(path)))) as client:
        before = [client.get(url).headers["etag"] for url in urls]
    store = open_store(str(path))
    store.retract(DATASET)
    store.close()
    with TestClient(create_app(Settings(store=str(path)))) as client:
        for url, etag in zip(urls, before, strict=True):
            response = client.get(url, headers={"If-None-Match": etag})
            assert response.status_code in (200, 404)
            assert response.headers.get("etag") != etag


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        ("", "vi"), ("en", "en"), ("en-US,en;q=0.9", "en"), ("vi;q=0.5, en;q=0.8", "en"), ("vi, en", "vi"),
        ("en, vi", "vi"), ("fr, de", "vi"), ("fr, en;q=0.1", "en"), ("en;q=0", "vi"), ("vi;q=0, en;q=0.1", "en"),
        ("*", "vi"), ("en;q=banana", "vi"), ("EN-gb", "en"), (";;;,,,", "vi"), ("en;q=2", "vi"),
    ],
)  # fmt: skip
def test_the_language_is_negotiated(client: TestClient, header: str, lang: str) -> None:
    """Our language that has the most weight is taken, Vietnamese where the weights are the same or there is none."""
    assert replies.preferred(header) == lang
    response = client.get("/v1/entities/don:gates", headers={"Accept-Language": header})
    assert response.headers["content-language"] == lang
    name = {"vi": "Quỹ Bill & Melinda Gates", "en": "Bill & Melinda Gates Foundation"}[lang]
    assert response.json()["name"] == name


def test_the_parameter_beats_the_header(client: TestClient) -> None:
    """`lang` in the address is stronger than what the browser prefers."""
    response = client.get("/v1/sources/s1?lang=vi", headers={"Accept-Language": "en"})
    assert response.headers["content-language"] == "vi"
    assert response.json()["title"] == response.json()["titles"]["vi"]


def test_texts_in_two_languages_have_both(client: TestClient) -> None:
    """Reasons and warnings are in Vietnamese and English, whatever language was asked for."""
    gaps = client.get("/v1/gaps?rule=friendship-union&as_of=2024-01-01&lang=en").json()
    assert all(set(item["reason"]) == {"vi", "en"} for item in gaps["items"])


@pytest.mark.parametrize("url", [PATH, "/v1/export", "/docs", "/healthz", "/nope"])
def test_head_is_get_without_the_body(client: TestClient, url: str) -> None:
    """HEAD has the status and headers of GET, and nothing else."""
    head, full = client.head(url), client.get(url)
    assert head.status_code == full.status_code
    assert head.content == b""
    assert head.headers.get("etag") == full.headers.get("etag")
    assert head.headers["content-type"] == full.headers["content-type"]


@pytest.mark.parametrize("url", [PATH, "/v1/export", "/docs", "/healthz", "/nope", "/v1/gaps?verdict=bad"])
def test_every_answer_is_safe_to_open(client: TestClient, url: str) -> None:
    """No answer may be framed, sniffed or read by other sites."""
    headers = client.get(url, headers={"Origin": "https://example.org"}).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers


def test_texts_are_written_as_they_are(client: TestClient) -> None:
    """Vietnamese is UTF-8 in the answer, not escapes."""
    body = client.get("/v1/entities/prov:lang-son").content
    assert "Lạng Sơn".encode() in body


def test_health_is_never_kept(client: TestClient) -> None:
    """Health is asked anew each time; readiness names the data that are served."""
    assert client.get("/healthz").headers["cache-control"] == "no-store"
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["data_version"] == client.get(PATH).json()["data_version"]


def test_a_server_listens_to_this_machine_alone() -> None:
    """Nobody else reaches a server unless that is asked for."""
    assert Settings().host == "127.0.0.1"
