"""Notes of the editors on the story: corrections, updates, disclosures, where it was first printed, copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import re2

from cleaner.article import Article
from cleaner.fields.choice import first_choice, rule_offers
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import BOILERPLATE_ROLES, Block, Choice, Label, Notice, Role
from cleaner.text import count_words
from cleaner.vocabulary.inline import phrases

engine: Any = re2  # the package ships no types

MAX_WORDS = 120  # a note is a paragraph; a longer block that opens like one is an article about a correction
MIN_CHARS = 8  # of the shortest such line, in Chinese
MIN_WORDS = 4  # "Correction:" alone is a heading
MAX_LINK_SHARE = 0.8  # a line of links is a menu
MAX_SEARCHED_CHARS = 160  # a note says what it is in its first words

# By kind, in the order they are tried: how such notes open, what only they say, and stems: a note cannot do without one
# of them, in one of the languages. Most blocks hold no stem of any kind, and are not looked at twice.
KINDS: tuple[tuple[str, str, str, str], ...] = (
    (
        "correction",
        r"""(?:corrections?|clarifications?|erratum|corrigendum|korrektur|richtigstellung|berichtigung|rectificatif
                |correctif|précision|correcci[oó]n|fe de err(?:or|at)[ae]?s|rectificaci[oó]n|correção|errata|correzione
                |rettifica|rectificatie|correctie|sprostowanie|исправление|уточнение|정정|바로잡습니다|訂正|更正|rättelse
                |rettelse|oikaisu)\s*(?:[:：.–—(]|[0-9]|notice|appended|note)""",
        r"""(?:earlier|previous|original) version of this (?:article|story|report|post)
            |(?:article|story|post) (?:was|has been) (?:amended|corrected)
            |(?:früheren|ursprünglichen|vorherigen|ersten) (?:version|fassung) (?:dieses|des|hieß|stand)
            |version (?:précédente|antérieure|initiale) de (?:cet|l['’])
            |versi[oó]n (?:anterior|previa) de (?:este|esta)|versão anterior dest[ea]""",
        """correct | clarif | errat | fe de err | corrigend | korrekt | richtigst | berichtig | rectific | précision
            | correcci | correç | correz | rettific | sprostow | исправл | уточн | 정정 | 바로잡 | 訂正 | 更正 | rättels
            | rettels | oikais | versi | versã | fassung | amended""",
    ),
    (
        "republished_from",
        r"""(?:originally|first) (?:published|appeared) (?:in|on|at|by)\b
            |(?:this \w+ (?:is|was) )?republished (?:from|with)\b""",
        r"""(?:article|story|piece|post|essay|text|interview|report|excerpt) (?:was |is )?
                (?:first|originally|previously) (?:appeared|published|ran|posted)
            |(?:erschien|veröffentlicht) (?:zuerst|zunächst|ursprünglich)\b
            |(?:zuerst|ursprünglich) (?:erschienen|veröffentlicht)
            |(?:est|a été|initialement) (?:d['’]abord |initialement )?(?:paru|publié) (?:dans|sur|initialement)
            |(?:publicad[oa]|apareci[oó]) (?:originalmente|originariamente|por primera vez|inicialmente)
            |pubblicat[oa] (?:originariamente|originalmente|in origine)|oorspronkelijk (?:verschenen|gepubliceerd)
            |(?:pierwotnie|oryginalnie) (?:ukazał|opublikowan)|впервые опубликован""",
        """first appeared | first published | first ran | first posted | originally appeared | originally published
            | originally ran | originally posted | previously appeared | previously published | previously ran
            | previously posted | republish | zuerst | zunächst | ursprüng | paru | apareci | pubblicat | oorspronk
            | pierwot | oryginal | впервые | publié | publicad""",
    ),
    (
        "disclosure",
        r"""(?:(?:full )?disclosures?|disclaimer|transparenzhinweis|transparenz|offenlegung|transparency
                |conflict of interest)\s*[:：–—]""",
        r"""affiliate.{0,12}links?\b|provisionslinks?|(?:earn|receive) (?:an? )?(?:affiliate |small )?commission
            |(?:paid|sponsored) (?:content|post|partnership) (?:by|from|with|in)
            |(?:produced|created|published) in (?:paid )?partnership with
            |liens? affiliés?|enlaces? de afiliad|link di affiliazione""",
        """disclos | disclaim | transparen | offenleg | conflict | affili | afiliad | provision | commission | paid
            | sponsor | partner""",
    ),
    (
        "update",
        r"""(?:update|updated|aktualisierung|aktualisiert|mise à jour|actualizaci[oó]n|atualização|aggiornamento
                |aktualizacja|обновление|обновлено|업데이트|追記|更新|uppdatering|oppdatering|opdatering|päivitys)
                \s*(?:\([^)]{1,40}\)|[\w.,/ ]{0,20}[0-9][\w.,/ ]{0,12}(?::[0-9]{2})?)?\s*[:：–—]\s*\S+\s+\S+\s+\S+""",
        r"""(?:story|article|post|report) (?:has been|was|is being) updated
            |(?:artikel|beitrag|text) wurde (?:[\w.]+ ){0,9}aktualisiert|article a été mis à jour
            |(?:artículo|nota|noticia) (?:ha sido|fue) actualizad[oa]|(?:artigo|texto|matéria) foi atualizad[oa]
            |articolo è stato aggiornato|artikel is bijgewerkt""",
        """updat | aktualis | aktualiz | actualiz | jour | atualiz | aggiorn | обновл | 업데이트 | 追記 | 更新
            | uppdater | oppdater | opdater | päivity | bijgewerkt""",
    ),
)
STEM = engine.compile("|".join(sorted({stem for *_, stems in KINDS for stem in phrases(stems)})).encode())


def _pattern(text: str) -> re.Pattern[str]:
    return lazy_pattern(re.sub(r"\n\s*", "", text))


PATTERNS = tuple(
    (kind, _pattern(rf"\W*(?:{opening})"), phrases(stems), _pattern(said)) for kind, opening, said, stems in KINDS
)
MIN_PLAIN_WORDS = 6  # "First published on 3 May 2024", "Updated: 22:05, 22 Apr 2024" are dates, no notes
NOTES = frozenset({Role.NOTICE, Role.COPYRIGHT})
EDITORS_NOTE = "disclosure"  # a note that says none of these things: the editors tell readers about the story


def read_notices(article: Article) -> Choice[tuple[Notice, ...]] | None:
    """The notes in page order, each once: what rules call notice or copyright, and lines that open like a note."""
    found = dict.fromkeys((notice, source) for source, notice in _notices(article))
    notices = tuple(dict.fromkeys(notice for notice, _ in found))
    return first_choice([(next(iter(found))[1], notices)], _printed) if notices else None


def _printed(notices: tuple[Notice, ...]) -> str:
    return "\n".join(notice.text for notice in notices)


def _notices(article: Article) -> Iterator[tuple[str, Notice]]:
    for candidate in rule_offers(article, "notices"):
        yield candidate.source, Notice(kind_of(candidate.value) or EDITORS_NOTE, candidate.value)
    for block, label in _telling_blocks(article):
        notice = _read(block, label)
        if notice is not None:
            ruled = label is not None and label.voice.is_rule
            yield (f"rule:{label.by}" if ruled and label is not None else "line"), notice


def _telling_blocks(article: Article) -> Iterator[tuple[Block, Label | None]]:
    """The blocks that may be notes: what rules call one, and lines with one of the stems that no rule removed."""
    read: list[tuple[Block, Label | None]] = []
    for block, label in zip(article.page.blocks, article.labels.labels, strict=True):
        if label is not None and label.role in NOTES:
            read.append((block, label))
        elif len(block.text) < MIN_CHARS or _is_removed(label):
            continue
        elif not block.link_chars or block.link_share <= MAX_LINK_SHARE:
            read.append((block, label))
    openings = "\n".join([block.text[:MAX_SEARCHED_CHARS] for block, _ in read]).lower()
    stemmed = _lines_with_stems(openings)
    for line, (block, label) in enumerate(read):
        if line in stemmed or (label is not None and label.role in NOTES):
            yield block, label


def _lines_with_stems(lines: str) -> frozenset[int]:
    """The numbers of the lines with one of the stems: one pass of an automaton, a tenth of the time of asking each."""
    encoded = lines.encode("utf-8", "replace")
    found: set[int] = set()
    line = last = 0
    for hit in STEM.finditer(encoded):
        line += encoded.count(b"\n", last, hit.start())
        last = hit.start()
        found.add(line)
    return frozenset(found)


def _is_removed(label: Label | None) -> bool:
    return label is not None and label.role in BOILERPLATE_ROLES and label.voice.is_rule


def _read(block: Block, label: Label | None) -> Notice | None:
    role = label.role if label is not None else None
    if role is Role.COPYRIGHT:  # a bar at the foot has links beside the line that claims the rights
        return Notice("copyright", block.text) if block.link_share < MAX_LINK_SHARE else None
    if role is Role.NOTICE:
        return Notice(kind_of(block.text) or EDITORS_NOTE, block.text)
    if not MIN_WORDS <= count_words(block.text) <= MAX_WORDS or block.link_share > MAX_LINK_SHARE:
        return None
    kind = kind_of(block.text)
    is_date = kind in ("republished_from", "update") and sum(map(str.isalpha, block.text.split())) < MIN_PLAIN_WORDS
    return Notice(kind, block.text) if kind is not None and not is_date else None


def kind_of(text: str) -> str | None:
    """Which kind of note a text is by its first words; None for none."""
    opening = text[:MAX_SEARCHED_CHARS].lower()
    for kind, opens, stems, said in PATTERNS:
        if opens.match(opening) or (any(map(opening.__contains__, stems)) and said.search(opening)):
            return kind
    return None
