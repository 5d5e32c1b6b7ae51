"""The dataset `admin-units-vn`: administrative units of Việt Nam before and after 2025-07-01, and what became what.

`python -m loaders.units OUT_DIR` makes it from the data of the package vietnamadminunits; docs/decisions/0007 says how
and why.
"""
