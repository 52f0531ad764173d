"""page_type: what kind of page it is, on pages and on dumps, and what speaks for it."""

from __future__ import annotations

import json

import pytest

from cleaner import RawPage, Record, clean, load_rules
from cleaner.labelers.page_type import choose_kind, no_story_share
from cleaner.labelers.page_type.weights import KINDS, load_forest, read_manifest, term_numbers
from cleaner.model import Status

RULES = load_rules(sites=False)
SENTENCES = (
    "The council of Millbrook met on Monday evening and agreed to repair the old bridge before the winter comes.",
    "Drivers have had to take the long way round since the flood of last spring, said the mayor, Jane Porter.",
    "The work will cost two million pounds and is to be paid for by the county, which owns most of the road.",
    "Some people who live by the river had asked for a new bridge, and were told that there is no money for it.",
    "The old one was built in 1891, when the mill was the largest in the county, and has been repaired twice.",
)
SECTIONS = ("home", "news", "sport", "culture", "weather")
MENU = "".join(f"<li><a href=/{name}>{name.title()}</a></li>" for name in SECTIONS)
HEAD = "<meta property=og:type content={0}><title>{1} - The Millbrook Herald</title>"


def page(body: str, og_type: str = "website", title: str = "Bridge to be repaired", head: str = "") -> str:
    return f"<html><head>{HEAD.format(og_type, title)}{head}</head><body><nav><ul>{MENU}</ul></nav>{body}</body></html>"


def article(head: str = "", extra: str = "") -> str:
    text = "".join(f"<p>{sentence} {SENTENCES[n % 3]}</p>" for n, sentence in enumerate(SENTENCES * 2))
    byline = "<p class=byline>By Ann Miller</p><time datetime=2024-03-01T08:00>1 March 2024</time>"
    story = f"<main><article><h1>Bridge to be repaired</h1>{byline}{text}{extra}</article></main>"
    return page(story, "article", head=head)


def front_page(paragraphs: int) -> str:
    teasers = "".join(
        f"<div class=item><h2><a href=/news/{n}>Bridge number {n} to be repaired at last</a></h2>"
        + "".join(f"<p>{SENTENCES[(n + k) % 5]}</p>" for k in range(paragraphs))
        + f"<a href=/news/{n}>Read more</a></div>"
        for n in range(14)
    )
    return page(f"<main><h1>News</h1>{teasers}</main>", title="News")


def cleaned(html: str, url: str | None = None) -> Record:
    return clean(RawPage(html, url), RULES)


def kind_of(record: Record) -> str:
    assert record.page_type is not None
    return record.page_type.kind


def test_article_is_an_article_and_says_why() -> None:
    record = cleaned(article(), "https://herald.example/news/2024/03/01/bridge-to-be-repaired-at-last")
    assert (kind_of(record), record.status) == ("article", Status.OK)
    assert record.page_type is not None
    assert record.page_type.probability > 0.8
    assert any("blocks are text" in line for line in record.page_type.evidence)


@pytest.mark.parametrize("paragraphs", [1, 2])
@pytest.mark.parametrize("url", ["https://herald.example/", "https://herald.example/category/news", None])
def test_page_of_long_teasers_is_an_index_and_its_text_is_there(url: str | None, paragraphs: int) -> None:
    record = cleaned(front_page(paragraphs), url)
    assert (kind_of(record), record.status) == ("index", Status.NOT_ARTICLE)
    assert record.reason is not None
    assert "index" in record.reason


TOPIC = "https://www.herald.example/thema/bruecken/"


def list_by_topic(items: int, introduction: str) -> str:
    title = "Bridge number {0} is to be repaired at last"
    rows = "".join(
        f"<div class=row><h3><a href=/a/{n}>{title.format(n)}</a></h3><p>{SENTENCES[n % 5]}</p></div>"
        for n in range(items)
    )
    link = f"<link rel=canonical href={TOPIC}>"
    return page(f"<main><h1>Bridges</h1><p>{introduction}</p>{rows}</main>", title="Bridges", head=link)


def test_list_by_topic_is_an_index_by_address_and_form() -> None:
    record = cleaned(list_by_topic(6, "All that the Herald has on bridges."))
    assert record.status is Status.NOT_ARTICLE
    assert record.page_type is not None
    assert record.page_type.evidence == ("the address has /thema/", "6 linked titles of one form")


@pytest.mark.parametrize("classes", ["archive category category-7", "archive tag", "mediawiki ns-14"])
def test_system_that_made_the_page_says_that_it_is_a_list(classes: str) -> None:
    html = list_by_topic(3, "All that the Herald has on bridges.")
    record = cleaned(html.replace("<body", f"<body class='{classes}'"), "https://www.herald.example/bruecken/")
    assert kind_of(record) == "index"
    assert record.page_type is not None
    assert "root is called" in record.page_type.evidence[0]
    single = cleaned(html.replace("<body", "<body class='single category-7'"), "https://www.herald.example/bruecken/")
    assert single.page_type is not None
    assert "root is called" not in single.page_type.evidence[0]


def test_story_above_a_list_is_a_story_whatever_its_address() -> None:
    story = [
        "Nobody in the valley can say who built the first bridge, and the parish books begin forty years later.",
        "What is known is the price: two oxen, a field of barley and the promise that no toll would ever be asked for.",
        "The promise was kept for three centuries, until a mayor with debts put a gate and a man with a purse on it.",
        "Within a week the gate lay in the river, and the man with the purse had found another place to work.",
        "His grandson still owns the purse, and shows it to visitors who ask for it on the first Sunday of the month.",
    ]
    page_type = cleaned(list_by_topic(6, "</p><p>".join(story))).page_type
    assert page_type is not None
    assert "the address has /thema/" not in page_type.evidence


def test_product_is_no_article() -> None:
    product = {"@type": "Product", "name": "Kettle", "offers": {"@type": "Offer", "price": "29.00"}}
    head = f"<script type=application/ld+json>{json.dumps(product)}</script><meta property=og:price content=29>"
    body = (
        "<main><h1>Kettle</h1><p>$29.00</p><button>Add to cart</button><p>In stock</p><p>Quantity</p>"
        f"<h2>Description</h2><p>{SENTENCES[0]}</p><h2>Reviews</h2><p>Free shipping</p>"
        "<h2>You may also like</h2></main>"
    )
    record = cleaned(page(body, "product", "Kettle", head), "https://shop.example/products/kettle")
    assert (kind_of(record), record.status) == ("product", Status.NOT_ARTICLE)


def test_thread_is_no_article() -> None:
    posts = "".join(
        f"<div class=post><a href=/u/{n}>user{n}</a><span>#{n}</span><p>{SENTENCES[n % 5]}</p>"
        f"<p>{n} Likes</p><p>Posts: 1,{n}</p><p>Joined</p><a href=#>Reply</a></div>"
        for n in range(12)
    )
    declared = '<script type=application/ld+json>{"@type": "QAPage", "name": "Which kettle?"}</script>'
    html = f"<html><head><title>Which kettle? - Forum</title>{declared}</head><body>{posts}</body>"
    record = cleaned(html, "https://forum.example/threads/which-kettle.123/")
    assert (kind_of(record), record.status) == ("forum", Status.NOT_ARTICLE)


@pytest.mark.parametrize(
    ("declared", "url", "kind"),
    [
        ({"@type": "LiveBlogPosting", "headline": "Bridge"}, "https://herald.example/live/bridge", "live_blog"),
        ({"@type": "NewsArticle", "headline": "Bridge"}, "https://herald.example/news/bridge-to-be-built", "article"),
    ],
)
def test_live_blog_is_declared(declared: dict[str, str], url: str, kind: str) -> None:
    record = cleaned(article(f"<script type=application/ld+json>{json.dumps(declared)}</script>"), url)
    assert (kind_of(record), record.status) == (kind, Status.OK)


def test_gallery_has_pictures_and_few_words() -> None:
    figure = "<figure><img src=/{}.jpg><figcaption>{}</figcaption></figure>"
    pictures = "".join(figure.format(n, SENTENCES[n % 5]) for n in range(9))
    head = '<script type=application/ld+json>{"@type": "ImageGallery", "name": "Bridge"}</script>'
    url = "https://herald.example/fotostrecke/bridge"
    assert kind_of(cleaned(page(f"<h1>Bridge</h1>{pictures}", "article", head=head), url)) == "gallery"


def test_film_without_story_is_no_article_and_an_article_with_a_film_is_one() -> None:
    head = '<script type=application/ld+json>{"@type": "VideoObject", "name": "Bridge"}</script>'
    film = cleaned(
        page(f"<h1>Bridge</h1><p>{SENTENCES[0]}</p>", "video.other", head=head), "https://h.example/video/b-1"
    )
    assert (kind_of(film), film.status) == ("video", Status.NOT_ARTICLE)
    assert kind_of(cleaned(article(head), "https://herald.example/news/bridge-to-be-repaired")) == "article"


def test_wall_is_another_kind() -> None:
    record = cleaned("<title>Just a moment...</title><p>Verify you are human.</p>")
    assert (kind_of(record), record.status) == ("other", Status.BOT_WALL)


def test_story_is_kept_where_a_kind_without_one_is_not_much_likelier() -> None:
    assert KINDS[choose_kind([0.3, 0.45, 0.1, 0.05, 0.05, 0.05], 0.75)] == "article"
    assert KINDS[choose_kind([0.05, 0.6, 0.2, 0.05, 0.05, 0.05], 0.75)] == "index"
    assert no_story_share([0.1, 0.1, 0.1, 0.0, 0.5, 0.2]) == 0.0, "a service is likelier"


def test_terms_weigh_by_the_root_of_their_number() -> None:
    weights = {"a": (1.0,) * len(KINDS), "b": (3.0,) * len(KINDS)}
    assert term_numbers({"a", "b", "unknown"}, weights) == [*[2.3094] * len(KINDS), 2.0]
    assert term_numbers({"unknown"}, weights) == [0.0] * (len(KINDS) + 1)


@pytest.mark.parametrize("kind", ["html", "text"])
def test_weights_are_of_the_columns_there_are(kind: str) -> None:
    pytest.importorskip("catboost")
    from training.kind_forests import column_names

    manifest = read_manifest()
    assert list(manifest.names[kind]) == column_names(kind)  # type: ignore[arg-type]
    assert load_forest(kind).columns.max() < len(manifest.names[kind])  # type: ignore[arg-type]


def test_small_page_that_says_it_is_a_product_is_one() -> None:
    declared = '<script type=application/ld+json>{"@type": "Product", "name": "Kettle", "sku": "k1"}</script>'
    body = f"<main><h1>Kettle</h1><p>$29.00</p><button>Add to cart</button><p>In stock</p><p>{SENTENCES[0]}</p></main>"
    record = cleaned(page(body, "product", "Kettle", declared), "https://shop.example/products/kettle")
    assert (kind_of(record), record.status) == ("product", Status.NOT_ARTICLE)


def test_product_that_only_prints_what_it_is_is_no_article() -> None:
    text = (
        "<p>Der Wasserkocher kocht einen Liter in drei Minuten, und der Griff bleibt kühl dabei.</p>"
        "<p>Der Sockel lässt sich ganz drehen und passt so in die linke wie in die rechte Hand.</p>"
    )
    body = (
        "<main class=product-detail><h1>Wasserkocher aus Stahl</h1><div class=price>€49,00</div>"
        "<button class=add-to-cart>In den Warenkorb</button><p class=stock>Auf Lager</p><h2>Description</h2>"
        f"{text}<p class=shipping>Versandkostenfrei</p><p>Gewicht: 1,2 kg</p></main>"
    )
    record = cleaned(page(body, title="Wasserkocher"), "https://laden.example/produkt/wasserkocher")
    assert record.status is Status.NOT_ARTICLE


def test_article_that_lists_products_is_an_article() -> None:
    declared = '<script type=application/ld+json>[{"@type": "Product"}, {"@type": "NewsArticle"}]</script>'
    body = (
        "<article><h1>Ferry returns to the harbour</h1>" + "".join(f"<p>{one}</p>" for one in SENTENCES) + "</article>"
    )
    assert kind_of(cleaned(page(body, "article", "Ferry returns to the harbour", declared))) == "article"


def test_page_without_text_is_of_no_kind() -> None:
    assert cleaned("<html><body></body></html>").page_type is None


POST = "<article><h2 class=entry-title><a href=/{0}>Bridge number {0} to be repaired</a></h2>{1}</article>"
JOB = "".join(
    f"<h2>{line}:</h2><ul><li>{SENTENCES[0]}</li></ul>" for line in ("Your tasks", "Your profile", "We offer")
)
THREAD = "".join(f"<div class=post><b>user{n}</b><p>{text}</p></div>" for n, text in enumerate(SENTENCES))
EVENT = '<script type="application/ld+json">{{"@type": "MusicEvent", "name": "{0}"}}</script>'


@pytest.mark.parametrize(
    ("body", "head", "kind"),
    [
        ("".join(POST.format(n, f"<p>{' '.join(SENTENCES)}</p>" * 3) for n in range(4)), "", "index"),
        (THREAD, "<meta name=generator content='Discourse 3.2'>", "forum"),
        (THREAD.replace("<div", "<div itemscope itemtype='http://schema.org/DiscussionForumPosting'"), "", "forum"),
        (f"<h1>Bridge keeper</h1>{JOB}<p>{SENTENCES[1]}</p><button>Apply now</button>", "", "product"),
        (f"<h1>Night of the bridge</h1><p>{' '.join(SENTENCES)}</p>", EVENT.format("Night of the bridge"), "product"),
    ],
)
def test_page_that_names_what_it_is(body: str, head: str, kind: str) -> None:
    record = cleaned(page(f"<main>{body}</main>", title="Night of the bridge", head=head))
    assert (kind_of(record), record.status) == (kind, Status.NOT_ARTICLE)


def test_dump_of_a_thread_names_itself_by_its_lines() -> None:
    around = "Joined\n\nPosts\n\n{}\n\nReply\n\nQuote\n\nReport post\n\nLike"
    thread = "\n\n".join(around.format(sentence) for sentence in SENTENCES)
    assert kind_of(clean(RawPage(thread, kind="text"), RULES)) == "forum"
    comments = "\n\n".join([*SENTENCES, "Reply\n\nLike\n\nReport post"])
    assert kind_of(clean(RawPage(comments, kind="text"), RULES)) == "article"


def test_story_with_the_signs_of_an_offer_or_a_list_beside_it_is_an_article() -> None:
    related = "".join(POST.format(n, f"<p>{SENTENCES[0]}</p>") for n in range(4))
    for extra in (f"<h2>We offer</h2><p>{SENTENCES[0]}</p><a href=/jobs>Apply now</a>", related):
        assert kind_of(cleaned(article(extra=extra))) == "article"
    assert kind_of(cleaned(article(head=EVENT.format("Night of the bridge")))) == "article"
