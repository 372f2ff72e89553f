"""Where the files that GLOBO serves or keeps are found."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

PACKAGE_FOLDER = Path(__file__).resolve().parent


def assets_folder() -> Path:
    """The served files: inside the installed package, or beside it in a working tree."""
    packaged = PACKAGE_FOLDER / "_assets"
    return packaged if packaged.is_dir() else PACKAGE_FOLDER.parent / "assets"


def user_data_folder(environ: Mapping[str, str], platform: str = sys.platform) -> Path:
    """The folder in which this platform keeps a user's data, not created."""
    home = Path.home()
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "globo"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "globo"
    return Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "globo"


def is_writable(folder: Path) -> bool:
    """Whether files can be made in ``folder``, or in its nearest parent that exists."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK)
