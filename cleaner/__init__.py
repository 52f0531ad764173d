"""News pages in, one normalised record per page out, with a receipt for every line removed."""
