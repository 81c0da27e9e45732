"""Surveys beside interviews: counts before shares, never without n, missing and *don't know*."""
