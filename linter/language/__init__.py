"""Language: sentences, words, syllables, reading level, quantities and terms."""
