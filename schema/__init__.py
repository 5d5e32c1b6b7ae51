"""What may be said: statements, vocabulary, dates, names, rules. Imports no other package of the project."""
