"""What every test shares: hypothesis without a clock, because other people use the machine too."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("allonym", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("allonym")

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure() -> None:
    """Stop where a module was changed after machine code was made of it: the tests would test what it was before."""
    suffix = str(sysconfig.get_config_var("EXT_SUFFIX"))
    for package in ("normalize", "gazetteer"):
        for compiled in (ROOT / package).rglob(f"*{suffix}"):
            name = compiled.name.removesuffix(suffix)
            source = next(filter(Path.is_file, (compiled.with_name(name + end) for end in (".c", ".py"))), None)
            if source is not None and source.stat().st_mtime_ns > compiled.stat().st_mtime_ns:
                pytest.exit(f"{source} is newer than the machine code of it: install again, or delete {compiled}", 2)
