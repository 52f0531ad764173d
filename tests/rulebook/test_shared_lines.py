"""Rules for many sites: lines of the interface by what they say, in the languages that the words are known in."""

from __future__ import annotations

import re

import pytest

from cleaner import RawPage
from cleaner.model import Role
from cleaner.pipeline import trace
from cleaner.rulebook import Rulebook, shipped_folder

LINES = {
    Role.TIMESTAMP: ["25. 4. 2023 5:00", "Aktualizováno 3. 11. 2024", "25.04.2023, 17:41 Uhr"],
    Role.COMMENTS: [
        "Text (max. 1000 Zeichen)",
        "Your comment (up to 2,000 characters)",
        "Noch 500 Zeichen",
        "max. 3000 caractères",
        "Máx. 600 caracteres",
        "макс. 2000 символов",
        "59 Comments on “The ferry that never came: a long day at the harbour of Marle, and what the captain says”",
        "One thought on “The ferry that never came”",
        "3 Antworten auf „Die Fähre, die nie kam“",
        "12 réflexions sur « Le bac qui n’est jamais venu »",
        "4 comentarios en «El transbordador que no vino»",
        "2 pensieri su “Il traghetto che non venne”",
        "5 reacties op “De veerboot die nooit kwam”",
        "7 комментариев к “Паром, который не пришёл”",
        "「来なかった船」への3件のフィードバック",
    ],
    Role.BOILERPLATE: [
        '{"layoutMobile":2,"layoutDesktop":4,"buttonText":"Buy now","fare":3,"title":{"hue":29,"weight":"bold"},'
        '"tide":{"hue":12,"weight":"normal","align":"left"},"boats":[{"name":"Marle"},{"name":"Barwick"}]}',
        "Strict Standards: Non-static method Tide::now() called in /var/www/marle/tide.php on line 12",
        "Notice: Undefined variable: pier in /home/marle/public_html/index.php on line 403",
        "Warning: Invalid argument supplied for foreach() in C:\\www\\marle\\menu.php on line 7",
        '[[["Easy to read","easyToRead","thumb-up"],["Missing the tide","missingTheTide","thumb-down"]]]',
    ],
    Role.FOOTER: [
        "Official websites use .gov",
        "A .gov website belongs to an official government organization in the United States.",
        "A lock ( 🔒 ) or https:// means you’ve safely connected to the .gov website.",
        "Federal government websites often end in .gov or .mil. Before sharing sensitive information, make sure of it.",
        "The .gov means it's official.",
        "The site is secure. The https:// ensures that you are connecting to the official website.",
    ],
    Role.NAVIGATION: [
        "Auf einer Seite lesen",
        "အကြောင်းအရာများဆီ ကျော်သွားပါ",
        "Artikel auf einer Seite lesen",
        "View as a single page",
        "Read this article on one page",
        "Lire l’article en une seule page",
        "Czytaj na jednej stronie",
    ],
    Role.ADVERT: [
        "Netzwerkingenieurin (m/w/d) Fährgesellschaft Marle, Barwick",
        "IT-Koordinator für Biodiversität (w/m/div)",
        "Annonsørinnhold",
    ],
    Role.NEWSLETTER: [
        "A welcome email is on its way. If you don't see it, please check your junk folder.",
        "The next issue of Marle Posted will soon be in your inbox.",
        "Listen here on your chosen podcast platform.",
        "PODCAST - Écoutez le bac qui n’est jamais venu",
        "Suivez les marées en direct avec l’application du Courrier de Marle",
        "Was this newsletter forwarded to you?",
        "Was this newsletter forwarded to you? Sign up to get it in your inbox.",
        "Sign upPrivacy Notice: Newsletters may contain information about charities and online ads.",
        "Stay up to date! The harbour's news in your inbox every morning.",
        "Bądź na bieżąco! Zapisz się na newsletter portu",
        "Das Wichtigste vom Hafen jeden Morgen in Ihrem Postfach. Sie können sich jederzeit abmelden.",
        "L’essentiel du port, chaque vendredi dans votre boîte mail.",
        "Las mejores historias del puerto, cada semana en tu correo.",
        "As principais notícias do porto, todas as manhãs no seu e-mail.",
        "Le notizie del porto ogni mattina nella tua casella di posta.",
        "Elke ochtend het laatste havennieuws in je mailbox.",
        "Codziennie rano wiadomości z portu na twoją skrzynkę e-mail.",
        "Самые важные новости порта на вашу почту. Отписаться можно в любой момент.",
        "Haftanın liman haberleri e-posta kutunuzda. İstediğiniz zaman ayrılabilirsiniz.",
        "매일 항구의 소식을 메일로 보내 드립니다.",
        "毎朝、港のニュースをメールでお届けします。",
        "每天的港口新闻发到您的邮箱，可随时退订。",
        "تصلك أخبار الميناء كل صباح في بريدك.",
        "Piesakies ostas vēstkopas saņemšanai!",
        "Bleiben Sie informiert: der Newsletter aus dem Hafen",
    ],
    Role.PAYWALL: [
        "Create an account or sign in to continue with your reading experience.",
        "Get email updates from your favourite authors.",
    ],
    Role.SHARE: [
        "Social Sharing",
        "Share This Site",
        "好友分享",
        "ဒီလင့်ကို ကူးယူပါ",
        "ဒီစာမျက်နှာ Facebook",
        "लिंक कॉपी करें",
        "แชร์บทความ",
        "کپی لینک",
        "Iesaki šo rakstu:",
        "Pasidalinti",
        "Podijeli na Facebooku",
    ],
    Role.CAPTION: [
        "Pictured at the back, from left, are the captains Jane Roe, of Marle, and Eva Holm, of Barwick.",
        "FILE - The ferry leaves the harbour of Marle on March 3, 2024.",
        "Waves are seen at the pier of Marle, May 3, 2024, in this picture obtained from social media.",
    ],
    Role.TOOL: [
        "Open this photo in gallery:",
        "[ print ] [ mail ]",
        "[Drucken] [An Freunde versenden]",
        "Kļūda rakstā?",
        "Iezīmējiet tekstu un spiediet Ctrl+Enter, lai nosūtītu to redaktoram!",
        "Pastebėjote klaidą?",
        "Našli jste v článku chybu?",
        "Signaler une erreur",
        "Segnala un errore",
    ],
    Role.BYLINE: ["—Associated Press writer Jane Roe in Marle contributed to this report."],
    Role.RELATED: [
        "Die Redaktion empfiehlt",
        "Recommended from Editorial",
        "Les også Ferjen som aldri kom",
        "À lire aussi Le port fermé pour trois jours",
        "Lees ook ‘Niemand wist waar de veerboot was’",
        "Lesen Sie mehr",
        "Lesen Sie auch Fähre fällt wieder aus",
        "Читайте также Паром снова не пришёл",
        "【関連記事】連絡船はまた来なかった",
        "【延伸閱讀】渡輪又沒有來",
    ],
    Role.CONSENT: [
        "Ein Klick für den Datenschutz",
        "Deine Privatsphäre-Einstellungen verhindern das Laden und Anzeigen externer Inhalte.",
        "When you visit our website, we store cookies on your browser to collect information.",
        "If you are a California consumer, you have the right to direct us not to sell your personal information.",
        "This cookie is set by the harbour's map to remember where the visitor looked.",
        "Analytical cookies are used to understand how visitors interact with the website.",
        "[ ] I agree to the processing of my personal data by Marle Ferries, so that it can send me its letter.",
        "Ich willige in die Verarbeitung meiner Daten durch die Fähre Marle ein.",
        "J’accepte le traitement de mes données personnelles par le port de Marle.",
        "[ ] Acepto el tratamiento de mis datos personales por el puerto de Marle.",
        "Autorizo o tratamento dos meus dados pelo porto de Marle.",
        "Acconsento al trattamento dei miei dati da parte del porto di Marle.",
        "Ik geef toestemming voor het gebruik van mijn gegevens door de haven van Marle.",
        "[ ] Wyrażam zgodę na przetwarzanie moich danych osobowych przez Port Marle w celu przesyłania wiadomości.",
        "[x] Zapoznałam się z polityką prywatności portu.",
        "Administratorem danych jest Port Marle. Dane są podawane dobrowolnie przez osoby, których dotyczą.",
        "Souhlasím se zpracováním osobních údajů přístavem Marle.",
        "Я даю согласие на обработку моих персональных данных портом Марле.",
        "Jag samtycker till att hamnen i Marle behandlar mina personuppgifter.",
        "Hozzájárulok, hogy a kikötő az adataimat kezelje.",
        "개인정보 수집 및 이용에 동의합니다",
        "個人情報の取り扱いに同意する",
        "Please note that opting-out may not mean you will stop seeing advertisements.",
    ],
}
STORY = "The ferry to the island stayed in the harbour for three days, as the storm had taken the pier with it."


@pytest.mark.parametrize(
    ("role", "line"),
    [
        (Role.CAPTION, "Pictured below is the plan of the ferry."),
        (Role.CAPTION, "He lied in this picture of the harbour."),
        (
            Role.BOILERPLATE,
            "Notice: the ferry of Marle is late, as the captain said in the harbour on line 7 of his log.",
        ),
        (Role.BOILERPLATE, "Warning: the pier in Marle is closed, says the sign on line 12."),
        (Role.ADVERT, "Die Stelle des Kapitäns (m/w/d) blieb leer."),
        (Role.ADVERT, "Der Kapitän (m) sagte nichts"),
    ],
)
def test_sentence_like_a_line_of_the_interface_is_text(role: Role, line: str, general_rules: Rulebook) -> None:
    story = trace(RawPage(f"{STORY}\n\n{line}\n\n{STORY} Nobody was hurt.", kind="text"), general_rules).story
    assert story is not None
    assert [label.by for label in story.labels.labels if label is not None and label.role is role] == []


@pytest.mark.parametrize(("role", "line"), [(role, line) for role, lines in LINES.items() for line in lines])
def test_line_of_the_interface_is_named(role: Role, line: str, general_rules: Rulebook) -> None:
    story = trace(RawPage(f"{STORY}\n\n{line}\n\n{STORY} Nobody was hurt.", kind="text"), general_rules).story
    assert story is not None
    (label,) = [story.labels.labels[block.index] for block in story.page.blocks if block.text == line]
    assert label is not None
    assert label.role is role


@pytest.mark.parametrize(
    "line",
    [
        "He wrote 1000 characters a day.",
        "Die wichtigsten Briefe lagen drei Tage in seinem Postfach, bevor er sich vom Hafen abmelden konnte.",
        "Die wichtigsten Briefe an sie lagen drei Tage in ihrem Postfach, bevor sie davon erfuhr.",
        "Las principales quejas las recibió en su correo, dijo la capitana del puerto.",
        "Codziennie dostawała na swoją skrzynkę mailową setki listów, mówiła kapitan portu.",
        "最新のX線検査を受けた船員を三年間フォローした結果、病気は一割にとどまった。",
        "公式YouTubeのチャンネル登録者は港の開業から一年で百万人を超えた。",
        "Самые важные письма капитан отправил на почту сам, и ответа от них не получил.",
        "All of it fits on a single page of his diary.",
        'The harbour answers with {"tide": "high", "boats": 12, "fare": 3} to whoever asks.',
        "Federal government websites are often late with the times of the tides.",
        "Federal government websites often end in trouble when nobody pays for them, the captain said.",
        "A lock on the door means you’ve safely connected with your neighbours’ fears, she said.",
    ],
)
def test_sentence_with_these_words_is_text(line: str, general_rules: Rulebook) -> None:
    story = trace(RawPage(f"{STORY}\n\n{line}\n\n{STORY} Nobody was hurt.", kind="text"), general_rules).story
    assert story is not None
    assert line in [block.text for block in story.body]


@pytest.mark.parametrize(
    "line",
    [
        "Lire aussi bien que les autres enfants du port, voilà ce que la maîtresse a promis aux parents.",
        "Les mer enn det du rekker, sa rektoren til elevene på øya.",
        '{"boat":12345,"name":"Marle","captain":"ada@harbour.example","fare":3,"tide":"high"}',
        "Read also by the ferrymen, the letter hung in the harbour for three days.",
        "The site is secure.",
        "[Printed] in the year of the storm, the letter hung in the harbour for three days.",
        "매일 그의 이메일로 수백 통의 항의가 전해졌다고 선장은 말했다.",
    ],
)
def test_sentence_that_begins_like_a_label_has_no_rule(line: str, general_rules: Rulebook) -> None:
    story = trace(RawPage(f"{STORY}\n\n{line}\n\n{STORY} Nobody was hurt.", kind="text"), general_rules).story
    assert story is not None
    (label,) = [story.labels.labels[block.index] for block in story.page.blocks if block.text == line]
    assert label is not None
    assert not label.by.startswith("shared/")


POINTS = "<ul><li>The ferry stayed in the harbour for three days</li><li>Nobody was hurt when the pier broke</li></ul>"


def test_a_box_that_is_called_the_summary_of_a_machine_is_no_text(general_rules: Rulebook) -> None:
    def is_in_text(box: str) -> bool:
        text = "".join(f"<p>{STORY} Nobody knew it on day {day}.</p>" for day in range(5))
        story = trace(RawPage(f"<h1>Ferry stays</h1>{box}{text}", kind="html"), general_rules).story
        assert story is not None
        return any("Nobody was hurt when" in block.text for block in story.body)

    assert not is_in_text(f"<div class=ai-summary>{POINTS}</div>")
    assert is_in_text(f"<p>{STORY}</p>{POINTS}<p class=ai-note>{STORY} A machine made pictures for it.</p>")


# All are matched at once: one that may begin anywhere within so many characters makes that six times as slow.
COUNTED_START = re.compile(r"(?:'(?:\(\?i\))?|\|)(?:\(\?:)?(?:\.|\[\^[^]]*\])\{\d+,\d{2,}\}")


def test_no_line_of_many_sites_begins_with_a_counted_wildcard() -> None:
    for kind in ("shared", "platforms"):
        for path in (shipped_folder() / kind).glob("*.yaml"):
            assert COUNTED_START.findall(path.read_text(encoding="utf-8")) == [], path.name
