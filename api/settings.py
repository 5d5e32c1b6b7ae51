"""What a server is started with, and which program it is."""

from __future__ import annotations

import functools

import msgspec

DEFAULT_STORE = "nhipcau.db"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`store` is a path. `host` is this machine alone unless another is asked for. `warm`: draw the page at once.

    `rules`: a folder of rule files that are added to the bundled ones.
    """

    store: str = DEFAULT_STORE
    host: str = "127.0.0.1"
    port: int = 8000
    warm: bool = False
    rules: str | None = None


@functools.cache
def program_version() -> str:
    """The version of the program; where it runs without being installed, none."""
    import importlib.metadata

    try:
        return importlib.metadata.version("nhipcau")
    except importlib.metadata.PackageNotFoundError:
        return "0+local"
