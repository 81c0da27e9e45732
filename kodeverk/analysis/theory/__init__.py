"""Theory checked against the coded evidence, case by case."""
