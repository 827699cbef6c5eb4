"""Whether it all fits: the words to say into our time, the topics onto their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QProgressBar, QStyle, QWidget

from briefgen.desktop.counting import counted
from briefgen.desktop.folding import FoldingList
from briefgen.desktop.icons import icon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent

    from briefgen.pack.build import MadePack
    from briefgen.pack.fitting import Fitted
    from briefgen.pack.speaking import SpeakingTime

_METER = 9  # letters that the meter is wide


class RoomPanel(FoldingList):
    """A meter of the speaking time, and behind it the words, and what was left out to fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Speaking time, pages, and what was left out"), parent)
        self.sign = QLabel(self)
        self.sign.setAccessibleName(self.tr("Warning"))
        self.meter = QProgressBar(self)
        self.meter.setAccessibleName(self.tr("Speaking time"))
        self.meter.setTextVisible(False)
        letters = self.fontMetrics().averageCharWidth()
        self.meter.setMaximumWidth(_METER * letters)
        self.meter.setMaximumHeight(self.fontMetrics().height())
        self.head.insertWidget(0, self.sign)
        self.head.insertWidget(2, self.meter)
        self._over = False
        self._has_meter = False
        self.sign.hide()
        self.meter.hide()
        self.say(self.tr("To say: the pack is being made"))

    def show_made(self, made: MadePack) -> None:
        """Show how much ``made`` has to say, the pages of its topics and what it lost for them."""
        time = made.speaking
        over_pages = any(lost.pages > lost.allowed for lost in made.fitted)
        self._over = over_pages or (time is not None and not time.fits)
        self.list.clear()
        if time is not None:
            self.list.addItems(list(self._time_lines(time)))
            self._show_meter(time)
        for lost in made.fitted:
            self.list.addItems(list(self._page_lines(made, lost)))
        self.apply_icons()
        self.say(" ".join(filter(None, (self._time_sum(time), self._page_sum(made)))))

    def apply_icons(self) -> None:
        """Draw the sign in the colours of the palette as it is now."""
        size = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        self.sign.setPixmap(icon("warning", self.palette()).pixmap(size))
        self.sign.setVisible(self._over)

    def _show_meter(self, time: SpeakingTime) -> None:
        self._has_meter = bool(time.room and time.words)
        if time.room:
            self.meter.setRange(0, time.room)
            self.meter.setValue(min(time.words, time.room))

    def say(self, words: str) -> None:
        """Show ``words``, the meter beside them if there is room."""
        super().say(words)
        self._place_meter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words come before the meter, which says the same."""
        super().resizeEvent(event)
        self._place_meter()

    def _place_meter(self) -> None:
        needed = self.button.sizeHint().width() + self.meter.maximumWidth()
        signs = self.sign.sizeHint().width() if self._over else 0
        gaps = self.head.spacing() * self.head.count()
        self.meter.setVisible(self._has_meter and needed + signs + gaps <= self.width())

    def _time_sum(self, time: SpeakingTime | None) -> str:
        if time is None or not time.words:
            return ""
        if not time.room:
            return self.tr("To say: {words}.").format(words=self._words(time.words))
        if not time.fits:
            words = self.tr("Too much to say: {minutes}, we have {ours}.")
            ours = round(time.minutes_of_ours)
            return words.format(minutes=self._minutes(time), ours=ours)
        return counted(
            round(time.minutes_of_ours),
            self.tr("To say: {spoken} of our {count} minute."),
            self.tr("To say: {spoken} of our {count} minutes."),
            spoken=self.tr("under 1") if time.is_under_a_minute else round(time.minutes),
        )

    def _words(self, count: int) -> str:
        return counted(count, self.tr("{count} word"), self.tr("{count} words"))

    def _minutes(self, time: SpeakingTime) -> str:
        if time.is_under_a_minute:
            return self.tr("under 1 minute")
        return counted(round(time.minutes), self.tr("{count} minute"), self.tr("{count} minutes"))

    def _time_lines(self, time: SpeakingTime) -> Iterator[str]:
        if not time.words:
            yield self.tr("Nothing in this pack is to be said in the meeting.")
            return
        if time.room:
            about = self.tr("about {minutes}").format(minutes=self._minutes(time))
            yield self.tr("To say: {words}, {minutes}. There is time for {room} in {ours}.").format(
                words=self._words(time.words),
                minutes=self._minutes(time) if time.is_under_a_minute else about,
                room=self._words(time.room),
                ours=counted(
                    round(time.minutes_of_ours),
                    self.tr("the {count} minute that is ours"),
                    self.tr("the {count} minutes that are ours"),
                ),
            )
        else:
            yield self.tr(
                "To say: {words}. With the minutes of the meeting (Visit and look, The "
                "meeting) this tells whether they fit."
            ).format(words=self._words(time.words))
        yield self.tr("Core script: {script}. Further points: {points}, {words}.").format(
            script=self._words(time.script_words),
            points=time.points,
            words=self._words(time.point_words),
        )

    def _page_sum(self, made: MadePack) -> str:
        left_out = sum(len(lost.left_out) for lost in made.fitted)
        too_long = sum(lost.pages > lost.allowed for lost in made.fitted)
        if too_long:
            return counted(
                too_long,
                self.tr("Too many pages: {count} part."),
                self.tr("Too many pages: {count} parts."),
            )
        return self.tr("Left out to fit: {count}.").format(count=left_out) if left_out else ""

    def _page_lines(self, made: MadePack, lost: Fitted) -> Iterator[str]:
        from briefgen.pack.blocks import Heading  # noqa: PLC0415 - not before the window

        topic = made.selection.base.topics.get(lost.topic)
        whole = self.tr("The card") if lost.is_card else self.tr("The pack")
        headings = (b for b in made.pack.blocks if isinstance(b, Heading) and b.id == lost.section)
        heading = next(headings, None)
        title = topic.title if topic else heading.text if heading else whole
        allowed = self.tr("of {count}").format(count=lost.allowed)
        if lost.pages > lost.allowed:
            one, many = self.tr("where {count} is allowed"), self.tr("where {count} are allowed")
            allowed = counted(lost.allowed, one, many)
        yield self.tr("{title}: {pages} {allowed}, {count} left out").format(
            title=title,
            pages=counted(lost.pages, self.tr("{count} page"), self.tr("{count} pages")),
            allowed=allowed,
            count=len(lost.left_out),
        )
        for text in lost.words:
            words = self.tr("Left out of {title}: {words}")
            yield words.format(title=title, words=text)
