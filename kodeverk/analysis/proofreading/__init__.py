"""A finished report read and checked against the study: quotes, who says them, numbers, references."""
