"""The ``globo`` command line; one file per group of commands."""

import click

from dashboard.cli.check import check
from dashboard.cli.cut import cut
from dashboard.cli.db import db
from dashboard.cli.imports import import_file_command
from dashboard.cli.measure import measure
from dashboard.cli.sample import sample
from dashboard.cli.serve import serve
from dashboard.cli.template import template


@click.group()
def main() -> None:
    """GLOBO: the information system of a city's international-relations office."""


for _command in (serve, db, import_file_command, template, measure, cut, sample, check):
    main.add_command(_command)
