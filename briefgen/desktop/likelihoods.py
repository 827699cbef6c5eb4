"""How likely topics are to come up, as the user sets it, kept as short as it can be. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefgen.pack.request import Likelihood

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.factbase.base import FactBase
    from briefgen.pack.request import Request


def likelihoods(base: FactBase, request: Request) -> Mapping[str, Likelihood | None]:
    """What each topic of ``base`` and each category is said to be; None for a mixed category."""
    told: dict[str, Likelihood | None] = {
        topic.id: request.likelihood_of(topic.id, topic.category) for topic in base.topics.values()
    }
    for topic in base.topics.values():
        alike = told.setdefault(topic.category, told[topic.id]) is told[topic.id]
        if not alike:
            told[topic.category] = None
    return told


def with_likelihood(base: FactBase, request: Request, name: str, likelihood: Likelihood) -> Request:
    """``request`` with a topic, or all topics of a category, said to be ``likelihood``."""
    told = {key: value for key, value in request.likelihood if key != name}
    if name in base.topics:
        usual = told.get(base.topics[name].category, Likelihood.CERTAIN)
    else:
        usual = Likelihood.CERTAIN
        told = {
            key: value
            for key, value in told.items()
            if key not in base.topics or base.topics[key].category != name
        }
    if likelihood is not usual:
        told[name] = likelihood
    return replace(request, likelihood=tuple(told.items()))
