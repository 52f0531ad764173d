"""Pages with their outlets, sections and tags, one case each: cases/outlets.yaml, cases/sections.yaml."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hand_made import TEXT, json_ld, make_page, make_story, meta

from cleaner.article import Article
from cleaner.fields.outlet import read_outlet
from cleaner.fields.section import read_section, read_tags
from cleaner.model import Role

FOLDER = Path(__file__).parent / "cases"
OUTLETS: list[dict[str, Any]] = yaml.safe_load((FOLDER / "outlets.yaml").read_text(encoding="utf-8"))
SECTIONS: list[dict[str, Any]] = yaml.safe_load((FOLDER / "sections.yaml").read_text(encoding="utf-8"))


def outlet_story(case: dict[str, Any]) -> Article:
    if "dump" in case:
        return make_story(case["dump"].replace("TEXT", TEXT))
    head = json_ld(publisher={"name": case["publisher"]}) if "publisher" in case else ""
    head += meta("og:site_name", case["site"]) if "site" in case else ""
    head += meta("application-name", case["app"]) if "app" in case else ""
    head += f"<title>{case['title']}</title>" if "title" in case else ""
    head += f'<link rel="canonical" href="{case["canonical"]}">' if "canonical" in case else ""
    below = case.get("below", "") + "".join(f"<p>{case[key]}</p>" for key in ("line", "rights") if key in case)
    above = case.get("above", "")
    labels = {case["rights"]: (Role.COPYRIGHT, "shared/copyright:line")} if "rights" in case else None
    return make_story(
        make_page(head, above=above, below=below, language=case["lang"]), url=case.get("url"), labels=labels
    )


def section_story(case: dict[str, Any]) -> Article:
    head = json_ld(**case["ld"]) if "ld" in case else ""
    head += "".join(meta(name, content) for name, content in case.get("meta", {}).items())
    head += meta("og:site_name", case["site"]) if "site" in case else ""
    head += meta("og:title", case["title"]) if "title" in case else ""
    if "trail" in case:
        steps = [{"@type": "ListItem", "position": n, "name": name} for n, name in enumerate(case["trail"], 1)]
        trail = json.dumps({"@type": "BreadcrumbList", "itemListElement": steps})
        head += f'<script type="application/ld+json">{trail}</script>'
    return make_story(make_page(head, language=case["lang"]))


@pytest.mark.parametrize("case", OUTLETS, ids=[f"{n}-{case['lang']}" for n, case in enumerate(OUTLETS)])
def test_outlet_is_who_published_the_page(case: dict[str, Any]) -> None:
    choice = read_outlet(outlet_story(case))

    given = (choice.value.name, choice.value.domain) if choice is not None else (None, None)
    assert given == (case["name"], case.get("domain", given[1]))
    assert choice is None or choice.source == case.get("source", choice.source)
    publisher = choice.value.publisher if choice is not None else None
    assert publisher == case.get("company", publisher)


@pytest.mark.parametrize("case", SECTIONS, ids=[f"{n}-{case['lang']}" for n, case in enumerate(SECTIONS)])
def test_section_and_tags_are_what_the_page_declares(case: dict[str, Any]) -> None:
    story = section_story(case)
    section, tags = read_section(story), read_tags(story)

    given = {
        "expected": list(section.value) if section is not None else None,
        "expected_tags": list(tags.value) if tags is not None else None,
    }
    assert {name: given[name] for name in given if name in case} == {name: case[name] for name in given if name in case}
