"""What each field on the visit is for, by the record and the key it has in a .brief."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication


def field_words(record: str, key: str) -> str:
    """A sentence about the field ``key`` of ``record``."""
    words = {"visit": _of_the_visit, "meeting": _of_the_meeting, "programme": _of_the_programme}
    return words.get(record, _of_rows)()[f"{record}.{key}"]


def _of_the_visit() -> dict[str, str]:
    say = partial(QCoreApplication.translate, "fields")
    return {
        "visit.title": say("The name of the visit, as the pack prints it."),
        "visit.place": say("Town and country."),
        "visit.dates": say("The first day, or first and last with a stroke between them."),
        "visit.principal": say("Who goes: the one for whom the pack is made."),
        "visit.counterpart": say("Whom the principal meets."),
        "visit.purpose": say("What the visit is to bring about, in a sentence."),
        "visit.requested_by": say("The office that asked for the pack."),
        "visit.last_met": say("The last meeting of the two sides, a fact: type any word of it."),
        "visit.time_zone": say("In which the hours of the programme are told."),
        "visit.prepared_by": say("The office or officer that made the pack."),
        "visit.contact": say("Whom a reader asks: a name, a telephone, an address."),
        "visit.number": say("The number of the pack in your register; its files bear it."),
        "visit.issue": say("Which issue of the pack this is."),
        "visit.copy": say("Which copy this is of how many."),
        "visit.distribution": say("Who receives the pack, one office a line."),
        "visit.return_by": say("To whom the copy goes back, or by when it is destroyed."),
    }


def _of_the_meeting() -> dict[str, str]:
    say = partial(QCoreApplication.translate, "fields")
    return {
        "meeting.minutes": say("How long the meeting is; the time to speak is reckoned from it."),
        "meeting.our_share": say("The part of the meeting in which our side speaks."),
        "meeting.words_per_minute": say("How fast the principal speaks, in words a minute."),
        "meeting.interpreter": say("Consecutive interpreting takes time of its own."),
    }


def _of_the_programme() -> dict[str, str]:
    say = partial(QCoreApplication.translate, "fields")
    return {
        "programme.event": say("What takes place, such as talks or a dinner."),
        "programme.day": say("Its day; a new event takes that of the one before."),
        "programme.time": say("Its hour, local time."),
        "programme.place": say("Where it takes place."),
        "programme.status": say("Whether the event is confirmed or expected."),
        "programme.greeter": say("Who receives the principal there."),
        "programme.speaks_first": say("Which side opens."),
        "programme.minutes": say("How long the event takes."),
        "programme.language": say("In which language it is held."),
        "programme.press": say("Whether the press is in the room."),
        "programme.dress": say("What is worn."),
    }


def _of_rows() -> dict[str, str]:
    say = partial(QCoreApplication.translate, "fields")
    return {
        "delegation.person": say("A person of the fact base: any part of the name finds one."),
        "delegation.side": say("To which delegation the person belongs."),
        "delegation.name": say("The name of somebody who is not in the register."),
        "delegation.office": say("The office of somebody who is not in the register."),
        "delegation.address": say("How the person is spoken to."),
        "practical.label": say("What the note is about, such as a telephone or a car."),
        "practical.text": say("The note itself."),
        "clearance.part": say("What was cleared: a topic, or the whole pack."),
        "clearance.drafted_by": say("Who wrote that part."),
        "clearance.cleared_by": say("Who cleared it."),
        "clearance.on": say("The day it was cleared."),
        "issues.number": say("The number of an issue that went out before."),
        "issues.on": say("The day it went out."),
        "issues.change": say("What that issue changed, in a few words."),
    }
