"""``globo serve``: runs the application under gunicorn with the settings of the environment."""

import os
import sys

import click

from dashboard.config import InvalidSetting, Settings
from dashboard.package_guard import ForeignPackage, check_packages

EXIT_CONFIGURATION = 78


@click.command()
def serve() -> None:
    """Serve GLOBO; GLOBO_HOST, GLOBO_PORT and the other settings say where and how."""
    try:
        settings = Settings.from_env()
        check_packages()
    except (InvalidSetting, ForeignPackage) as problem:
        click.echo(str(problem), err=True)
        sys.exit(EXIT_CONFIGURATION)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    # gunicorn takes this process over, so that signals reach it and nothing stands in between.
    os.execv(  # noqa: S606 - our own interpreter, no shell
        sys.executable,
        [sys.executable, "-m", "gunicorn", "-c", "python:dashboard.gunicorn_config"],
    )
