"""The house style: page, type and colours, read from a Word file so that both writers agree.

A ministry brands its packs by editing ``templates/house/*.docx`` in Word; nothing about looks
stands anywhere else.

What both writers take as given, so that their pages look alike:

- Between two paragraphs stands the larger of the space after the first and before the second, not
  both, as in Word. ``space_before`` counts at the top of a page only after a break that was asked
  for (the cover's title, a heading on a new page).
- A shaded paragraph or a paragraph with a bar (``border_left``) begins with its fill at
  ``left_indent`` less a gap of 6 points, and its bar stands outside that; neighbouring ones of
  one box (a callout's title and items) are filled through without a white gap.
- Header and footer are those of the house with the pack's words in them; what they lack is
  added by one rule, which stands in `render.furniture_filling`.
- A draft bears its word (`Furniture.draft`), light on dark, before the running title and before
  the information as at; in a header or footer that has neither, in a line of its own beside the
  marking.
- A cover is: Title, Subtitle, then label and value of each detail one above the other (Cover
  Label, Cover Detail), then the notice (Note). What follows a cover starts a fresh page. One that
  would run over gives up its gaps before it does, that above the title first.
- A table of up to ``SMALL_TABLE`` rows stays on one page, as does a numbered list of up to
  ``WHOLE_LIST`` items; of longer ones, and of lists with bullets, two stand on the last page. A
  note stays with the end of what it is on (`render.together`).
- A table's caption stands above it, after ``Furniture.table_label`` with the table's number.
- Footnotes (Footnote Text) stand at the foot of their page under a short rule, each behind its
  number; the number is small and raised, whatever else Footnote Reference says.
- A figure's caption stands above its drawing, after ``Furniture.figure_label`` with its number;
  under the drawing the finding (Body Text) and the source (Note).
- Table notes are in style Note, 8 points (``AFTER_TABLE``) clear of what comes after a table or
  a callout, where the styles do not already ask for more. Running text is 6 points
  (``AFTER_BAR``) clear of a paragraph with a bar or a ground before it.
"""

# Without ``from __future__ import annotations``: a house made ready is read by the types of these
# fields, and names would have to be compiled to be looked up, a fiftieth of a short process.

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from briefgen.render.furniture import Furniture
from briefgen.render.styles import PageBorder, TableStyle, TextStyle

# Names of the styles a house may define; what it lacks `house_file.completion` makes.
STYLE_NAMES = (
    *("Title", "Subtitle", "Cover Label", "Cover Detail"),
    *("Heading 1", "Heading 2", "Heading 3"),
    *("Body Text", "Lead Paragraph", "Objective", "They May Raise", "Our Response", "Note"),
    *("List Bullet", "List Number", "Spoken Line", "Card Line"),
    *("Caption", "Table Head", "Table Text", "Callout Title", "Callout Text", "Source Entry"),
    *("TOC Heading", "TOC 1", "TOC 2", "TOC 3"),
    *("Header", "Footer", "Marking"),
    "Footnote Text",
    # Character styles, read as over Body Text.
    *("Hyperlink", "Citation", "Item Tag", "Footnote Reference"),
)
CHARACTER_STYLES = frozenset({"Hyperlink", "Citation", "Item Tag", "Footnote Reference"})
TABLE_STYLE = "Briefing Table"
SMALL_TABLE = 4  # rows up to which a table stays on one page
WHOLE_LIST = 4  # items up to which a list that is counted stays on one page
DRAFT_FILL = (
    "1F1F1F"  # ground and ink of the word for a draft: plain in any house, and on grey paper
)
DRAFT_INK = "FFFFFF"
AFTER_FIGURE = 4.0  # points between a drawing and the words beneath it
CONTENTS_GAP = 24.0  # points between two columns of contents
ROOM_FOR_NUMBER = "000"  # what an entry of the contents keeps free at its end
AFTER_BAR = 6.0  # points between a paragraph with a bar and running text
AFTER_TABLE = 8.0  # points between a table or a callout and what comes next


# Of a section of the house, what a Word file keeps, in the order that the schema wants.
SECTION_TAGS = ("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "cols")
# In `WordParts`, where a writer puts what depends on the pack. The first two are no characters,
# so no text has them.
LANGUAGE_MARK = "\ufdd1"
COLUMN_MARK = "\ufdd2{}\ufdd2"  # with the name of the style
FORMS_MARK, LISTS_MARK = "<?forms ?>", "<?lists ?>"


class WordParts(Struct, frozen=True, array_like=True):
    """What of a house only a Word file carries: XML, with marks where more is put in."""

    styles: str
    styles_in_columns: str  # with entries of the contents that end where the mark of each says
    style_ids: Mapping[str, str]  # by the names of STYLE_NAMES and TABLE_STYLE
    lists: str
    listed: tuple[str, ...]  # the styles that are of a list
    list_forms: Mapping[str, str]  # the id of the definition behind it, by style
    last_list: int  # the highest number of a list
    last_form: int  # and of a definition
    theme: bytes
    section: Mapping[str, str]  # properties by tag


class House(Struct, frozen=True, array_like=True):
    """A house style read from a Word file; ``digest`` is the SHA-256 of that file."""

    name: str
    digest: str
    page_width: float
    page_height: float
    margin_top: float
    margin_right: float
    margin_bottom: float
    margin_left: float
    header_distance: float
    footer_distance: float
    styles: Mapping[str, TextStyle]
    table: TableStyle
    word: WordParts
    furniture: tuple[Furniture, Furniture]  # of upright pages, and of those on their side
    remarks: tuple[str, ...] = ()  # what of the file could not be kept, for whoever made it
    border: PageBorder | None = None
    mirrored: bool = False  # whether the margins change sides on left pages, the even ones

    @property
    def text_width(self) -> float:
        """Width of the text column in points."""
        return self.page_width - self.margin_left - self.margin_right


class ReadyHouse(Struct, frozen=True, array_like=True):
    """A house as it is kept ready: it counts for the version of the program that read it."""

    version: str
    house: House


def left_page(house: House) -> House:
    """``house`` as its left pages are: what is at the outer edge of a right one is so there too."""
    if not house.mirrored:
        return house
    return replace(house, margin_left=house.margin_right, margin_right=house.margin_left)


def turned(house: House) -> House:
    """``house`` with its page lying on its side; the margins stay at their edges."""
    return replace(house, page_width=house.page_height, page_height=house.page_width)
