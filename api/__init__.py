"""The outside: command line and HTTP, two renderings of the same answers."""
