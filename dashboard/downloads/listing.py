"""A plain page with every download, for readers and programs that run no script."""

from html import escape
from string import Template

from dashboard.borrowed_files import BOOTSTRAP_URL
from data_access.measures.result import Measure
from layouts.texts.catalogue import _, language, translate

_PAGE = Template("""<!DOCTYPE html>
<html lang="$lang">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>$title · GLOBO</title>
<link rel="stylesheet" href="$css">
</head>
<body class="bg-body text-body">
<main class="container py-5">
<p><a href="/">GLOBO</a></p>
<h1 class="h2">$title</h1>
<p>$intro</p>
<dl>
$items
</dl>
</main>
</body>
</html>
""")
_ITEM = Template(
    '<dt>$title</dt><dd>$definition<br><a href="$address.csv" aria-label="$title, CSV">CSV</a> · '
    '<a href="$address.xlsx" aria-label="$title, XLSX">XLSX</a></dd>'
)


def listing(measures: list[Measure], prefix: str) -> str:
    """The HTML of the page; the files are at ``prefix/<measure>.csv`` and ``.xlsx``."""
    return _PAGE.substitute(
        lang=language(),
        css=BOOTSTRAP_URL,
        title=escape(_("Descargas")),
        intro=escape(_("Cada archivo dice sus filtros, su corte, su fuente y su licencia.")),
        items="\n".join(
            _ITEM.substitute(
                title=escape(translate(measure.title)),
                definition=escape(translate(measure.definition)),
                address=f"{prefix}/{measure.name}",
            )
            for measure in measures
        ),
    )
