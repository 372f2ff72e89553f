"""GLOBO does not start among files of another distribution."""

import pytest

from dashboard import package_guard
from dashboard.package_guard import ForeignPackage, check_packages


def test_this_installation_is_sound():
    check_packages()


def test_another_distribution_with_our_names_is_refused(monkeypatch):
    owners = {"callbacks": ["globo-bogota", "other-callbacks"]}
    monkeypatch.setattr(package_guard, "packages_distributions", lambda: owners)
    with pytest.raises(ForeignPackage, match="other-callbacks"):
        check_packages()


def test_packages_in_different_folders_are_refused(monkeypatch, tmp_path):
    (tmp_path / "layouts.py").write_text("", "utf-8")
    homes = {name: tmp_path / name for name in package_guard.PACKAGES}
    monkeypatch.setattr(package_guard, "_home", homes.get)
    with pytest.raises(ForeignPackage, match="misma carpeta"):
        check_packages()
