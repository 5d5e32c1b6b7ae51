"""Flat package names are easily shadowed: these tests guard them, and what the wheel carries."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("schema", "graph", "loaders", "visualizations", "api")


def normalized(distribution: str) -> str:
    """A distribution's name in the form in which names are compared."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def direct_dependencies() -> set[str]:
    """The names that the declared dependencies give to import, extras included."""
    wanted = {normalized(re.split(r"[^\w.-]", line, maxsplit=1)[0]) for line in requires("nhipcau") or ()}
    return {
        name
        for name, owners in packages_distributions().items()
        if any(normalized(owner) in wanted for owner in owners)
    }


@pytest.mark.parametrize("package", PACKAGES)
def test_package_is_ours(package: str) -> None:
    """No installed distribution but nhipcau claims the name, and importing it finds this project's folder."""
    assert set(packages_distributions().get(package, ())) <= {"nhipcau"}
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin == str(ROOT / package / "__init__.py")


def test_packages_are_those_that_the_project_declares() -> None:
    """The wheel, coverage, the import contract and this test name the same five packages."""
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert tuple(tool["hatch"]["build"]["targets"]["wheel"]["packages"]) == PACKAGES
    assert tuple(tool["coverage"]["run"]["source"]) == PACKAGES
    assert tuple(tool["importlinter"]["root_packages"]) == PACKAGES
    assert tuple(tool["importlinter"]["contracts"][0]["layers"]) == PACKAGES[::-1]
    assert tool["mypy"]["files"] == [*PACKAGES, "benchmarks", "tests"]


@pytest.mark.parametrize("folder", [*PACKAGES, "tests"])
def test_every_folder_with_modules_is_a_package(folder: str) -> None:
    """A folder without `__init__.py` would be importable under another name, so that `tests/graph` becomes `graph`."""
    folders = {path.parent for path in (ROOT / folder).rglob("*.py")}
    assert folders
    assert not [str(path.relative_to(ROOT)) for path in folders if not (path / "__init__.py").is_file()]


def test_no_module_is_named_like_a_dependency() -> None:
    """No module or package of ours, at any depth, has the name of a dependency of ours."""
    dependencies = direct_dependencies()
    assert {"msgspec", "openpyxl", "fastapi"} <= dependencies
    modules = [path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    shadows = {
        path.as_posix()
        for path in modules
        if (path.parent.name if path.name == "__init__.py" else path.stem) in dependencies
    }
    assert not shadows


def test_wheel_carries_every_file_of_the_packages(tmp_path: Path) -> None:
    """The wheel holds every module and data file of the packages, nothing else, and the licence and notice."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    ours = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    info = {name for name in names if name.split("/")[0].endswith(".dist-info")}
    assert names - info == ours
    assert {name.rsplit("/", 1)[1] for name in info} >= {"LICENSE", "NOTICE", "METADATA", "entry_points.txt"}


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_lock_names_no_machine(lock: str) -> None:
    """A lock file has a hash for every package and names no index and no path of the machine that made it."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z0-9][\w.-]*==\S+.*\\\n    --hash=sha256:", text, flags=re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[a-z0-9]", text, flags=re.MULTILINE))
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|(^|\s)/\w", text)
