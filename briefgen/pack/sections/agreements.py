"""The register of agreements: what is signed or meant to be, and what is to be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.pack.blocks import Block, Column, Heading, Table
from briefgen.pack.inlines import FactText, Inline, Inlines, Strong, Text
from briefgen.pack.select import Why
from briefgen.pack.wording import capitalised

if TYPE_CHECKING:
    from briefgen.factbase.records import Agreement
    from briefgen.pack.draft import Draft

NOT_STATED = "not-stated"
AGREEMENTS_TOPIC = "relations.agreements"
_SIGNED = ("signed", "in-force", "expired")  # what is in force has been signed


def agreements(draft: Draft) -> list[Block]:
    """The agreements that the pack tells of, the newest first, then those not signed.

    Where none has a next step, no column is kept for them.
    """
    shown = agreements_in_pack(draft)
    if not shown:
        return []
    words = draft.words
    rows = [_row(draft, agreement) for agreement in _newest_first(draft, shown)]
    has_steps = any(step for *_, step in rows)
    titles = ("instrument", "date", "status", "next_step")
    shares = (0.37, 0.155, 0.145, 0.33) if has_steps else (0.56, 0.24, 0.2)
    table = Table(
        "agreements.table",
        words.get("captions", "agreements"),
        tuple(
            Column(words.get("columns", title), share)
            for title, share in zip(titles[: len(shares)], shares, strict=True)
        ),
        tuple(row[: len(shares)] for row in rows),
        ((Text(_note(draft, has_steps=has_steps)),),),
    )
    return [Heading("agreements", 1, words.heading("agreements"), new_page=True), table]


def _note(draft: Draft, *, has_steps: bool) -> str:
    """What the words of the table claim and what they do not."""
    keys = ["agreements_note"]
    if has_steps:
        keys.append("agreements_note_steps" + ("_open" if draft.is_for_release else ""))
    return " ".join(map(draft.words.label, keys))


def agreements_in_pack(draft: Draft) -> list[Agreement]:
    """The agreements that the selected facts show.

    Who asks for agreements and for no field beside the relations asks for those of all fields: what
    was signed on transit or defence is one of them, under whichever topic its fact is filed. Who
    named fields has those, and a table of two pages as it is.
    """
    topics = draft.selection.request.topics
    of_all_fields = AGREEMENTS_TOPIC in topics and all(
        topic.partition(".")[0] == AGREEMENTS_TOPIC.partition(".")[0] for topic in topics
    )
    return [
        agreement
        for agreement in draft.base.agreements.values()
        if _is_chosen(draft, agreement) or (of_all_fields and _is_of_note(draft, agreement))
    ]


def _is_chosen(draft: Draft, agreement: Agreement) -> bool:
    """Whether the fact that shows it is in the pack, and its signing in the range of dates.

    What is not signed, or at no known time, has only its fact to go by; a pinned fact is wanted
    whenever it was signed.
    """
    chosen = draft.selection.facts.get(agreement.fact)
    if not chosen:
        return False
    return chosen.why is Why.PINNED or _is_in_range(draft, agreement)


def _is_of_note(draft: Draft, agreement: Agreement) -> bool:
    """Whether what was filed under a field that is not asked for is news to who did not ask.

    Without a date or a step to take, it is none.
    """
    tells = bool(agreement.date or agreement.next_step)
    may_cite = tells and draft.may_cite(agreement.fact, in_range=True)
    return may_cite and _is_in_range(draft, agreement)


def _is_in_range(draft: Draft, agreement: Agreement) -> bool:
    if agreement.date is None:
        return True
    dates = draft.selection.request.dates
    if agreement.date.starts_unknown:
        return dates.start <= agreement.date.last < dates.stop
    return agreement.date.meets(dates)


def is_signed(draft: Draft, agreement: Agreement) -> bool:
    """Whether the table of the pack shows it as signed, or as more than that."""
    return _status_of(draft, agreement)[0] in _SIGNED


def _newest_first(draft: Draft, shown: list[Agreement]) -> list[Agreement]:
    """Those with a day of signing first; the others by the date of the fact that shows them.

    What bears one day stays in the order of the register, where the weightiest stand first.
    """

    def place(agreement: Agreement) -> tuple[bool, int]:
        known = agreement.date or draft.base.facts[agreement.fact].date
        day = known.last if known.starts_unknown else known.start
        return agreement.date is None, -day.toordinal()

    return sorted(shown, key=place)


def _row(draft: Draft, agreement: Agreement) -> tuple[Inlines, ...]:
    """One agreement; each fact is cited in the cell that first rests on it."""
    fact = agreement.fact
    title = draft.held_text(agreement.title, fact), Text(" "), draft.cite([fact])
    when = draft.wording.interval(agreement.date) if agreement.date else ""
    signed = FactText(when, fact) if when else Text(draft.words.label("no_signing"))
    return title, (signed,), _status(draft, agreement), _next_step(draft, agreement)


def _status(draft: Draft, agreement: Agreement) -> Inlines:
    status, fact = _status_of(draft, agreement)
    said = FactText(capitalised(draft.words.get("statuses", status)), fact)
    return (said,) if fact == agreement.fact else (said, Text(" "), draft.cite([fact]))


def _status_of(draft: Draft, agreement: Agreement) -> tuple[str, str]:
    """The status and the fact that shows it; "not stated" where the pack may not use that."""
    if draft.may_cite(agreement.status_fact, in_range=True):
        return agreement.status, agreement.status_fact
    return NOT_STATED, agreement.fact


def _next_step(draft: Draft, agreement: Agreement) -> Inlines:
    """What is to be done, by whom and by when, with a word where that day has passed.

    A copy for release says no more than that the day was then: what came of it others may know.
    """
    fact = agreement.next_fact
    if not agreement.next_step or not draft.may_cite(fact, in_range=True):
        return ()
    label = draft.words.label
    said: list[Inline] = [draft.held_text(agreement.next_step, fact)]
    between = Text(draft.words.get("punctuation", "semicolon"))
    if agreement.owner:
        said += [between, draft.held_text(draft.base.organisation_name(agreement.owner), fact)]
    is_overdue = agreement.due is not None and agreement.due.stop <= draft.as_of
    if agreement.due:
        due = "was_due" if is_overdue and draft.is_for_release else "due"
        said += [between, FactText(label(due, date=draft.wording.interval(agreement.due)), fact)]
    if is_overdue and not draft.is_for_release:
        said += [Text(draft.words.get("punctuation", "full_stop")), Strong(label("overdue"), fact)]
    if fact != agreement.fact:
        said += [Text(" "), draft.cite([fact])]
    return tuple(said)
