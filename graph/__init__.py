"""Storing statements and answering questions from them."""
