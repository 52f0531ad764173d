"""Values that programs stumble over: strings, dates, names, addresses, charsets, numbers, lines of many scripts."""

from __future__ import annotations

CONTROLS = ("\x00", "\x01", "\x08", "\x0b", "\x0c", "\x1b[31m", "\x1b]0;title\x07", "\x7f", "\x85", "\x9b31m", "\u2028")
BIDI = ("\u202e", "\u2066", "\u200f", "\u200b", "\u200d", "\u00ad", "\ufeff", "\u2060")
NON_CHARACTERS = ("\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\U0010ffff", "\ud83d", "\udc00", "\udfff\ud800")
NUMBERS = (
    "0", "-1", "00", "1e309", "-1e-400", "NaN", "Infinity", "9" * 25, "1" * 5000, "0x7fffffff", "2147483648", "٣٤", "Ⅻ", "½", "²",
)  # fmt: skip
MARKUP = (
    "<", ">", "&", "</p>", "<p>", "<!--", "-->", "]]>", "<![CDATA[", "<?php ?>", "<script>", "</script>", "&amp;#0;", "&#1;", "&#31;",
    "&#xD800;", "&#xFFFE;", "&#x110000;", "&#99999999999;", "&#150;", "&nbsp;", "&nosuch;", "&amp;amp;lt;", "&#x0;", "&lt;b&gt;",
)  # fmt: skip
WHITE = ("", " ", "\t", "\n", "\r", "\r\n\r\n", "\u00a0", "\u3000", "\u2003", "\u1680")
TEMPLATES = ("%s%n%x", "{0}", "{{ title }}", "${7*7}", "\\", "\\u0000", "\\ud83d", "'", '"', "`", "=HYPERLINK(\"x\")", "@SUM(1)", "||", "**")
COMBINED = ("e\u0301" * 9, "Z" + "\u0334\u0351" * 20, "👨‍👩‍👧‍👦", "🇩🇪", "ﷺ", "ﬃ", "ß", "İ", "ı", "Ǆ", "ς", "\u0f3a", "𝔘𝔫𝔦", "①")
WORDS = ("null", "None", "undefined", "true", "NULL", "constructor", "__proto__", "NaN", "admin", "-", "—", "|", "·", "©", "@", "By", "by")
STRINGS = (*CONTROLS, *BIDI, *NON_CHARACTERS, *NUMBERS, *MARKUP, *WHITE, *TEMPLATES, *COMBINED, *WORDS)
# What is repeated into a long run; patterns that look for one of them again and again show here.
RUNS = ("a", " ", "-", "©", "@", ".", ",", "1", "|", "By ", "a.", "a@", "A ", "A, ", "© 2024 ", "(", '"', "/", "&", "<", "é", "漢", "\u0301", ":", "#", "\t")

NAMES = (
    "Jane Doe", "JANE DOE", "jane.doe@example.com", "@jane", "Dr. Jane Doe, Ph.D.", "Jane Doe and John Roe", "Jane Doe; John Roe; Ann Poe",
    "Doe, Jane", "By Jane Doe for The Daily, in Paris", "Staff", "admin", "O’Neill-Łukasz von der Ärztekammer", "김민수 기자", "山田太郎",
    "محمد العلي", "Иван Петров", "https://example.com/author/jane", "X Æ A-12", "J", "de la", "Reuters", "AP", "1234", "Jane Doe " * 30,
)  # fmt: skip
DATES = (
    "2024-02-30", "0000-00-00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "10000-01-01", "2024-13-01T25:61:61", "1970-01-01", "-2024-01-01",
    "2024-06-01T10:00:00+99:99", "2024-06-01T10:00:00-23:59", "2024-06-01T10:00:00.123456789Z", "20240601", "1717236000", "1717236000000", "-1",
    "9" * 30, "٢٠٢٤-٠٦-٠١", "二〇二四年六月一日", "2024年6月1日", "1 June 2024", "June 31, 2024", "31/12/99", "12/31/1899", "yesterday",
    "5 minutes ago", "99999999999 years ago", "in 3 days", "Sat, 01 Jun 2024 10:00:00 GMT", "Jun 1, 2024 10:00 AM EST", "24:00", "2024-W22-6",
    "01.06.2024 10.00 Uhr", "hace 2 horas", "2024-06-01 10:00 Europe/Nowhere", "Feb 29, 2023", "0", "999999999999 minutes ago", "12.13.2024",
)  # fmt: skip
TIMES_OF_FETCH = (
    None, "2024-06-01T12:00:00+00:00", "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00", "1970-01-01T00:00:00+00:00",
    "2024-06-01T12:00:00+14:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00", "2024-06-01T12:00:00.000001-00:00:01",
)  # fmt: skip
ADDRESSES = (
    None, "https://example.com/2024/06/01/story", "https://example.com/", "http://[::1", "http://[::1]:99999/", "https://example.com:abc/x",
    "https://user:pass@example.com/a?utm_source=x#y", "javascript:alert(1)", "data:text/html,<p>", "//example.com/x", "mailto:a@b.c", "",
    "https://xn--a.example/", "https://" + "a" * 300 + ".com/", "https://ex\u00admple.com/", "https://example.com/\ud83d", "http://\x00/",
    "https://example.com/%ff%00%zz", "https://example.com/0000/00/00/", "https://example.com/9999/99/99/x", "https://EXAMPLE.com./A/../b",
    "https://1.1.1.1.1/", "file:///etc/passwd", "https://example.com/" + "a/" * 500, "http://\u202eexample.com", "https:///x", "https://日本.jp/",
    "https://koreajoongangdaily.joins.com/x", "https://newsrebeat.com/y", "\n https://example.com/z\t", "http://a b.com/", "HTTPS://EXAMPLE.COM",
)  # fmt: skip
CHARSETS = (
    None, "utf-8", "UTF8", "iso-8859-1", "windows-1252", "shift_jis", "euc-kr", "gb18030", "big5", "utf-16", "utf-16le", "utf-32", "utf-7", "hz",
    "iso-2022-jp", "iso-2022-kr", "koi8-r", "idna", "punycode", "undefined", "hex", "base64", "rot13", "zlib", "bz2", "uu", "unicode_escape",
    "raw_unicode_escape", "mbcs", "oem", "\x00", "utf-8\x00", "", " ", "none", "x-user-defined", "cp65001", "a" * 1000, "ü", "utf-8;", "'utf-8'",
    "macintosh", "x-mac-cyrillic", "tis-620", "cp037", "palmos", "string_escape", "utf_8_sig", "charmap", "unicode-1-1-utf-7", "replacement",
)  # fmt: skip
STATUSES = (None, 200, 404, 0, -1, 999, 10**12, 301)
TAGS = (
    "div", "p", "span", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "blockquote", "b", "i", "a", "em", "article", "section",
    "main", "aside", "header", "footer", "nav", "h1", "h2", "h6", "figure", "figcaption", "pre", "code", "time", "form", "select", "option",
    "button", "iframe", "noscript", "template", "svg", "math", "font", "center", "details", "summary", "body", "html", "head", "title", "script",
    "style", "textarea", "video", "x-custom", "o:p", "amp-img", "picture", "q", "sup", "ruby", "rt", "address", "hgroup", "label", "input", "br",
)  # fmt: skip
ATTRIBUTES = (
    "class", "id", "href", "src", "srcset", "alt", "title", "style", "lang", "xml:lang", "dir", "hidden", "itemprop", "itemscope", "itemtype", "rel",
    "datetime", "content", "name", "property", "data-src", "data-credit", "aria-hidden", "role", "width", "height", "colspan", "onclick", "type",
    "value", "http-equiv", "charset", "xmlns", "a:b", "ünïcode", "=", "'", "<", "data-x", "cite",
)  # fmt: skip
CLASSES = (
    "author", "byline", "caption", "credit", "date", "headline", "title", "share", "related", "comments", "advert", "newsletter", "footer", "nav",
    "paywall", "hidden", "entry-content", "article-body", "breadcrumb", "tags", "copyright", "timestamp", "subtitle", "bio", "fn", "h-entry",
)  # fmt: skip
METAS = (
    "author", "article:author", "article:published_time", "article:modified_time", "og:title", "og:description", "og:image", "og:url", "og:site_name",
    "og:type", "og:locale", "description", "keywords", "news_keywords", "article:section", "article:tag", "twitter:title", "twitter:creator",
    "parsely-title", "parsely-author", "parsely-pub-date", "sailthru.author", "sailthru.date", "dc.date", "dc.creator", "dc.title", "date",
    "generator", "robots", "content-language", "language", "copyright", "byl", "pubdate", "last-modified", "citation_author", "viewport", "title",
)  # fmt: skip
MEMBERS = (
    "@type", "@graph", "@id", "@context", "headline", "name", "author", "creator", "publisher", "datePublished", "dateModified", "dateCreated",
    "image", "url", "mainEntityOfPage", "mainEntity", "isPartOf", "articleSection", "keywords", "articleBody", "description", "isAccessibleForFree",
    "hasPart", "cssSelector", "inLanguage", "logo", "caption", "creditText", "copyrightHolder", "sourceOrganization", "jobTitle", "email", "sameAs",
    "alternativeHeadline", "thumbnailUrl", "itemListElement", "contentUrl", "editor", "contributor", "locationCreated", "dateline", "affiliation",
)  # fmt: skip
TYPES = (
    "NewsArticle", "Article", "WebPage", "Person", "Organization", "ImageObject", "BreadcrumbList", "ListItem", "VideoObject", "LiveBlogPosting",
    "ReportageNewsArticle", "http://schema.org/NewsArticle", ["NewsArticle", "Article"], "", None, 3, {"@value": "Article"}, "BlogPosting", "Product",
)  # fmt: skip
SENTENCES = (
    "The harbour of Varde reopens on Tuesday after four months of dredging, the port authority said in a statement.",
    "Ships of up to nine metres of draught can enter again, two more than before the works began in the spring.",
    "“We had ships waiting outside for the tide every single day,” said the harbour master, Inge Dahl, on Sunday.",
    "Über Nacht fiel Schnee auf die Straßen von Würzburg, für die Räumdienste kam er früh, erklärt die Behörde.",
    "Le gouvernement a annoncé mardi une série de mesures pour soutenir les agriculteurs touchés par la sécheresse.",
    "El presidente dijo el lunes que la reforma se votará antes de que termine el año, según fuentes del Congreso.",
    "В понедельник в городе открылся новый мост, сообщили в администрации; движение по нему начнётся в среду.",
    "서울시는 화요일 새로운 대중교통 요금 체계를 발표했다. 시민들은 다음 달부터 새 요금을 내게 된다.",
    "東京都は火曜日、新しい防災計画を発表した。計画は来年四月から実施される予定だと担当者は述べた。",
    "أعلنت الحكومة يوم الثلاثاء عن خطة جديدة لدعم المزارعين المتضررين من الجفاف في المناطق الجنوبية.",
    "सरकार ने मंगलवार को किसानों के लिए एक नई योजना की घोषणा की, जिससे लाखों लोगों को लाभ मिलेगा।",
    "รัฐบาลประกาศมาตรการใหม่เมื่อวันอังคารเพื่อช่วยเหลือเกษตรกรที่ได้รับผลกระทบจากภัยแล้งในภาคใต้",
    "Vláda v úterý oznámila nová opatření na podporu zemědělců, které postihlo letošní dlouhé sucho.",
)
LINES = (
    "By {name}", "{name}, Staff Writer", "Published {date}", "Updated: {date}", "{date} | {name}", "PARIS, June 1 (Reuters) - {text}", "Photo: {name}/AP",
    "© 2024 {name}. All rights reserved.", "Source: {name}", "Read more: {text}", "Share", "Advertisement", "- {text}", "* {text}", "1. {text}",
    "## {text}", "Tags: {name}, {name}, {name}", "Home > News > {name}", "{text}", "{text}", "{text}", "(Reporting by {name}; editing by {name})",
    "Correction, {date}: {text}", "[Image: {name}]", "Follow us on Twitter @{name}", "{text} | {name} | {date}", "Sign up for our newsletter", "{odd}",
    "{odd} {text} {odd}", "\t{text}", "Comments ({date})", "Subscribe to continue reading", "TITLE - {name} - {date}", "기자 {name} {date}",
)  # fmt: skip
