"""Tests. A package, so that no installed distribution that brings a top-level `tests` of its own (textstat does) hides it."""
