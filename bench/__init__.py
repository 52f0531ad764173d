"""Commands for maintainers: speed, memory, size, and whether records are still the same. Run them from the checkout."""
