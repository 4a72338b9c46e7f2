"""carelint in an editor: a server for the Language Server Protocol. Needs the extra `lsp`; imported by `carelint lsp` only."""
