"""What can go wrong with what carelint is given: always a file, a line where there is one, and what to do."""

from __future__ import annotations


class InputError(Exception):
    """A configuration, rule file or page that cannot be used. `str()` of it is `path:line: message`."""

    def __init__(self, path: str, line: int, message: str) -> None:
        message = " ".join(filter(None, map(str.strip, message.splitlines())))  # what it quotes may hold lines; it is one
        self.path, self.line, self.message = path, line, message
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, int, str]]:
        return InputError, (self.path, self.line, self.message)  # another process may have met it


class PluginError(InputError):
    """What is wrong with an installed package that provides a kind of check."""

    def __init__(self, message: str) -> None:
        super().__init__("plugin", 0, message)


def unreadable(path: str, problem: OSError | UnicodeDecodeError) -> InputError:
    """What is said of a file of settings or rules that cannot be read: the system's reason, or the byte that is not UTF-8."""
    if isinstance(problem, UnicodeDecodeError):
        line = problem.object.count(b"\n", 0, problem.start) + 1
        return InputError(path, line, f"byte {problem.start} is not UTF-8 text; save the file as UTF-8")
    return InputError(path, 0, f"cannot be read: {problem.strerror or problem}")


def nearest(name: str, known: list[str] | tuple[str, ...]) -> str:
    """`; did you mean ‘limit’?` where a known name is close to a wrong one, else an empty string."""
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"; did you mean ‘{close[0]}’?" if close else ""
