"""Finding the words and patterns of all rules on a page, once: what a line must hold to be searched, and the search."""
