"""The printed words of a pack in every language, and packs written with them."""

from __future__ import annotations

import csv
import re
import tomllib
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from babel import Locale
from msgspec.structs import replace

from briefgen.errors import UsageError
from briefgen.factbase.dates import parse_edtf
from briefgen.factbase.records import ObservationStatus, PeriodKind
from briefgen.pack.blocks import Table
from briefgen.pack.figure_blocks import CorridorDiagram, FigureBlock
from briefgen.pack.inlines import Citation, Link, Text, language_of, plain
from briefgen.pack.product import product_names, read_product
from briefgen.pack.request import Delegate, Side, Visit
from briefgen.pack.said import block_text, inline_runs
from briefgen.pack.templates import HELD_IN, language_names, read_words
from briefgen.pack.wording import ORDINAL_UNITS, Wording, split_unit
from briefgen.pack.wordlists import read_wordlists
from briefgen.resources import bundled_data, bundled_templates
from tests.pack.making import bundled_base, make_bundled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.pack.blocks import Pack

LANGUAGES = language_names(bundled_templates())  # one that is being added is tested too
_TRANSLATED = tuple(name for name in LANGUAGES if name != HELD_IN)
_EMPTY_ON_PURPOSE = {"audiences.any"}  # said to anybody: nothing is printed
_BRACES = re.compile(r"\{(\w+)\}")


@cache
def _document(language: str) -> dict[str, Any]:
    path = bundled_templates() / "words" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _entries(language: str) -> dict[str, Any]:
    """Every entry by group and key."""
    groups = {k: v for k, v in _document(language).items() if k != "language"}
    return {f"{group}.{key}": text for group, held in groups.items() for key, text in held.items()}


def _forms(entry: object) -> list[str]:
    return list(entry.values()) if isinstance(entry, dict) else [str(entry)]


def _texts(language: str) -> Iterator[tuple[str, str]]:
    for name, entry in _entries(language).items():
        for form in _forms(entry):
            yield name, form


def test_the_four_languages_are_there() -> None:
    """English, Kazakh, Russian and Urdu."""
    assert {"en", "kk", "ru", "ur"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    """A key that one language lacks would stop a pack."""
    missing = _entries(HELD_IN).keys() - _entries(language).keys()
    unknown = _entries(language).keys() - _entries(HELD_IN).keys()
    assert (sorted(missing), sorted(unknown)) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_names_a_command_of_the_program(language: str) -> None:
    """Who reads a pack may never have seen the program: commands are told to who runs it."""
    for name, text in _texts(language):
        assert "briefgen" not in text, name
        assert "--" not in text, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_the_braces_of_the_english(language: str) -> None:
    """What the program fills in is said in every language, and in every form of a word."""
    english = {name: set(_BRACES.findall(text)) for name, text in _texts(HELD_IN)}
    wrong = [
        (name, text)
        for name, text in _texts(language)
        if sorted(_BRACES.findall(text)) != sorted(english[name])
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_without_a_reason(language: str) -> None:
    """A word that was not translated is not left blank."""
    empty = {name for name, text in _texts(language) if not text.strip()}
    assert empty == _EMPTY_ON_PURPOSE


@pytest.mark.parametrize("language", LANGUAGES)
def test_counted_words_have_the_plural_forms_of_their_language(language: str) -> None:
    """As CLDR has them; ordinals by their own rule."""
    locale = Locale.parse(read_words(bundled_templates(), language).language, sep="-")
    for name, entry in _entries(language).items():
        if isinstance(entry, dict):
            rule = locale.ordinal_form if name.startswith("ordinals.") else locale.plural_form
            assert set(entry) == {*rule.tags, "other"}, name


@pytest.mark.parametrize("language", _TRANSLATED)
def test_no_word_is_left_in_english(language: str) -> None:
    """A text of letters differs from the English; names of programs and codes may stay."""
    english = dict(_texts(HELD_IN))
    code = re.compile(r"SHA-256|Natural Earth|briefgen [a-z -]+|\{\w+\}|'[^']*'")
    patterns = ("dates", "plural.")
    for name, text in _texts(language):
        if name.startswith(patterns) and "'" not in english[name] and not _BRACES.search(text):
            continue  # a pattern of letters for year, month and day; a name of a plural category
        words = re.sub(r"\bd\b|\by\b|[ML]{4}|\W|\d", " ", code.sub(" ", text))
        assert not re.search(r"[A-Za-z]{2,}", words), (name, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_units_topics_products_and_markings_of_the_program_are_translated(language: str) -> None:
    """Everything the bundled facts and products can print has words in every language."""
    words = read_words(bundled_templates(), language)
    with (bundled_data() / "topics.csv").open(encoding="utf-8", newline="") as file:
        topics = {row["id"]: row["title"] for row in csv.DictReader(file)}
    assert set(words.groups["topics"]) == set(topics)
    units = {split_unit(o.unit)[1] for o in bundled_base().observations.values()}
    assert units - {*words.groups["units"], *ORDINAL_UNITS} == set()
    names = product_names(bundled_templates())
    assert set(words.groups["products"]) == set(names)
    for name in names:
        product = read_product(bundled_templates(), name)
        assert product.default_marking in words.groups["markings"]
        if language == HELD_IN:
            assert words.get("products", name) == product.title
    if language == HELD_IN:
        assert words.groups["topics"] == topics


@pytest.mark.parametrize("language", _TRANSLATED)
def test_what_is_counted_is_named_in_the_language_of_the_direction_beside_it(
    language: str,
) -> None:
    """Every measure of the bundled facts that has a direction; else a label is half English."""
    words = read_words(bundled_templates(), language)
    base = bundled_base()
    beside = {o.measure for o in base.observations.values() if o.flow}
    made = make_bundled(topics=("trade",), language=language, first="2023", last="2026")
    told = " ".join(
        plain(cell)
        for block in made.pack.blocks
        if isinstance(block, Table) and block.id.endswith(".figures.table")
        for cell in (row[0] for row in block.rows)
    )

    assert beside <= words.groups["measures"].keys()
    held = read_words(bundled_templates(), HELD_IN).groups["measures"]
    assert held == {name: base.measures[name].title for name in held}
    assert words.get("measures", "trade.value") in told
    assert base.measures["trade.value"].title not in told


@pytest.mark.parametrize("language", _TRANSLATED)
def test_two_targets_are_told_apart_in_every_language(language: str) -> None:
    """One billion within one year, by a prime minister, is no billion in the years ahead."""
    words = read_words(bundled_templates(), language)
    held = read_words(bundled_templates(), HELD_IN).groups["counted"]
    labels = {o.label for o in bundled_base().observations.values() if o.flow and o.label}
    made = make_bundled(topics=("trade.targets",), language=language, first="2023", last="2026")
    (table,) = (b for b in made.pack.blocks if b.id == "trade.targets.figures.table")
    assert isinstance(table, Table)
    told = [plain(row[0]) for row in table.rows]

    assert held == {label: label for label in labels}
    assert words.groups["counted"].keys() == labels
    assert len({*told}) == len(told) > 1
    assert told[0].startswith(words.get("counted", "Goods trade within one year"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_marking_keeps_a_pack_as_close_in_every_language(language: str) -> None:
    """“Not secret” alone, where English adds “for official use”, would let it travel further."""
    words = read_words(bundled_templates(), language)
    lists = read_wordlists(bundled_templates())
    for held, said in words.groups["markings"].items():
        kept = [any(w in text.lower() for w in lists["for_the_house"]) for text in (held, said)]
        is_open = [text.lower() in lists["open_to_all"] for text in (held, said)]
        assert kept[0] == kept[1], said
        assert is_open[0] == is_open[1], said


# --- packs --------------------------------------------------------------------------------------


@cache
def _pack(language: str) -> Pack:
    return make_bundled(
        topics=("trade", "corridor", "relations"),
        first="2020",
        last="2026-02",
        language=language,
        visit=Visit(title="1", place="1"),
    ).pack


def _own_words(pack: Pack) -> Iterator[tuple[str, str]]:
    """What a pack says in its own language: all but held words, links and codes of the record."""
    furniture = pack.furniture
    for text in (pack.subject, furniture.marking, furniture.information_as_at, furniture.page_of):
        yield "furniture", text
    for block in pack.blocks:
        if block.id.startswith("record"):
            continue
        runs = [inline for inlines in inline_runs(block) for inline in inlines]
        for inline in runs:
            if not language_of(inline) and not isinstance(inline, Link):
                yield block.id, inline.text
        # References say nothing by themselves.
        held = sorted((inline.text for inline in runs if inline.text), key=len, reverse=True)
        for piece in block_text(block):
            rest = piece
            for text in held:
                rest = rest.replace(text, " ")
            yield block.id, rest


@pytest.mark.parametrize("language", _TRANSLATED)
def test_no_english_word_of_ours_is_left_in_a_pack(language: str) -> None:
    """Outside facts, lines, names and sources everything is in the language of the pack."""
    allowed = re.compile(r"briefgen( [a-z]+)*|SHA-256|\{\w+\}")
    left = {
        (block, text)
        for block, text in _own_words(_pack(language))
        if re.search(r"[A-Za-z]{2,}", allowed.sub(" ", text))
    }
    assert left == set()


def test_figures_are_told_with_the_marks_of_their_language() -> None:
    """Urdu has a comma, a semicolon and a full stop of its own."""
    figures = [b for b in _pack("ur").blocks if isinstance(b, FigureBlock)]
    inlines = [i for b in figures for run in inline_runs(b) for i in run]
    own = [i.text for i in inlines if isinstance(i, Text) and not i.language]
    routes = [r for b in figures if isinstance(b, CorridorDiagram) for r in b.routes]

    assert {"، ", "؛ ", "۔"} <= set(own)
    assert [text for text in own if re.search("[,;]", text)] == []
    assert routes
    assert all("، " in route.standing and "," not in route.standing for route in routes)


def test_sentences_in_urdu_have_its_marks_throughout() -> None:
    """Behind people, in lists of choices and sources, everywhere: “۔”, “،”, “؛”, never “.” or “,”.

    Numbers have their own points, and those of sources stand in brackets.
    """
    made = make_bundled(
        topics=("trade.volume", "relations.agreements"),
        first="2020",
        last="2026-02",
        language="ur",
        delegation=(Delegate(Side.KAZ, person="kosherbayev"),),
    )
    own = {
        (block.id, inline.text)
        for block in made.pack.blocks
        if not block.id.startswith("record")
        for run in inline_runs(block)
        for inline in run
        if not language_of(inline) and not isinstance(inline, (Citation, Link))
    }
    assert {"interlocutor", "choices", "sources"} <= {name.split(".")[0] for name, _ in own}
    assert [one for one in own if re.search(r"[;?]|[.,](?!\d)", one[1])] == []
    # Behind Urdu a dash between two numbers turns them round: 25-2024.
    assert [one for one in own if re.search(r"\d[-\u2013]\d", one[1])] == []


def test_inserted_words_stand_in_the_case_that_they_have() -> None:
    """A direction is filled in as it is, so nothing may stand behind it that bends it."""
    urdu, russian = (
        " ".join(piece for block in _pack(language).blocks for piece in block_text(block))
        for language in ("ur", "ru")
    )
    assert "دونوں سمتیں میں" not in urdu
    assert "حصہ: پاکستان سے قازقستان؛ کل: دونوں سمتیں" in urdu
    assert re.search(r"долларов США, а не \d", russian)


@pytest.mark.parametrize("language", _TRANSLATED)
def test_a_fiscal_year_can_stand_in_brackets(language: str) -> None:
    """Beside a figure its period is in brackets, and brackets within brackets are hard to read."""
    wording = _wording(language)
    years = {
        wording.period(o)
        for o in bundled_base().observations.values()
        if o.period_kind is PeriodKind.FISCAL_YEAR
    }
    assert years
    assert [year for year in years if "(" in year] == []


@pytest.mark.parametrize("language", _TRANSLATED)
def test_a_pack_says_which_language_its_facts_are_in(language: str) -> None:
    """The note stands under the contents; an English pack needs none."""
    notes = [b for b in _pack(language).blocks if b.id == "contents.language"]

    assert len(notes) == 1
    assert not any(b.id == "contents.language" for b in _pack(HELD_IN).blocks)


@pytest.mark.parametrize(
    ("language", "edtf", "text"),
    [
        ("ru", "1992-02-24", "24 февраля 1992 года"),
        ("ru", "2021-12", "декабрь 2021 года"),
        ("ru", "2021-12/..", "с декабря 2021 года"),
        ("ru", "../2026-02", "не позднее февраля 2026 года"),
        ("ru", "2026-02-01/..", "с 1 февраля 2026 года"),
        ("ru", "2026-02-02/..", "со 2 февраля 2026 года"),
        ("ru", "2026-02-22/..", "с 22 февраля 2026 года"),
        ("kk", "2026-02-02/..", "2026 жылғы 2 ақпан күнінен бері"),
        ("ru", "199X", "1990-е годы"),
        ("ru", "2026-12-07/2026-12-08", "7–8 декабря 2026 года"),
        ("kk", "2026-12-07/2026-12-08", "2026 ж. 7–8 желтоқсан"),
        ("ur", "2026-12-07/2026-12-08", "7 تا 8 دسمبر 2026"),
        ("kk", "1992-02-24", "1992 ж. 24 ақпан"),
        ("kk", "1992/..", "1992 жылдан бері"),
        ("kk", "2024/2026", "2024–2026"),
        ("ru", "2021/2022", "2021–2022"),
        ("ur", "2021/2022", "2021 تا 2022"),
        ("ru", "2021-12/2022", "декабрь 2021 года\u00a0– 2022"),
        ("ur", "1992-02-24", "24 فروری 1992"),
        ("ur", "2021-12/..", "دسمبر 2021 سے"),
        ("ur", "2021?", "تقریباً 2021"),
    ],
)
def test_dates_are_written_as_the_language_writes_them(language: str, edtf: str, text: str) -> None:
    """Months in their case, the order of day, month and year, words before or behind."""
    assert _wording(language).interval(parse_edtf(edtf)) == text


@pytest.mark.parametrize(
    ("language", "value", "unit", "qualifier", "text"),
    [
        ("en", "1", "documents", "", "1 document"),
        ("ru", "129.63", "USD million", "", "129,63 миллиона долларов США"),
        ("ru", "2", "USD million", "", "2 миллиона долларов США"),
        ("en", "15000", "USD million", "more-than", "more than 15 billion dollars"),
        ("en", "1500", "USD million", "", "1.5 billion dollars"),
        ("en", "1129.63", "USD million", "", "1,129.63 million dollars"),
        ("en", "950", "USD million", "", "950 million dollars"),
        ("en", "4484", "thousand tonnes", "", "4.484 million tonnes"),
        ("en", "783", "thousand tonnes", "more-than", "more than 783,000 tonnes"),
        ("en", "0.677", "USD million", "", "677,000 dollars"),
        ("en", "296740", "USD million", "", "296.74 billion dollars"),
        ("en", "0.0677", "USD billion", "", "67.7 million dollars"),
        ("ru", "0.4", "USD million", "about", "примерно 400\u00a0000 долларов США"),
        ("ur", "4484", "thousand tonnes", "", "4.484 ملین ٹن"),
        ("ru", "7000", "USD million", "about", "примерно 7 миллиардов долларов США"),
        ("kk", "2000", "USD million", "", "2 миллиард АҚШ доллары"),
        ("ru", "14000", "companies", "", "14\u00a0000 компаний"),
        ("ru", "21", "documents", "", "21 документ"),
        ("ru", "22", "documents", "", "22 документа"),
        ("ru", "25", "documents", "", "25 документов"),
        ("ru", "21", "companies", "more-than", "более 21 компании"),
        ("ru", "100", "companies", "more-than", "более 100 компаний"),
        ("ru", "4", "months", "nearly", "почти 4 месяца"),
        ("kk", "11000", "tonnes", "nearly", "11\u00a0000 тонна дерлік"),
        ("kk", "2", "times", "nearly", "2 есе дерлік"),
        ("kk", "1200", "tonnes", "more-than", "1\u00a0200-ден астам тонна"),
        ("kk", "15", "guns", "up-to", "ең көбі 15 залп"),
        ("kk", "100", "companies", "more-than", "100-ден астам компания"),
        ("kk", "6", "companies", "more-than", "6-дан астам компания"),
        ("kk", "40", "companies", "more-than", "40-тан астам компания"),
        ("kk", "1.5", "km", "more-than", "1,5-тен астам км"),
        ("kk", "15000", "USD million", "more-than", "15 миллиардтан астам АҚШ доллары"),
        ("kk", "30", "percent", "less-than", "30-дан аз пайыз"),
        ("kk", "80", "days", "less-than", "80-нен аз күн"),
        ("kk", "47.1", "percent", "", "47,1 пайыз"),
        ("ur", "11000", "tonnes", "nearly", "لگ بھگ 11,000 ٹن"),
        ("ru", "47.1", "percent", "", "47,1 %"),
        ("ru", "13", "session number", "", "№ 13"),
        ("kk", "129.63", "USD million", "about", "шамамен 129,63 миллион АҚШ доллары"),
        ("kk", "20", "million tonnes a year", "", "жылына 20 миллион тонна"),
        ("ur", "129.63", "USD million", "", "129.63 ملین امریکی ڈالر"),
        ("ur", "100", "companies", "more-than", "100 سے زائد کمپنیاں"),
        ("ur", "47.1", "percent", "", "47.1 فیصد"),
        ("ur", "1", "people", "", "1 فرد"),
        ("ur", "5", "people", "", "5 افراد"),
    ],
)
def test_counted_things_stand_in_the_form_that_the_number_asks(
    language: str, value: str, unit: str, qualifier: str, text: str
) -> None:
    """Plural forms by CLDR, the case after a bound, the decimal sign and the place of the unit."""
    observation = replace(
        next(iter(bundled_base().observations.values())),
        value=Decimal(value),
        value_high=None,
        unit=unit,
        qualifier=qualifier,
    )
    assert _wording(language).exact_with_unit(observation) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("5.00", "USD", "5 долларов США"),
        ("2.0", "USD", "2 доллара США"),
        ("1.00", "USD", "1 доллар США"),
        ("0.0", "USD million", "0 долларов США"),
        ("5.00", "USD million", "5 миллионов долларов США"),
        ("21.0", "USD million", "21 миллион долларов США"),
        ("1.50", "USD", "1,5 доллара США"),
    ],
)
def test_speech_counts_by_the_number_that_is_said(value: str, unit: str, text: str) -> None:
    """Zeros behind the decimal sign are not said, and ask for no case of their own."""
    observation = replace(
        next(iter(bundled_base().observations.values())),
        value=Decimal(value),
        value_high=None,
        unit=unit,
        qualifier="",
        status=ObservationStatus.ACTUAL,
    )
    assert _wording("ru").amount(observation) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_bundled_facts_can_be_printed(language: str) -> None:
    """Table and speech, value and period: no word is missing for any of them."""
    wording = _wording(language)
    for observation in bundled_base().observations.values():
        assert wording.exact_with_unit(observation).strip()
        assert wording.speak(observation).strip()
        assert wording.period(observation).strip()
        assert wording.unit(observation.unit).strip()


def test_a_language_that_is_not_there_is_refused_with_the_list() -> None:
    """One sentence that says what there is."""
    with pytest.raises(UsageError, match=r"“xx”.*en, kk, ru, ur\.$"):
        make_bundled(language="xx")


def _wording(language: str) -> Wording:
    return Wording(read_words(bundled_templates(), language))
