"""Groups of cases compared, honest about how few they are."""
