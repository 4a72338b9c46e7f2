"""What outlives a page or a run: the cache, pieces of the rulebook that wait packed, compiled patterns; and what they share."""
