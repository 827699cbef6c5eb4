"""When a plan is overdue: what it is for has passed, and no fact says that it was done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.factbase.base import FactBase
    from briefgen.factbase.records import Fact


def is_overdue(base: FactBase, plan: Fact, as_of: date) -> bool:
    """Whether the last of the date of ``plan`` and of its aims lies behind ``as_of``."""
    aims = (o.target_for for o in base.observations_of.get(plan.id, ()))
    return max(plan.date.stop, *(aim.stop for aim in aims if aim), date.min) <= as_of
