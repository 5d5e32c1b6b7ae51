"""Measurements of speed and size, with peers in the same run. `make bench` runs them; no test is timed."""
