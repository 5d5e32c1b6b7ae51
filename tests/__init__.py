"""The tests, in folders that mirror the packages; every folder has such a file, else `tests/graph` becomes `graph`."""
