"""Settings come from the environment, and a bad one is told with a sentence."""

from pathlib import Path

import pytest

from dashboard.config import SETTINGS, InvalidSetting, Settings
from dashboard.paths import user_data_folder


def test_defaults_listen_on_this_machine_only():
    settings = Settings.from_env({"XDG_DATA_HOME": "/home/ana/.data"})
    assert settings.url == "http://127.0.0.1:8050"
    assert settings.data_dir == Path("/home/ana/.data/globo")
    assert settings.database_url == "sqlite:////home/ana/.data/globo/globo.db"
    assert (settings.workers, settings.threads) == (2, 4)


def test_values_are_read():
    settings = Settings.from_env(
        {
            "GLOBO_DATA_DIR": "/srv/globo",
            "GLOBO_DATABASE_URL": "postgresql://db/globo",
            "GLOBO_PORT": "9000",
            "GLOBO_TRUSTED_HOSTS": "globo.example.org, .example.com",
            "GLOBO_HTTPS": "sí",
            "GLOBO_LOG_LEVEL": "warning",
        }
    )
    assert settings.database_url == "postgresql://db/globo"
    assert settings.port == 9000
    assert settings.trusted_hosts == ("globo.example.org", ".example.com")
    assert settings.https
    assert settings.log_level == "WARNING"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GLOBO_PORT", "0"),
        ("GLOBO_PORT", "http"),
        ("GLOBO_PORT", "8" * 5000),
        ("GLOBO_WORKERS", "-1"),
        ("GLOBO_THREADS", "²"),
        ("GLOBO_HTTPS", "quizás"),
        ("GLOBO_TRUSTED_HOSTS", "a b"),
        ("GLOBO_TRUSTED_HOSTS", ","),
        ("GLOBO_LOG_LEVEL", "LOUD"),
    ],
)
def test_a_bad_value_is_refused_with_its_name(name: str, value: str):
    with pytest.raises(InvalidSetting, match=name):
        Settings.from_env({name: value})


def test_every_setting_has_help_and_a_field():
    for setting in SETTINGS:
        assert setting.name.startswith("GLOBO_")
        assert len(setting.help) > 10
        assert setting.field in Settings.__dataclass_fields__


@pytest.mark.parametrize(
    ("platform", "environ", "tail"),
    [
        ("linux", {}, ".local/share/globo"),
        ("darwin", {}, "Library/Application Support/globo"),
        ("win32", {}, "AppData/Local/globo"),
    ],
)
def test_the_data_folder_follows_the_platform(platform, environ, tail):
    assert user_data_folder(environ, platform).as_posix().endswith(tail)
