"""Input nobody wants: every page gets a record with a status and a reason, and nothing hangs or raises."""

from __future__ import annotations

import gzip
import json
import os
import random
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from cleaner import RawPage, Record, clean, clean_many
from cleaner.model import Status
from cleaner.rulebook import Rulebook

HANG_SECONDS = 60  # a guard against a page that never ends, no promise of speed

STORY = (
    "The harbour of Varde reopens on Tuesday after four months of dredging, the port authority said in a statement.",
    "Ships of up to nine metres of draught can enter again, two more than before the works began in the spring.",
    "The work cost eleven million crowns, of which the ministry of transport paid a third, according to the statement.",
    "“We had ships waiting outside for the tide every single day,” said the harbour master, Inge Dahl, on Sunday.",
)
HEAD = "<html><head><title>Harbour reopens</title></head><body><article><h1>Harbour reopens</h1>"
FOOT = "</article></body></html>"


def page_with(inside: str) -> str:
    """The story's page with something more between its second and third paragraph."""
    first, second, third, fourth = (f"<p>{paragraph}</p>" for paragraph in STORY)
    return f"{HEAD}{first}{second}{inside}{third}{fourth}{FOOT}"


PAGE = page_with("")


def is_whole(record: Record) -> bool:
    return record.status is Status.OK and all(paragraph in record.text for paragraph in STORY)


# ------------------------------------------------------------------ no page at all


NOTHING = [b"", b" \n\t\r\n ", "", "\u00a0\u200b\n", b"\xef\xbb\xbf", "<html></html>", "<!-- only -->"]


@pytest.mark.parametrize("body", NOTHING)
def test_nothing_is_empty(body: bytes | str, general_rules: Rulebook) -> None:
    record = clean(RawPage(body=body), general_rules)
    assert (record.status, record.text) == (Status.EMPTY, "")
    assert record.reason


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "PNG"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40, "JPEG"),
        (b"PK\x03\x04" + bytes(200), "ZIP"),
        (random.Random(7).randbytes(50_000), "binary"),
        (bytes(5000), "NUL"),
    ],
)
def test_binary_is_an_error_that_says_what_it_is(body: bytes, what: str, general_rules: Rulebook) -> None:
    record = clean(RawPage(body=body), general_rules)
    assert record.status is Status.ERROR
    assert what in (record.reason or "")


def test_too_large_a_body_is_an_error_that_names_the_limit(general_rules: Rulebook) -> None:
    record = clean(RawPage(body=b"<p>word " * 7_000_000), general_rules)  # 56 MB
    assert record.status is Status.ERROR
    assert "max_body_bytes" in (record.reason or "")


def test_small_gzip_of_a_huge_page_is_an_error(general_rules: Rulebook) -> None:
    record = clean(RawPage(body=gzip.compress(b"<p>word " * 7_000_000)), general_rules)
    assert record.status is Status.ERROR


def test_gzip_is_undone(general_rules: Rulebook) -> None:
    assert is_whole(clean(RawPage(body=gzip.compress(PAGE.encode())), general_rules))


def test_truncated_gzip_gives_what_there_is_or_a_reason(general_rules: Rulebook) -> None:
    record = clean(RawPage(body=gzip.compress((PAGE + "<!-- " + "filler " * 9 + "-->").encode())[:-60]), general_rules)
    assert record.status is not Status.CRASHED
    assert STORY[0] in record.text or record.reason


@pytest.mark.parametrize("kept", [4, 12])
def test_gzip_without_a_byte_of_text_is_an_error(kept: int, general_rules: Rulebook) -> None:
    record = clean(RawPage(body=gzip.compress(PAGE.encode())[:kept]), general_rules)
    assert record.status is Status.ERROR
    assert record.reason


# ------------------------------------------------------------------ encodings


def test_nul_bytes_are_dropped(general_rules: Rulebook) -> None:
    record = clean(RawPage(body=PAGE.replace("harbour", "har\x00bour").encode()), general_rules)
    assert is_whole(record)
    assert "\x00" not in record.to_json()


def test_nul_inside_tags_is_dropped(general_rules: Rulebook) -> None:
    assert is_whole(clean(RawPage(body=PAGE.replace("<p>", "<\x00p\x00>").encode(), kind="html"), general_rules))


UMLAUTS = "Über Nacht fiel Schnee auf die Straßen von Würzburg, für die Räumdienste kam er früh, erklärt die Behörde."
GERMAN = f"{HEAD}<p>{UMLAUTS}</p><p>Größere Störungen gab es im Süden nicht, hieß es dort am späten Abend.</p>{FOOT}"


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [
        ("utf-8", "iso-8859-1"),  # lies
        ("utf-8", "utf-16"),
        ("utf-8", "no-such-charset"),
        ("cp1252", "utf-8"),
        ("cp1252", "windows-1252"),
        ("cp1252", None),
        ("utf-8-sig", "cp1252"),
        ("utf-16", None),
    ],
)
def test_wrong_charset_does_not_spoil_the_text(encoding: str, charset: str | None, general_rules: Rulebook) -> None:
    record = clean(RawPage(body=GERMAN.encode(encoding), charset=charset), general_rules)
    assert UMLAUTS in record.text


def test_lying_meta_charset_does_not_spoil_the_text(general_rules: Rulebook) -> None:
    body = GERMAN.replace("<head>", '<head><meta charset="shift_jis">').encode("utf-8")
    assert UMLAUTS in clean(RawPage(body=body), general_rules).text


def test_broken_bytes_do_not_spoil_the_rest(general_rules: Rulebook) -> None:
    body = PAGE.encode().replace(b"dredging", b"dred\xff\xfeging")
    record = clean(RawPage(body=body), general_rules)
    assert STORY[1] in record.text


def test_lone_surrogates_can_be_written(general_rules: Rulebook) -> None:
    record = clean(RawPage(body=PAGE.replace("dredging", "dred\ud800ging")), general_rules)
    assert json.loads(record.to_json())["status"] == "ok"


# ------------------------------------------------------------------ pages that are no articles


def test_dump_of_one_line_has_a_status_and_a_reason(general_rules: Rulebook) -> None:
    record = clean(RawPage(body="Harbour reopens", kind="text"), general_rules)
    assert record.status in (Status.NOT_ARTICLE, Status.EMPTY)
    assert record.reason


def test_list_of_headlines_is_no_article(general_rules: Rulebook) -> None:
    names = ("Council votes on budget", "Ferry returns", "Snow in the south", "Museum opens wing", "Team wins at last")
    items = "".join(f'<li><a href="/{n}">{name} {n}</a></li>' for n in range(12) for name in names)
    page = f"<html><head><title>News</title></head><body><h1>News</h1><ul>{items}</ul></body></html>"
    record = clean(RawPage(body=page), general_rules)
    assert record.status is Status.NOT_ARTICLE
    assert record.reason


def test_text_that_is_json_is_no_crash(general_rules: Rulebook) -> None:
    record = clean(RawPage(body=json.dumps({"title": "A", "items": list(range(500))})), general_rules)
    assert record.status is not Status.CRASHED


# ------------------------------------------------------------------ broken and hostile markup


def json_ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "body",
    [
        PAGE.replace("</p>", "").replace("</article></body></html>", ""),
        PAGE.replace("<html>", "").replace("<body>", ""),
        PAGE.replace("</html>", "</html><script>if (a < b && c > d) {</script>"),
        PAGE.replace("<article>", "<article><b><i><a><span>"),
        PAGE.replace("<h1>", "</div></div></p></table><h1>"),
        PAGE.replace("<head>", "<head><style>p { color: red }"[:6] + "</style>"),
        page_with("<p><![CDATA[x]]></p><?php echo 1 ?><!-- unclosed > -->"),
        page_with("<p class='a' class='b' =x \"></p>"),
        page_with("<p>\x01\x02\x0b\x0c\x1f</p>"),
        page_with("<p>&#0;&#1114112;&#xD800;&nosuch;&amp;amp;</p>"),
        page_with(json_ld('{"@type": "NewsArticle", "headline": ')),
        page_with(json_ld('[[[null, 1, "x", {"@graph": 7}]]]')),
        page_with(json_ld('{"@type": "NewsArticle", "author": [[{"name": {"a": 1}}], 7], "datePublished": []}')),
    ],
)
def test_broken_markup_keeps_the_story(body: str, general_rules: Rulebook) -> None:
    assert is_whole(clean(RawPage(body=body, kind="html"), general_rules))


URLS = ["", "not a url", "https://", "https://[::1", "https://exa mple.com/", "file:///etc/passwd", "a" * 9000]


@pytest.mark.parametrize("url", URLS)
def test_strange_url_spoils_nothing(url: str, rules: Rulebook) -> None:
    record = clean(RawPage(body=PAGE, url=url), rules)
    assert all(paragraph in record.text for paragraph in STORY)


# ------------------------------------------------------------------ batches, files, rules, network


def test_bad_pages_do_not_stop_the_good_ones(general_rules: Rulebook) -> None:
    bodies: list[bytes | str] = [PAGE, b"\x89PNG\r\n\x1a\n", b"", PAGE]
    records = list(clean_many((RawPage(body=body) for body in bodies), general_rules))
    assert [record.status for record in records] == [Status.OK, Status.ERROR, Status.EMPTY, Status.OK]


@pytest.fixture
def cleaner_command(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs `cleaner …` in an empty folder."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cleaner", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=HANG_SECONDS)

    return run


Run = Callable[..., "subprocess.CompletedProcess[str]"]


def is_one_clear_line(ran: subprocess.CompletedProcess[str]) -> bool:
    return ran.returncode == 2 and len(ran.stderr.strip().splitlines()) == 1 and "Traceback" not in ran.stderr


def test_file_that_is_not_there_is_one_clear_line(cleaner_command: Run) -> None:
    ran = cleaner_command("clean", "nowhere.html")
    assert is_one_clear_line(ran), ran.stderr
    assert "nowhere.html" in ran.stderr


def test_unreadable_file_does_not_stop_the_folder(tmp_path: Path, cleaner_command: Run) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_text(PAGE)
    (folder / "b.html").symlink_to(tmp_path / "gone.html")
    (folder / "c.html").write_text(PAGE)
    ran = cleaner_command("clean", str(folder))
    statuses = [json.loads(line)["status"] for line in ran.stdout.splitlines()]
    assert statuses.count("ok") == 2
    assert "b.html" in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def test_binary_file_does_not_stop_the_folder(tmp_path: Path, cleaner_command: Run) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    (folder / "b.html").write_text(PAGE)
    ran = cleaner_command("clean", str(folder))
    assert [json.loads(line)["status"] for line in ran.stdout.splitlines()] == ["error", "ok"]


def test_typo_in_a_rule_is_one_clear_line(tmp_path: Path, cleaner_command: Run) -> None:
    sites = tmp_path / "my-rules" / "sites"
    sites.mkdir(parents=True)
    rule = 'rule: 1\nsite: example.com\nversion: 1\nlayouts:\n  - name: "2024"\n    boddy: {css: [article]}\n'
    (sites / "example.com.yaml").write_text(rule)
    ran = cleaner_command("rules", "check", "my-rules")
    assert ran.returncode == 2
    assert "example.com.yaml:6: " in ran.stdout + ran.stderr
    assert "did you mean 'body'?" in ran.stdout + ran.stderr


def test_refused_connection_is_one_clear_line(cleaner_command: Run) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    ran = cleaner_command("clean", "--allow-private", f"http://127.0.0.1:{port}/story")
    assert is_one_clear_line(ran), ran.stderr
    assert "127.0.0.1" in ran.stderr


def test_private_address_is_refused_unasked(cleaner_command: Run) -> None:
    ran = cleaner_command("clean", "http://127.0.0.1:9/story")
    assert is_one_clear_line(ran), ran.stderr


@pytest.mark.parametrize("item", [None, 7, Exception("x"), {"html": "<p>text"}])
def test_what_is_no_page_is_a_row_of_a_batch(general_rules: Rulebook, item: object) -> None:
    page = RawPage("<p>text</p>")
    records = list(clean_many([page, item, page], general_rules))  # type: ignore[list-item]  # what callers do
    assert [record.status for record in records][::2] == [records[0].status] * 2
    assert (records[1].status, records[1].reason) == (
        Status.ERROR,
        f"a page must be bytes, text or a RawPage, not {type(item).__name__}",
    )


@pytest.mark.parametrize("year", [1, 1899, 9999])
@pytest.mark.parametrize("hours", [-14, 0, 14])
def test_time_of_fetching_that_is_none_is_unknown(general_rules: Rulebook, year: int, hours: int) -> None:
    fetched_at = datetime(year, 1, 1, tzinfo=timezone(timedelta(hours=hours)))
    text = "Published yesterday, 3 hours ago, on Monday 3 March."
    record = clean(RawPage(f"<article><p>{text}</p></article>", fetched_at=fetched_at), general_rules)
    assert record.input.fetched_at is None


def test_page_cut_short_says_so(general_rules: Rulebook) -> None:
    packed = gzip.compress(f"<p>{os.urandom(5000).hex()}".encode())
    for page, is_truncated in (
        (RawPage(packed), False),
        (RawPage(packed[:-100]), True),
        (RawPage("<p>text", is_truncated=True), True),
    ):
        assert ("truncated" in clean(page, general_rules).quality.flags) == is_truncated


@pytest.mark.parametrize(("levels", "is_whole"), [(1000, True), (5000, False)])
def test_page_that_nests_deeper_than_the_parser_reads_is_truncated(
    levels: int, is_whole: bool, general_rules: Rulebook
) -> None:
    story = "<p>The harbour opens again on Tuesday after four months of work, the authority said.</p>" * 5
    body = f"<h1>Harbour</h1>{story}{'<div>' * levels}<p>The last words.</p>{'</div>' * levels}"
    record = clean(RawPage(f"<html><body>{body}</body></html>"), general_rules)
    assert ("truncated" not in record.quality.flags) is is_whole
