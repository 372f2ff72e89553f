#!/usr/bin/env python3
"""The two commands of GLOBO on a bare Debian: `python3 tasks.py run` and `python3 tasks.py test`.

Only the standard library. A third, `messages`, brings the translation file up to date.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMP = VENV / "globo-stamp"
PREPARED = "prepared"


def sh(*command: object, check: bool = True, **options: object) -> int:
    """Run a command in the root of the repository, saying so; without standard input."""
    words = [str(word) for word in command]
    print("+", " ".join(words), flush=True)
    done = subprocess.run(words, check=False, stdin=subprocess.DEVNULL, cwd=ROOT, **options)
    if check and done.returncode:
        sys.exit(done.returncode)
    return done.returncode


def apt_install(*packages: str) -> None:
    """Install Debian packages as root or through sudo; otherwise say what is missing and stop."""
    wanted = " ".join(packages)
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    can_install = shutil.which("apt-get") and (
        not prefix
        or (
            shutil.which("sudo")
            and subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode
            == 0
        )
    )
    if not can_install:
        sys.exit(
            f"Missing on this machine / Falta en este equipo: {wanted}\n"
            f"    sudo apt-get install {wanted}"
        )
    if "postgresql" in packages:
        # The tests start their own cluster; Debian would otherwise create and start one more.
        folder = "/etc/postgresql-common"
        sh(
            *prefix, "sh", "-c",
            f"mkdir -p {folder}; test -e {folder}/createcluster.conf || "
            f"echo 'create_main_cluster = false' > {folder}/createcluster.conf",
        )  # fmt: skip
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    apt += ["-qq", "-o", "DPkg::Lock::Timeout=300"]
    sh(*apt, "update")
    sh(*apt, "install", "-y", "--no-install-recommends", *packages)


def make_venv(extra: str = "") -> None:
    """A virtual environment with GLOBO in it, pinned; nothing happens when it is up to date."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have an older one
        sys.exit("GLOBO needs Python 3.11 or newer / GLOBO necesita Python 3.11 o superior.")
    digest = hashlib.sha256(f"{sys.version} {ROOT}".encode())
    for name in ("constraints.txt", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    wanted = digest.hexdigest()
    present = STAMP.read_text().split() if STAMP.exists() else []
    if present[:1] == [wanted] and (not extra or extra in present):
        return
    if not (BIN / "pip").exists():
        create = (sys.executable, "-m", "venv", "--clear", VENV)
        if sh(*create, check=False, stderr=subprocess.DEVNULL):
            apt_install("python3-venv")
            sh(*create)
    what = f".[{extra}]" if extra else "."
    sh(BIN / "pip", "install", "-q", "--disable-pip-version-check", "--no-input",
       "-c", "constraints.txt", "-e", what)  # fmt: skip
    STAMP.write_text(f"{wanted} {extra}")


def install_test_programs() -> None:
    """The browser, its driver and the database server that the tests drive."""
    missing = []
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        missing.append("chromium")
    if not shutil.which("chromedriver"):
        missing.append("chromium-driver")
    has_postgresql = any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not has_postgresql and not shutil.which("initdb"):
        missing.append("postgresql")
    if missing:
        apt_install(*missing)


def run() -> None:
    """Serve GLOBO on this machine, with demonstration data if its database is empty."""
    make_venv()
    data = Path(os.environ.setdefault("GLOBO_DATA_DIR", str(ROOT / "var")))
    if not is_prepared(data):
        sh(BIN / "globo", "db", "upgrade")
        sh(BIN / "globo", "sample", "load", "--if-empty")
        (data / PREPARED).write_text(migrations())
    os.chdir(ROOT)
    os.execv(BIN / "globo", ["globo", "serve"])


def is_prepared(data: Path) -> bool:
    """Whether the SQLite file of this folder went through the migrations of this version.

    Two processes less on every later start; a database named by its URL is always asked.
    """
    note = data / PREPARED
    has_own_file = "GLOBO_DATABASE_URL" not in os.environ and (data / "globo.db").exists()
    return has_own_file and note.exists() and note.read_text() == migrations()


def migrations() -> str:
    """The names of the migrations of this version."""
    folder = ROOT / "data_access" / "store" / "migrations" / "versions"
    return " ".join(sorted(path.stem for path in folder.glob("*.py")))


def test() -> None:
    """Every check, on both database engines and in a browser; further words go to pytest."""
    make_venv("test")
    install_test_programs()
    checks = (
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
        ("lint-imports",),
        ("pytest", "-n", "2", "--dist", "loadfile", *sys.argv[2:]),
    )
    failed = []
    for program, *arguments in checks:
        begun = time.monotonic()
        if sh(BIN / program, *arguments, check=False):
            failed.append(program)
        print(f"  {program}: {time.monotonic() - begun:.0f} s", flush=True)
    sys.exit(f"Failed: {', '.join(failed)}" if failed else 0)


def messages() -> None:
    """Add new Spanish messages to the English file and drop those that no code uses."""
    make_venv("test")
    sh(BIN / "python", "-m", "layouts.texts.extraction")


COMMANDS = {"run": run, "test": test, "messages": messages}

if __name__ == "__main__":
    command = COMMANDS.get(sys.argv[1] if len(sys.argv) > 1 else "run")
    if command is None:
        sys.exit(f"python3 tasks.py {'|'.join(COMMANDS)}")
    command()
