"""What every test shares: hypothesis without a clock, because other people use the machine too."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("allonym", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("allonym")
