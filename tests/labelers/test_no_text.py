"""no_text: copies of a story and filler texts are no part of it, a text that rightly comes twice is."""

from __future__ import annotations

import pytest
from invented_pages import HEAD, STORY, TITLE, article, has_story, page, paragraphs, texts_of

from cleaner.labelers.no_text.copies import find_parts_of_copies

SLIDES = "".join(
    f"<li><h2><span>{n}/4</span> Ferry number {n} is sold</h2><p>Ferry number {n} goes to a man who collects "
    "ferries. It has been his wish since he was a boy, he said, and he will paint her green in spring.</p></li>"
    for n in range(1, 5)
)
PICTURES = "".join(
    f"<li><div class=nr>Bild {n} von 4</div><h4>Ferry number {n} is sold</h4><p>Ferry number {n} goes to a man who "
    "collects ferries. It has been his wish since he was a boy, he said, and he will paint her green.</p></li>"
    for n in range(1, 5)
)
NO_BREAK = [text.replace(" ", "\xa0", 3) for text in STORY]
LATIN = "<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore.</p>"


@pytest.mark.parametrize(
    "body",
    [
        f"<div class='hidden md:block'>{HEAD}{paragraphs()}</div><div class='md:hidden'>{paragraphs()}</div>",
        "".join(f"<div class=c{n}>{HEAD}{paragraphs()}</div>" for n in range(4)),
        f"<article>{HEAD}{paragraphs()}</article><div class=print><h1>{TITLE}</h1>{paragraphs()}</div>",
        f"<article>{HEAD}<div>{paragraphs(STORY[:4])}</div><div>{paragraphs()}</div></article>",
        f"<div class=x><h2>{TITLE}</h2>{paragraphs(STORY[:3])}</div><article>{HEAD}{paragraphs()}</article>",
        f"<article>{HEAD}{paragraphs()}{paragraphs(STORY[::-1])}</article>",
        f"<article>{HEAD}{paragraphs()}<div>{paragraphs(NO_BREAK)}</div></article>",
        f"<article>{HEAD}{paragraphs()}<p>{' '.join(STORY)}</p></article>",
        f"<article>{HEAD}{paragraphs()}<p>{''.join(STORY)[60:]}</p></article>",
        f"<article>{HEAD}<p>{''.join(STORY[:4])[30:]}</p><p>{''.join(STORY[3:])[20:]}</p>{paragraphs()}</article>",
    ],
)
def test_a_story_printed_several_times_appears_once(body: str) -> None:
    assert has_story(page(body))


def test_a_copy_of_items_whose_values_come_again_appears_once() -> None:
    items = "".join(f"<h2>Bath number {n}</h2><p>{text}</p><p>Open daily</p>" for n, text in enumerate(STORY))

    texts = texts_of(page(f"<article>{HEAD}{items}</article><div class=x>{items}</div>"))

    assert [texts.count(text) for text in STORY] == [1] * len(STORY)
    assert texts.count("Open daily") == len(STORY)


def test_a_copy_in_one_block_lacks_the_dateline() -> None:
    texts = texts_of(article(f"<p>{' '.join(STORY[:3])}</p>" + paragraphs([f"MARLE (AP) — {STORY[0]}", *STORY[1:3]])))

    assert len(texts) == 3


def test_single_texts_may_come_again() -> None:
    question = "<p>What was the first thing that you thought of when you heard that the bath would be closed?</p>"

    assert len(texts_of(article("".join(question + f"<p>{text}</p>" for text in STORY)))) == 12


def test_one_text_again_and_again_is_no_copy() -> None:
    refrain = "The bath, the bath, the leaking bath, it has a hole and nobody can find it, or has looked for it."

    texts = texts_of(article(paragraphs([*STORY[:2], *[refrain] * 4, *STORY[2:]])))

    assert texts.count(refrain) == 4


def test_a_paragraph_is_no_copy_of_the_quotes_that_are_printed_large_beside_it() -> None:
    first, second = (
        f"“The {place} was dry by the time the men of the morning shift came in,” she said." for place in "ab"
    )
    whole = f"Nobody had seen it coming. {first} {second} It was the third leak of the year, and the town had no money."

    texts = texts_of(article(paragraphs([*STORY[:2], whole, first, STORY[2], second, *STORY[3:]])))

    assert whole in texts


def test_an_introduction_may_say_what_the_answers_below_begin_with() -> None:
    said = [
        f"The {place} bath is closed until the hole in its wall has been found by the divers."
        for place in ("north", "south", "west")
    ]
    answers = [
        f"{text} Nobody knows {how} that will take, as the town has no money for it."
        for text, how in zip(said, ("how long", "whom", "what"), strict=True)
    ]

    texts = texts_of(article(paragraphs([" ".join(said), *STORY[:2], *answers, *STORY[2:]])))

    assert texts[0] == " ".join(said)


def test_a_sentence_that_comes_twice_in_a_row_stands_once() -> None:
    summary = "The bath in the old town leaks, and for the third year nobody has looked for the hole in its wall."

    texts = texts_of(article(f"<div class=a>{summary}</div><div class=b>{summary}</div>{paragraphs()}"))

    assert texts == [summary, *STORY]


def test_a_short_line_may_come_twice_in_a_row() -> None:
    line = "Swim on, swim on, swim on."

    assert texts_of(article(paragraphs([*STORY[:2], line, line, *STORY[2:]]))).count(line) == 2


def test_a_copy_with_other_texts_between_is_a_copy() -> None:
    copy = "".join(f"<p>{text}</p><p>Photograph {n} of this part shows the bath.</p>" for n, text in enumerate(STORY))

    texts = texts_of(article(paragraphs() + copy))

    assert [text for text in texts if text in STORY] == list(STORY)


def test_a_story_of_two_paragraphs_that_comes_twice_appears_once() -> None:
    brief = [f"{STORY[0]} {STORY[1]}", f"{STORY[2]} {STORY[3]}"]

    texts = texts_of(article(f"{paragraphs(brief)}<div>{paragraphs(brief)}</div>{paragraphs(STORY[5:])}"))

    assert texts == [*brief, STORY[5]]


def test_a_refrain_of_several_lines_is_no_copy() -> None:
    refrain = [
        "Swim on, swim on, you people of the town, the bath is leaking and the water is as warm as it can be.",
        "Swim on, swim on, the lamps are lit tonight, and all of you who come may take a tile of it with you.",
        "Swim on, swim on, and sing it once again until the last of all the guests has gone to bed at ten.",
    ]
    verses = "".join(paragraphs([f"{text} {text[::-1]}.", *refrain]) for text in STORY)

    texts = texts_of(article(verses))

    assert [texts.count(line) for line in refrain] == [6, 6, 6]


def test_filler_behind_the_story_is_no_text() -> None:
    assert has_story(article(paragraphs() + LATIN * 2))


def test_a_template_with_more_filler_than_story_is_no_text() -> None:
    assert has_story(article(paragraphs() + f"{LATIN}<h3>Head line</h3>{LATIN}" * 6))


def test_a_page_of_filler_keeps_it() -> None:
    assert any(text.startswith("Lorem ipsum") for text in texts_of(article(LATIN + paragraphs(STORY[:1]) + LATIN * 5)))


def test_a_story_about_filler_is_no_filler() -> None:
    about = "The words lorem ipsum dolor sit amet come from Cicero, said the man who had found them on the tiles."

    assert about in texts_of(article(paragraphs() + f"<p>{about}</p>"))


@pytest.mark.parametrize("items", [SLIDES, PICTURES])
def test_a_gallery_of_other_stories_inside_the_story_is_no_text(items: str) -> None:
    gallery = f"<div><h3>More from the coast</h3><ul>{items}</ul></div>"

    assert has_story(article(paragraphs(STORY[:3]) + gallery + paragraphs(STORY[3:])))


def test_a_gallery_whose_items_print_their_counters_alone_is_no_text() -> None:
    items = "".join(
        f"<li><img src=/{n}.jpg><span class=no>{n} / 4</span><h3>Ferry {n}</h3><p>It goes to a man who has three.</p>"
        for n in range(1, 5)
    )
    texts = texts_of(article(paragraphs(STORY[:3]) + f"<div><ol>{items}</ol></div>" + paragraphs(STORY[3:])))

    assert texts == list(STORY)


def test_a_copy_of_which_a_part_was_taken_for_text_is_no_text() -> None:
    outside = [f"Line {n}" for n in range(4)]
    copy = ["a " * 30 + f"{n}." for n in range(6)]
    page_texts = [*copy, *outside, *copy]

    assert list(find_parts_of_copies(page_texts, [*range(6), 10, 11])) == [10, 11]
    assert not list(find_parts_of_copies([*copy, *outside, copy[0]], [*range(6), 10]))


def test_a_gallery_that_is_the_story_stays() -> None:
    texts = texts_of(article(paragraphs(STORY[:1]) + f"<ul>{SLIDES}</ul>"))

    assert any("Ferry number 4 goes" in text for text in texts)


def test_a_few_fractions_are_no_gallery() -> None:
    cup = "cup of the water of the bath at Marle, boiled and left to cool."
    cups = f"<h2>You need</h2><ul><li>1/3 {cup}</li><li>2/3 {cup}</li></ul>"

    texts = texts_of(article(paragraphs(STORY[:3]) + cups + paragraphs(STORY[3:])))

    assert sum(cup in text for text in texts) == 2


CHAPTERS = "".join(f"<h2>{n}/3 Part {n}</h2><p>{STORY[n]}</p>" for n in range(1, 4))
THREAD = "".join(f"<p>{n}/3 {STORY[n]}</p>" for n in range(1, 4))


@pytest.mark.parametrize(
    "inside",
    [
        f"<section>{CHAPTERS}</section>",
        f"<section>{CHAPTERS.replace('<h2>', '<h2><span>').replace('/3 ', '/3</span> ')}</section>",
        f"<blockquote>{THREAD}</blockquote>",
        "".join(f"<blockquote>{post}</p></blockquote>" for post in THREAD.split("</p>")[:-1]),
    ],
)
def test_counted_chapters_and_threads_are_no_gallery(inside: str) -> None:
    texts = texts_of(article(paragraphs([*STORY[:1] * 1, STORY[4]]) + inside + paragraphs([STORY[5], STORY[0][::-1]])))

    assert all(any(STORY[n] in text for text in texts) for n in range(1, 4))


def test_a_gallery_with_a_picture_for_each_item_is_no_text() -> None:
    items = "".join(
        f"<div><img src=/{n}.jpg><p>{n}/4 Ferry number {n} goes to a man who collects ferries of all sizes.</p></div>"
        for n in range(1, 5)
    )

    texts = texts_of(article(paragraphs(STORY[:3]) + f"<section>{items}</section>" + paragraphs(STORY[3:])))

    assert not any("Ferry number" in text for text in texts)
