"""`python -m loaders.units OUT_DIR`: write the dataset as CSV tables."""

from __future__ import annotations

import sys
from pathlib import Path

from loaders.units.build import build
from loaders.units.package import PackageMissing


def main(arguments: list[str]) -> int:
    """Write the dataset to the folder named, and say how many statements it has."""
    if len(arguments) != 1:
        print("usage: python -m loaders.units OUT_DIR", file=sys.stderr)
        return 2
    try:
        print(build(Path(arguments[0])), "statements")
    except PackageMissing as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
