"""``globo serve``: runs the application under gunicorn with the settings of the environment."""

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
    # Unix only, hence not at the top: the other commands work everywhere.
    from gunicorn.app.wsgiapp import run

    sys.argv = ["gunicorn", "-c", "python:dashboard.gunicorn_config"]
    run()
