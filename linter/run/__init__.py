"""A run over pages: which are asked about, who lints each, and what is done with the findings."""
