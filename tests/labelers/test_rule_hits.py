"""What each part of a site's rule found, as the record carries it."""

from __future__ import annotations

from pathlib import Path

from cleaner import RawPage, Record, clean, load_rules
from tests.learn.pages import SITE, page, story

RULE = f"""rule: 1
site: {SITE}
match: {{hosts: [{SITE}]}}
layouts:
  - name: "2024"
    body: {{css: [div.absent, div.story-text]}}
    label:
      - {{role: related, css: div.archive-box}}
      - {{role: related, css: div.never}}
      - {{role: related, line: "More from .*", why: the foot}}
    fields:
      title: [{{css: h2.none}}, {{css: h1}}]
"""


def _clean(folder: Path, rule: str, raw: RawPage) -> Record:
    (folder / "sites").mkdir()
    (folder / "sites" / f"{SITE}.yaml").write_text(rule, encoding="utf-8")
    return clean(raw, load_rules(folder))


def test_the_record_counts_hits_in_the_order_of_the_rule(tmp_path: Path) -> None:
    tool = _clean(tmp_path, RULE, RawPage(page(0), url=f"https://{SITE}/harbour")).tool
    assert tool.layout == "2024"
    assert tool.hits is not None
    assert tool.hits.body[0] == 0 < tool.hits.body[1]
    assert (tool.hits.label, tool.hits.fields) == ((1, 0, 1), (0, 1))


def test_a_page_of_no_known_site_has_none(tmp_path: Path) -> None:
    record = _clean(tmp_path, RULE, RawPage(page(0), url="https://quay.example/harbour"))
    assert (record.tool.layout, record.tool.hits) == (None, None)
    assert "hits" not in record.to_dict()["tool"]


def test_a_body_may_be_named_by_the_data_of_a_script(tmp_path: Path) -> None:
    rule = f"rule: 1\nsite: {SITE}\nmatch: {{hosts: [{SITE}]}}\nbody: {{state: __NEXT_DATA__.props.article.body}}\n"
    text = " ".join(story(0)).replace('"', "")
    state = f'<script id="__NEXT_DATA__" type="application/json">{{"props":{{"article":{{"body":"{text}"}}}}}}</script>'
    html = page(0).replace("</body>", f"{state}</body>")
    record = _clean(tmp_path, rule, RawPage(html, url=f"https://{SITE}/harbour"))
    assert record.tool.body_by == "rule"
    assert (record.text or "").split("\n\n") == list(story(0))
