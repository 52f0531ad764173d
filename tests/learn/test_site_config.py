"""Site-config files as rules: every directive, odd spacing, comments; what cannot be said is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import RawPage, clean, load_rules
from cleaner.cli import main
from cleaner.learn.site_config import host_of_file, read_site_config
from cleaner.rulebook.check import compile_file
from tests.learn.config_files import Writer
from tests.learn.pages import OFFER, SITE, page, story

TYPICAL = """\
# The Tide Post
title:  //div[@class='page']/h1
body: //div[contains(@class, 'story-text')]

author: substring-after(//p[@class='who'], 'by ')
date: //meta[@property='article:published_time']/@content
strip: //div[@class="archive-box"]
strip_id_or_class: quay-
strip_image_src: /ads/
prune: no
tidy : no
test_url: https://tidepost.example/harbour
"""


def test_the_rule_reads_the_page_as_the_file_says(tmp_path: Path) -> None:
    imported = read_site_config(TYPICAL, SITE)
    assert (imported.taken, imported.not_needed, imported.left_out) == (6, 4, ())
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / f"{SITE}.yaml").write_text(imported.yaml, encoding="utf-8")
    record = clean(RawPage(page(0), url=f"https://{SITE}/harbour"), load_rules(tmp_path))
    assert record.text is not None
    assert record.text.split("\n\n") == list(story(0))
    assert OFFER not in record.text
    assert record.title == "Harbour wall to be raised"


LEFT_OUT = (
    ("find_string: <br><br>", "source"),
    ("replace_string(<em>): <i>", "source"),
    ("http_header(Cookie): a=b", "consent"),
    ("http_header: a", "no header"),
    ("next_page_link: (//a)[last()]", "CSS"),
    ("if_page_contains: //a", "link"),
    ("requires_login: yes", "login"),
    ("strip: //*", "the page"),
    ("strip: //body", "the page"),
    ("strip: //html/*", "the page"),
    ("strip: //p", "paragraphs"),
    ("strip: //div | //p", "paragraphs"),
    ("strip: //h1 | //h2", "headline and more"),
    ("strip: //*[contains(@class, 'e')]", "the page"),
    ("strip_id_or_class: a", "short"),
    ("strip_id_or_class: ''", "no value"),
    ("body: //body", "whole page"),
    ("title: Harbour wall", "no path"),
    ("wrap_in(blockquote): //div[@class='q']", "elements"),
    ("body: //div[", "does not compile"),
    ("strip:", "no value"),
    ("sprinkle: //div", "no directive"),
    ("just some words", "no `key: value`"),
    ("test_url: https://tidepost.example/\x01", "no text holds"),
    ("title: //h2[.='\ufffe']", "no text holds"),
    ("http_header(user-agent): Quay\x00", "no text holds"),
    (f"http_header({'quay' * 300}): a", "not valid YAML"),
)


@pytest.mark.parametrize(("line", "reason"), LEFT_OUT)
def test_what_a_rule_cannot_say_is_named_with_its_line(line: str, reason: str) -> None:
    imported = read_site_config(f"title: //h1\n\n{line}\nbody: //article\n", SITE)
    (left_out,) = imported.left_out
    assert left_out.line == 3
    assert reason in left_out.why
    assert imported.taken == 2
    assert compile_file(imported.yaml.encode(), "", "sites", SITE)[1] == []


TAKEN = (
    "body: //article",
    "body://article",
    "BODY : //article | //main",
    "  strip:\t//aside  ",
    'strip: //p[contains(., "it\'s")]',
    "strip_id_or_class: 'share'",
    'strip_id_or_class: "share"',
    "title: //meta[@property='og:title']/@content",
    "date: substring-before(//span[@id='d'], '|')",
    "author: //a[@rel='author']",
    "strip: //div[@class='a']//p[position() = last()]",
    "http_header(User-Agent): PHP/5.2",
    "next_page_link: //a[@rel='next']/@href",
    "single_page_link: //div[@id='tools']/a[contains(text(), \"All pages\")]",
)


@pytest.mark.parametrize("line", TAKEN)
def test_odd_spacing_and_quotes_are_read(line: str) -> None:
    imported = read_site_config(line, SITE)
    assert (imported.taken, imported.left_out) == (1, ())
    assert compile_file(imported.yaml.encode(), "", "sites", SITE)[1] == []


@pytest.mark.parametrize("name", ["example.com.txt", ".example.com.txt", "Example.com.txt"])
def test_hosts_are_by_the_files_name(name: str) -> None:
    assert host_of_file(Path(name)) == "example.com"


def test_a_folder_is_imported_and_the_rest_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f".{SITE}.txt").write_text(TYPICAL + "find_string: <br>\n", encoding="utf-8")
    (tmp_path / "in" / "other.example.txt").write_bytes(b"\xff\xfe\ntitle: //h1\n")
    assert main(["rules", "import", str(tmp_path / "in"), "--out", str(tmp_path / "rules")]) == 0
    printed = capsys.readouterr()
    assert f".{SITE}.txt:13: " in printed.out
    assert "rules made: 2; files left out: 0; directives: 7 taken, 4 not needed, 2 left out" in printed.err
    assert (tmp_path / "rules" / "site-rule.schema.json").is_file()  # which the first line of the rules names
    assert main(["rules", "check", str(tmp_path / "rules")]) == 0
    assert main(["rules", "import", str(tmp_path / "in"), "--out", str(tmp_path / "rules")]) != 0


def test_files_for_no_host_or_a_second_one_are_named_and_nothing_is_written_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("README.txt", "...txt", "a b: {x}.txt", f"{SITE}.txt", f".{SITE}.txt"):
        (tmp_path / "in" / name).write_text("title: //h1\n", encoding="utf-8")
    assert main(["rules", "import", str(tmp_path / "in"), "--out", str(tmp_path / "rules")]) == 0
    printed = capsys.readouterr()
    assert printed.out.count("left out") == 4
    assert [path.name for path in (tmp_path / "rules" / "sites").iterdir()] == [f"{SITE}.yaml"]
    (tmp_path / "in" / "aaa.example.txt").write_text("title: //h1\n", encoding="utf-8")
    assert main(["rules", "import", str(tmp_path / "in"), "--out", str(tmp_path / "rules")]) == 2
    assert not (tmp_path / "rules" / "sites" / "aaa.example.yaml").exists()


def test_a_folder_without_such_files_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "import", str(tmp_path), "--out", str(tmp_path / "rules")]) == 1
    assert f"{tmp_path}: no site-config files there" in capsys.readouterr().out


def test_a_stripped_headline_is_still_the_headline() -> None:
    imported = read_site_config("body: //article\nstrip: //h1\n", SITE)
    assert "role: headline, xpath: '//h1'" in imported.yaml


def test_links_and_headers_are_for_the_crawl() -> None:
    text = "http_header(user-agent): Quay/1.0\nnext_page_link: //li[@class='on']//a[starts-with(@href, '/p')]/@href\n"
    compiled, problems = compile_file(read_site_config(text, SITE).yaml.encode(), "", "sites", SITE)
    assert problems == []
    assert compiled is not None
    assert compiled.fetch.headers == {"user-agent": "Quay/1.0"}
    assert compiled.fetch.next_page == ('li[class="on"] a[href^="/p"]',)


NO_RULES = (
    b"",
    b"\n# only a comment\n",
    bytes(range(256)) * 40,
    b"Dear reader,\nthank you for: writing to us.\nTitle: a letter\n",
    b"tidy: no\ntest_url: https://tidepost.example/\n",
    b"strip: //*\n",
)


@pytest.mark.parametrize("content", NO_RULES)
def test_a_file_that_says_nothing_of_a_page_makes_no_rule(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / f"{SITE}.txt").write_bytes(content)
    assert main(["rules", "import", str(tmp_path), "--out", str(tmp_path / "rules")]) == 1
    printed = capsys.readouterr()
    assert f"{SITE}.txt: left out: " in printed.out
    assert "rules made: 0; files left out: 1" in printed.err
    assert not (tmp_path / "rules").exists()


def test_nearly_all_of_what_people_write_is_taken_and_the_rest_named() -> None:
    writer = Writer(seed=5)
    taken = lines = 0
    for number in range(40):
        name, text = writer.file(number)
        host = host_of_file(Path(name))
        imported = read_site_config(text, host)
        assert compile_file(imported.yaml.encode(), "", "sites", host)[1] == []
        own = [line.strip().lstrip("\ufeff") for line in text.splitlines()]
        said = [number for number, line in enumerate(own, start=1) if line and not line.startswith("#")]
        assert imported.taken + imported.not_needed + len(imported.left_out) == len(said)
        assert {one.line for one in imported.left_out} <= set(said)
        taken, lines = taken + imported.taken + imported.not_needed, lines + len(said)
    assert taken >= 0.95 * lines


def test_what_is_stripped_and_is_the_body_is_said_and_left_out() -> None:
    imported = read_site_config("body: //div[@id=\"story\"]\nstrip: //div[@id='story']\n", SITE)
    assert [(one.line, one.why) for one in imported.left_out] == [(2, "it takes away what `body` names")]
    assert imported.taken == 1


def test_a_file_in_another_charset_is_read_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"{SITE}.txt"
    path.write_bytes("body: //div[@class='story-text']\n# Été\n".encode("cp1252"))
    assert main(["rules", "import", str(path), "--out", str(tmp_path / "r")]) == 0
    assert f"{path}:2: no UTF-8" in capsys.readouterr().out
