"""Answers as interactive pages."""
