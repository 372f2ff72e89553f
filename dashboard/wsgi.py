"""The application for a WSGI server: ``gunicorn dashboard.wsgi:application``."""

from dashboard.config import Settings
from dashboard.factory import create_app

app = create_app(Settings.from_env())
application = app.server
store = app.server.extensions["globo_store"]
