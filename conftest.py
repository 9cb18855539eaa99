"""How hard Hypothesis tries: 500 examples a property in CI, fewer at the desk, 10,000 for `make fuzz`.

`HYPOTHESIS_PROFILE=ci|dev|fuzz` chooses; without it, `CI` in the environment does.
"""

from __future__ import annotations

import os

from hypothesis import settings

# No deadline: a busy machine is no failure.
settings.register_profile("ci", max_examples=500, deadline=None, print_blob=True)
settings.register_profile("fuzz", max_examples=10_000, deadline=None, print_blob=True)
settings.register_profile("dev", max_examples=60, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))
