"""``globo serve``: runs the application under gunicorn with the settings of the environment."""

import os
import sys

import click

from dashboard.cli._store import EXIT_CONFIGURATION, opened
from dashboard.package_guard import ForeignPackage, check_packages


@click.command()
def serve() -> None:
    """Serve GLOBO; GLOBO_HOST, GLOBO_PORT and the other settings say where and how."""
    try:
        check_packages()
    except ForeignPackage as problem:
        click.echo(str(problem), err=True)
        sys.exit(EXIT_CONFIGURATION)
    with opened() as (settings, _store):
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    # gunicorn takes this process over, so that signals reach it and nothing stands in between.
    os.execv(  # noqa: S606 - our own interpreter, no shell
        sys.executable,
        [sys.executable, "-m", "gunicorn", "-c", "python:dashboard.gunicorn_config"],
    )
