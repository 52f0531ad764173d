"""A rule for a site, learned from some of its pages: a search with a judge, for a person to review."""
