"""The workroom: coding, recoding, memos, evidence, rules and search."""
