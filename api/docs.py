"""The reference as a page: the OpenAPI document in plain HTML, without a script and without any request to others."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from api.problems import STATUS, HttpError
from api.words import said, text
from schema.errors import NhipcauError, UnknownThing

_THINGS = ("entity", "rule", "gap", "source", "dataset")
_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1rem; }
h2 { border-bottom: 1px solid; margin-top: 2.5rem; } h3 { margin-top: 2rem; }
code, pre { font: 14px/1.4 ui-monospace, monospace; }
pre { overflow: auto; max-height: 24rem; border: 1px solid; padding: .5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem; border: 1px solid; }
"""


def docs_page(document: dict[str, Any], lang: str) -> str:
    """The page."""
    other = "en" if lang == "vi" else "vi"
    title = f"Nhịp Cầu: {text(lang, 'docs_title')}"
    body = [
        f"<h1>{html.escape(title)}</h1>",
        f'<p><a href="/?lang={lang}">Nhịp Cầu</a> · <a href="/openapi.json">OpenAPI</a> · ',
        f'<a href="/docs?lang={other}" hreflang="{other}">{text(lang, "home_other")}</a></p>',
        *_operations(document, lang),
        f"<h2>{text(lang, 'docs_errors')}</h2>",
        _table(_errors(lang)),
    ]
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">'
        f"<style>{_STYLE}</style></head><body>{''.join(body)}</body></html>"
    )


def _operations(document: dict[str, Any], lang: str) -> Iterator[str]:
    subject = None
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if operation["tags"][0] != subject:
                subject = operation["tags"][0]
                yield f"<h2>{html.escape(subject)}</h2>"
            yield f"<h3><code>{method.upper()} {html.escape(path)}</code></h3>"
            yield f"<p>{html.escape(said(operation.get('x-description', {'en': operation['summary']}), lang))}</p>"
            if "requestBody" in operation:
                yield f"<p>{html.escape(text(lang, 'json_object'))}</p>"
            if operation.get("parameters"):
                yield _table(_parameters(operation["parameters"], lang))
            if method == "get" and "x-example" in operation:
                address = html.escape(operation["x-example"])
                yield f'<p>{text(lang, "docs_example")}: <a href="{address}"><code>{address}</code></a></p>'
                for media in operation["responses"]["200"]["content"].values():
                    if "example" in media:
                        shown = msgspec.json.format(msgspec.json.encode(media["example"]), indent=2).decode()
                        yield f"<pre>{html.escape(shown)}</pre>"


def _parameters(parameters: Iterable[dict[str, Any]], lang: str) -> Iterator[tuple[str, ...]]:
    yield (text(lang, "docs_parameters"), "", text(lang, "docs_default"))
    for parameter in parameters:
        schema = parameter["schema"]
        known = schema.get("enum") or schema.get("items", {}).get("enum") or ()
        listed = f"<br><code>{html.escape(', '.join(known))}</code>" if known else ""
        default = schema.get("default", "")
        default = ",".join(default) if isinstance(default, list) else str(default)
        if parameter["required"]:
            default = text(lang, "docs_required")
        elif "x-default" in parameter:
            default = said(parameter["x-default"], lang)
        about = html.escape(said(parameter["x-description"], lang)) + listed
        yield (f"<code>{html.escape(parameter['name'])}</code>", about, html.escape(default))


def _errors(lang: str) -> Iterator[tuple[str, ...]]:
    yield ("HTTP", "code", "")
    for kind, row in STATUS.items():
        if kind in (NhipcauError, HttpError):
            continue
        for code in [f"unknown_{thing}" for thing in _THINGS] if kind is UnknownThing else [kind.code]:
            yield (str(row.status), f'<code id="{code}">{code}</code>', html.escape(row.title[lang]))


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    """A table from cells that are HTML; the first row is its head."""
    head, *others = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    head = head.replace("<td>", '<th scope="col">').replace("</td>", "</th>")
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in others)}</table>"
