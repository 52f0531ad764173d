"""The scraper: from an outlet's address to an archive of its articles, fetched politely, each once."""
