"""Write what derives from the vocabulary and the tables: `python -m loaders.derive`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from loaders.json_schema import json_schema
from loaders.template import write_template
from schema import rules, vocabulary

FOLDER = Path(__file__).resolve().parent / "derived"
SCHEMA, TEMPLATE = "statements.schema.json", "template.xlsx"


def derive(folder: Path) -> list[Path]:
    """Write the derived files to a folder, and return their paths."""
    types = vocabulary.bundled()
    schema, template = folder / SCHEMA, folder / TEMPLATE
    schema.write_text(json.dumps(json_schema(types), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_template(template, types, rules.bundled())
    return [schema, template]


if __name__ == "__main__":
    print(*derive(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER), sep="\n")
