"""What a word list finds in a text, where it keeps silent, and what it refuses."""

from __future__ import annotations

import pytest

from panel_desk.domain.errors import DeskError
from panel_desk.domain.language import (
    Flag,
    LanguageCheck,
    Phrase,
    Wording,
    WordList,
    parse_words,
    replacement,
)
from panel_desk.shipped import shipped


def a_phrase(phrase: str, instead: str = "something else") -> Phrase:
    return Phrase(phrase=phrase, instead=(instead,), why="A reason.")


def a_check(*phrases: str, leave_quotations: bool = True) -> LanguageCheck:
    groups: dict[str, tuple[str, ...]] = {"self": ("himself", "herself", "themselves")}
    found = tuple(a_phrase(phrase) for phrase in phrases)
    return LanguageCheck(WordList(phrases=found, words=groups, leave_quotations=leave_quotations))


def flagged(check: LanguageCheck, text: str) -> list[str]:
    return [text[flag.start : flag.end] for flag in check.flags(text)]


@pytest.fixture(scope="module")
def ours() -> LanguageCheck:
    path = shipped("language.toml")
    return LanguageCheck(parse_words(path.read_text(encoding="utf-8"), where=path.name))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She puts herself at risk.", "puts herself at risk"),
        ("They were putting\nthemselves at risk", "putting\nthemselves at risk"),
        ("He has put himself at greater risk by this", "put himself at greater risk"),
        ("It is a LIFESTYLE CHOICE.", "LIFESTYLE CHOICE"),
        ("He refused to co-operate with us", "refused to co-operate with"),
        ("She won’t engage with the worker", "won’t engage with"),
        ("described as promiscuous by school", "promiscuous"),
        ("risk-taking at weekends", "risk-taking"),
        ("drug dealing in the park", "drug dealing"),
        ("He is streetwise.", "streetwise"),
    ],
)
def test_the_shipped_list_finds(ours: LanguageCheck, text: str, expected: str) -> None:
    assert flagged(ours, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The child is being exploited to move drugs by adults.",
        "He was put at risk by others. Himself at risk of arrest, the man moved on.",
        "Responsibility lies with the adults.",
        "Her lifestyles magazine; his choices, at school, of subjects",
        "The mother is willing to meet the worker.",
        "Housing did not attend.",
        "",
    ],
)
def test_the_shipped_list_keeps_silent(ours: LanguageCheck, text: str) -> None:
    assert flagged(ours, text) == []


def test_the_shipped_list_holds_at_least_sixty_phrases_each_with_an_alternative_and_a_reason() -> None:
    words = parse_words(shipped("language.toml").read_text(encoding="utf-8"), where="language.toml")
    assert len(words.phrases) >= 60
    assert all(phrase.instead and phrase.why.endswith((".", "?")) for phrase in words.phrases)


def test_no_alternative_of_the_shipped_list_is_itself_flagged(ours: LanguageCheck) -> None:
    words = parse_words(shipped("language.toml").read_text(encoding="utf-8"), where="language.toml")
    assert [text for phrase in words.phrases for text in phrase.instead if ours.flags(text)] == []


def test_whole_words_only_are_flagged() -> None:
    assert flagged(a_check("run away"), "a runaway; they overrun away games; run away") == ["run away"]


def test_a_sentence_that_ends_between_two_words_parts_them() -> None:
    assert flagged(a_check("bad choice"), "That was bad. Choice of school: bad, choice; bad\n\nchoice") == []


def test_capital_letters_curly_apostrophes_and_soft_hyphens_do_not_matter() -> None:
    assert flagged(a_check("won't engage"), "WON’T en\u00adgage") == ["WON’T en\u00adgage"]


def test_the_longest_phrase_wins() -> None:
    assert flagged(a_check("at risk", "at risk of harm"), "at risk of harm, at risk") == ["at risk of harm", "at risk"]


def test_words_in_brackets_may_be_missing() -> None:
    assert flagged(a_check("(very) bad (life) choice"), "very bad choice, bad life choice, very choice") == [
        "very bad choice",
        "bad life choice",
    ]


def test_an_asterisk_stands_for_any_ending() -> None:
    assert flagged(a_check("promis*"), "promise, Promiscuity, promo") == ["promise", "Promiscuity"]


@pytest.mark.parametrize(
    "quoted", ["“I chose to run away”", '"I chose to run away"', "‘it’s time to run away’, he said"]
)
def test_a_childs_own_words_are_left_alone(quoted: str) -> None:
    assert flagged(a_check("run away"), quoted) == []


def test_a_childs_own_words_are_flagged_where_the_council_asks_for_it() -> None:
    check = a_check("run away", leave_quotations=False)
    assert flagged(check, "“I chose to run away”") == ["run away"]


def test_quotation_marks_around_the_phrase_alone_do_not_make_it_the_childs() -> None:
    assert flagged(a_check("lifestyle choice"), "a so-called “lifestyle choice”") == ["lifestyle choice"]


def test_a_quotation_that_is_never_closed_hides_nothing() -> None:
    assert flagged(a_check("run away"), "He said “I will run away") == ["run away"]


def test_a_flag_says_what_instead_and_why() -> None:
    phrase = Phrase(phrase="asap", instead=("by Friday", "today"), why="No date.", wording=Wording.VAGUE)
    (flag,) = LanguageCheck(WordList(phrases=(phrase,))).flags("Call ASAP.")
    assert flag == Flag(
        start=5, end=9, phrase="asap", instead="by Friday", others=("today",), why="No date.", wording=Wording.VAGUE
    )
    assert flag.alternatives == ("by Friday", "today")


def test_a_replacement_begins_as_what_it_replaces() -> None:
    assert (replacement("Puts herself", "is being put"), replacement("puts", "is put")) == ("Is being put", "is put")


def test_a_councils_list_adds_replaces_and_switches_off() -> None:
    shipped_list = WordList(phrases=(a_phrase("bad choice"), a_phrase("Run Away"), a_phrase("dna")))
    own = WordList(phrases=(a_phrase("run away", "goes missing"), a_phrase("our word")), switched_off=("DNA",))
    joined = shipped_list.joined(own)
    assert [(p.phrase, p.instead[0]) for p in joined.phrases] == [
        ("bad choice", "something else"),
        ("run away", "goes missing"),
        ("our word", "something else"),
    ]


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("", "needs one word"),
        ("(very)", "needs one word"),
        ("a b c d e f g h i j k l m", "more than 12 words"),
        ("<nobody> runs", "a group of words that the list does not have"),
        ("run!", "is not a word"),
        ("ab*", "3 letters before the asterisk"),
    ],
)
def test_a_phrase_that_cannot_be_searched_for_is_refused_with_its_reason(phrase: str, why: str) -> None:
    with pytest.raises(DeskError, match=why):
        a_check(phrase)


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        ("phrases = 3", "array"),
        ("[[phrases", "cannot be used"),
        ('[[phrases]]\nphrase = "x"\n', "instead"),
        ('[[phrases]]\nphrase = "x"\ninstead = ["y"]\nwhy = "z"\ncolour = "red"\n', "colour"),
        ('[[phrases]]\nphrase = "x"\ninstead = ["y"]\nwhy = "z"\n' * 2, "twice"),
    ],
)
def test_a_file_that_is_no_word_list_is_refused_in_a_sentence(toml: str, why: str) -> None:
    with pytest.raises(DeskError, match=why):
        parse_words(toml, where="own.toml")


def test_a_phrase_without_alternative_or_reason_is_refused() -> None:
    with pytest.raises(DeskError, match="nothing to say instead"):
        LanguageCheck(WordList(phrases=(Phrase(phrase="x", instead=(), why="y"),)))
    with pytest.raises(DeskError, match="does not say why"):
        LanguageCheck(WordList(phrases=(Phrase(phrase="x", instead=("y",), why=" "),)))
