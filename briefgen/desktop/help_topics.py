"""What the help says of each part of the window, short enough to be read while at work."""

from __future__ import annotations

from functools import partial

from msgspec import Struct
from PySide6.QtCore import QCoreApplication

START = "start"
KEYS = "keys"


class Topic(Struct, frozen=True):
    """A page of the help: the part of the window it is about, its title, and Markdown."""

    name: str
    title: str
    text: str


def topics() -> tuple[Topic, ...]:
    """Every page but that of the keys, which is made from the menus."""
    return (*_of_a_new_pack(), *_of_what_goes_in(), *_of_the_pages(), *_of_the_files())


def _of_a_new_pack() -> tuple[Topic, ...]:
    say = partial(QCoreApplication.translate, "help")
    start = say(
        "1. **File › New**, then tick topics under *Contents* with the space key.\n"
        "2. Type the first and the last date, a year, a month or a day, and choose a product: "
        "it sets what the pack holds and how long it may be.\n"
        "3. Under *Visit and look* (Alt+L) say who meets whom, when and what for.\n"
        "4. Read the pages on the right. F2 puts a text in your words; *Checks* below the pages "
        "tells what is amiss.\n"
        "5. **Ctrl+E** writes Word and PDF, **Ctrl+S** keeps the brief.\n\n"
        "Nothing is written until you save or export, and Ctrl+Z takes back every choice. "
        "All of it happens on this machine."
    )
    contents = say(
        "Tick a topic, or a whole category, with the space key. The number beside it is how many "
        "facts it has in the dates; while you search, how many hold the words.\n\n"
        "The word beside a topic says how likely it is to come up: **certain** (Ctrl+1) gives "
        "the full brief, **possible** (Ctrl+2) points and figures, **unlikely** (Ctrl+3) only "
        "what to say if it is raised. On a category it counts for all its topics.\n\n"
        "Alt+Up and Alt+Down move a topic in the pack."
    )
    choices = say(
        "**From** and **To** take a year (2024), a month (2024-07) or a day (2024-07-03). "
        "A date that is none is told below and does not reach the pack.\n\n"
        "**Voice** is the side that the pack speaks for. **Product** is the kind of pack: what it "
        "holds, in which order, on how many pages at most. The last entry of the list takes a "
        "product file of your own: Alt+Down opens the list, End and Enter choose it."
    )
    return (
        Topic(START, say("From a new brief to the files"), start),
        Topic("contents", say("Topics"), contents),
        Topic("choices", say("Dates, voice and product"), choices),
    )


def _of_what_goes_in() -> tuple[Topic, ...]:
    say = partial(QCoreApplication.translate, "help")
    visit = say(
        "The list above holds the pages; the number in brackets is how many rows a page has. "
        "What is left empty is left out of the pack.\n\n"
        "In rows, Insert adds one below the chosen row, Delete takes it out, Alt+Up and Alt+Down "
        "move it; the fields below are those of the chosen row.\n\n"
        "People are found by any part of their name and bring office and source along; whoever "
        "is not in the register is typed in by name and office."
    )
    facts = say(
        "The column on the left says why a fact is chosen or not, and whether the pages leave it "
        "out. The space key takes it in or out whatever topics and dates say. **All facts** lists "
        "those outside them too, **Disputed** only those that others disagree with.\n\n"
        "Ctrl+F searches. Below the list stands the chosen fact in full: what disagrees with it, "
        "each a link to that fact, then its figures and sources. To take a side, tick its fact and "
        "untick the other; with both in the pack they stand side by side. F4 "
        "turns the pages to it, F2 puts it in other words.\n\n"
        "**File › Facts of your own…** works with another fact base, a file or a folder of tables; "
        "what is amiss in it is listed first, and *Back to the bundled facts* leaves it. F5 reads "
        "it anew once its tables have changed."
    )
    return (
        Topic("visit", say("Visit and look"), visit),
        Topic("facts", say("The facts"), facts),
    )


def _of_the_pages() -> tuple[Topic, ...]:
    say = partial(QCoreApplication.translate, "help")
    preview = say(
        "These are the pages that an export writes; each choice makes them anew. F5 makes them "
        "anew by hand, Alt+PgUp and Alt+PgDown turn them, Ctrl++ and Ctrl+- change their size."
    )
    room = say(
        "The minutes that the core script and the points take, and those that are ours; a sign "
        "and words tell of too much. Unfolded (space key), it says what each topic lost to keep "
        "to its pages, item by item.\n\n"
        "To keep an item, tick it in the list of facts, or take the tick from another. To change "
        "how much fits, choose another product or mark fewer topics as certain."
    )
    checks = say(
        "What is amiss, by what there is to do: first what must be mended for a final pack, last "
        "what others keep. The arrow keys turn the pages to each finding; Enter on “… more” shows "
        "all of a kind.\n\n"
        "**Let this fail, with a reason…** lets a rule that blocks fail; the reason is printed in "
        "the pack. **Let it block again** takes that back."
    )
    reword = say(
        "Choose a text on the left; the words that you type below take its place in the pack. "
        "Figures, names and sources that you leave standing stay tied to their facts; a number "
        "of your own is told by the checks. *Back to the original* takes your words away.\n\n"
        "A pack that was edited in Word comes back with Ctrl+I."
    )
    return (
        Topic("preview", say("The pages"), preview),
        Topic("room", say("To say: time and room"), room),
        Topic("checks", say("Checks"), checks),
        Topic("reword", say("Other words"), reword),
    )


def _of_the_files() -> tuple[Topic, ...]:
    say = partial(QCoreApplication.translate, "help")
    files = say(
        "Ctrl+E writes Word and PDF, Ctrl+Shift+D and Ctrl+Shift+P one of them. The name is made "
        "from number, issue, day and marking; another can be typed, with its folder.\n\n"
        "- **Final** takes the word “Draft” off. The files are read back and checked; while a "
        "check blocks, nothing is written and you are told why.\n"
        "- **Plain copy** has no generation record: fit to be handed on, but it cannot be "
        "verified later.\n"
        "- **Open with a password only** asks for it twice. It cannot be had again.\n\n"
        "Afterwards a panel lists what the files reveal, with buttons (F6) that open them or their "
        "folder (Ctrl+Shift+F). The brief itself (Ctrl+S) holds your choices, not the facts."
    )
    later = say(
        "**Ctrl+K** checks a finished DOCX or PDF: what was altered in it, and which of the facts "
        "it rests on have changed, were withdrawn or are past their review. Where it tells of "
        "changes, open the brief and read the pages anew.\n\n"
        "**File › Take in new facts…** shows what a file of updates changes that a trusted key has "
        "signed, and lays it over the facts at hand; the brief stays. For a new sender it asks for "
        "the file of the public key and shows its fingerprint: compare it by telephone.\n\n"
        "**Ctrl+U** lists what reads differently in a pack that was handed out, with the brief as "
        "it is now and the facts of today, and writes it as a numbered addendum.\n\n"
        "**Ctrl+R** lists what any such file reveals: names, paths, earlier words."
    )
    settings = say(
        "Unsaved work is kept in a folder of your own in case the program ends by itself, and "
        "removed when you save or leave the brief; so are the names of the briefs opened last. "
        "Both can be switched off, which also removes what was kept, in every window that is "
        "open. The copies are not encrypted."
    )
    return (
        Topic("files", say("Export and save"), files),
        Topic("later", say("A finished pack, later"), later),
        Topic("settings", say("What is kept on this machine"), settings),
    )
