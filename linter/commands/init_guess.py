"""What `carelint init` works out by itself: where pages are, what rules they want, who builds them, where carelint is from."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from urllib.parse import urlsplit

import msgspec

from linter.errors import InputError
from linter.files import walk
from linter.shipped import PACKAGE
from linter.store.regexes import regex
from linter.version import REPOSITORY, VERSION

_PAGES = frozenset({".md", ".markdown", ".html", ".htm", ".docx"})
# A repository's own papers are not for patients.
PAPERS = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md", "SUPPORT.md", "LICENSE.md")
_PAPERS = frozenset(PurePath(name).stem for name in PAPERS)
_NOT_CONTENT = frozenset({"test", "tests", "fixtures", "vendor", "themes", "layouts", "templates", "archetypes"})
_FRAMES = frozenset({"src", "app", "site", "web", "website", "www"})  # hold code beside a folder of pages
_SAMPLE = 24  # pages that are read for a guess
_SAMPLE_BYTES = 100_000
_MOST, _LEAST = 2 / 3, 3  # the share of the sample, and the number of pages, that speak for a profile of their kind
_UK = regex(r"(?i:lang\s*[=:]\s*\W?en-GB)|\bNHS\b|\bcall (?:999|111)\b|\bparacetamol\b|\bGP\b|\bA&E\b")
_US = regex(r"(?i:lang\s*[=:]\s*\W?en-US)|\bFDA\b|\bcall 911\b|\bacetaminophen\b|\bMedicare\b|\bprimary care provider\b")


class Source(msgspec.Struct, frozen=True):
    """Where a hook or build fetches carelint. `kind`: an address, the folder of a copy, or nobody has said (`unknown`)."""

    repo: str
    rev: str
    kind: str


class Rules(msgspec.Struct, frozen=True):
    """A choice of rules; `locale` is empty where the profile's own holds, `why` where nothing speaks for it."""

    profile: str = "us-default"
    locale: str = ""
    why: str = ""


def pages_in(folder: Path) -> list[PurePath]:
    """The pages in a folder, seen from it; less what git ignores, hidden folders, tests, and a repository's own papers."""
    found = (path.relative_to(folder) for path in walk(folder, _PAGES, []))
    return [path for path in found if path.stem.upper() not in _PAPERS and not any(map(_is_apart, path.parts[:-1]))]


def _is_apart(name: str) -> bool:
    return name.startswith(".") or name.lower() in _NOT_CONTENT


def content_folder(pages: Sequence[PurePath]) -> str:
    """The folder with most pages; `.` where that is the top, or where no folder has half of them."""
    at = PurePath()
    inside = list(pages)
    while True:
        shares = Counter(page.relative_to(at).parts[0] for page in inside if len(page.relative_to(at).parts) > 1)
        if not shares:
            break
        name, count = min(shares.items(), key=lambda share: (-share[1], share[0]))
        if 2 * count < len(inside):
            break
        at /= name
        inside = [page for page in inside if page.is_relative_to(at)]
        if name.lower() not in _FRAMES:
            break
    return at.as_posix()


def rules_for(folder: Path, pages: Sequence[PurePath]) -> Rules:
    """The profile and locale that a sample of the pages speaks for."""
    texts = _sample(folder, pages)
    british, american = (sum(bool(sign.search(text)) for text in texts.values()) for sign in (_UK, _US))
    is_uk = british > american
    types: Counter[str] = _types(texts) if len(texts) >= _LEAST else Counter()
    for page_type, profile in (("medicine", "medicines"), ("supplement", "supplements")):
        if types[page_type] >= max(_LEAST, _MOST * len(texts)):
            return Rules(profile, "uk" if is_uk else "", f"most pages are about a {page_type}")
    return Rules("uk-nhs", "", "pages speak of the NHS, 999 and the like") if is_uk else Rules()


def _sample(folder: Path, pages: Sequence[PurePath]) -> dict[str, str]:
    from linter.readers import decode

    text_pages = [page for page in pages if page.suffix.lower() != ".docx"]
    texts = {}
    for page in text_pages[:: max(1, -(-len(text_pages) // _SAMPLE))]:
        with suppress(OSError, InputError):  # said by `check`
            with (folder / page).open("rb") as file:
                data = file.read(_SAMPLE_BYTES + 1)
            if len(data) <= _SAMPLE_BYTES:
                texts[page.as_posix()] = decode(data, page.as_posix())
    return texts


def _types(texts: dict[str, str]) -> Counter[str]:
    from linter.engine import Linter

    engine = Linter(syntax="off")
    types: Counter[str] = Counter()
    for name, text in texts.items():
        with suppress(InputError):  # said by `check`
            report = engine.check_text(text, name)
            types[report.type] += report.type_from != "default"
    return types


def workflow_for(top: Path) -> str:
    """The service that builds this repository: its files are here, or git's settings name it."""
    if (top / ".gitlab-ci.yml").exists():
        return "gitlab"
    if (top / ".github").is_dir():
        return "github"
    try:
        remotes = re.findall(r"(?m)^\s*url\s*=\s*(.*)$", (top / ".git" / "config").read_text("utf-8", "replace"))
    except OSError:
        remotes = []
    for service in ("github", "gitlab"):
        if any(service in address.lower() for address in remotes):
            return service
    return "none"


# -- where carelint is from ------------------------------------------------------------------


def source(repo: str | None, rev: str | None) -> Source:
    """Where carelint is fetched from: as said; else from where it was installed; else the address of its repository."""
    if repo:
        if "://" in repo or "@" in repo:
            return Source(repo, rev or f"v{VERSION}", "address")
        copy = Path(os.path.abspath(repo))
        found = _checkout(copy) or Source(copy.as_posix(), f"v{VERSION}", "folder")
    else:
        found = _installed() or Source(REPOSITORY, f"v{VERSION}", "unknown")
    return msgspec.structs.replace(found, rev=rev) if rev else found


def _installed() -> Source | None:
    """What pip noted when it installed carelint from a repository or folder; or the checkout that runs."""
    from importlib import metadata

    if here := _checkout(PACKAGE.parent):
        return here
    try:
        noted = metadata.distribution("carelint").read_text("direct_url.json") or "{}"
        data = msgspec.json.decode(noted, type=dict[str, msgspec.Raw])
        url = msgspec.json.decode(data["url"], type=str)
        if url.startswith("file:"):
            return _checkout(_path(url))
        commit = msgspec.json.decode(data["vcs_info"], type=dict[str, str])["commit_id"]
        return Source(_without_password(url), commit, "address")
    except (metadata.PackageNotFoundError, msgspec.MsgspecError, KeyError, ValueError):
        return None


def _path(url: str) -> Path:
    from urllib.request import url2pathname

    return Path(url2pathname(urlsplit(url).path))


def _checkout(folder: Path) -> Source | None:
    """The folder with the commit it is at, where it is a git checkout."""
    from linter.run import git

    if not (folder / ".git").exists():
        return None
    try:
        commit = git.run("-C", str(folder), "rev-parse", "--verify", "HEAD").decode("ascii").strip()
    except (git.GitError, InputError, UnicodeDecodeError):
        return None
    return Source(folder.as_posix(), commit, "folder")


def _without_password(url: str) -> str:
    """An address as it may stand in a file that others read."""
    parts = urlsplit(url)
    name, at, host = parts.netloc.rpartition("@")
    if at and (":" in name or parts.scheme != "ssh"):
        parts = parts._replace(netloc=host)
    return parts.geturl()
