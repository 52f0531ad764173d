"""The words around a name in a byline, in many languages: what comes before it, what a person is, what is nobody.

All words are folded (lower case, plain quotes); each list is a fact about printed bylines, so add, don't tidy.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a white-space separated list."""
    return frozenset(text.casefold().split())


def phrases(text: str) -> frozenset[str]:
    """The phrases of a list separated by "|"."""
    return frozenset(" ".join(phrase.split()) for phrase in text.casefold().split("|"))


# Before a name, followed by a space: "By Jane Doe". Two letters may be a name too ("Von Miller", "Di Canio"):
# they count only before something that still is a name.
PREFIXES = phrases(
    """by | interview by | guide by | recipe by | recommended by | written by | words by | words and photos by
    | story and photos by | text and photos by | story by | posted by | published by | reported by | reporting by
    | report by | text by | analysis by | review by | article by | submitted by | contributed by | compiled by
    | created by | authored by | as told to | opinion by | commentary by | column by | a column by | guest post by
    | view all posts by | posts by | more by | all articles by | articles by | author | authors | about the author
    | meet the author | written and reported by | produced by | an article by | blog by | post by | von | text von
    | ein artikel von | ein beitrag von | ein kommentar von | eine analyse von | ein gastbeitrag von | artikel von
    | kommentar von | interview von | geschrieben von | verfasst von | autor | autorin | autorin/autor
    | autoren | gastbeitrag von | eine kolumne von | kolumne von | ein interview von | ein bericht von
    | veröffentlicht von | par | publié par | écrit par | rédigé par | propos recueillis par | article de
    | un article de | texte par | auteur | por | escrito por | publicado por | texto por | texto de
    | una crónica de | un artículo de | autora | redactado por | di | a cura di | scritto da | pubblicato da
    | articolo di | un articolo di | dal nostro inviato | door | geschreven door | tekst door | af | skrevet af
    | av | skrevet av | skriven av | text av | tekst av | przez | автор | авторы | текст | автор текста | od
    | tekst | teksti | przygotował | przygotowała | opracował | oleh | penulis | ditulis oleh | yazan | haber
    | bởi | theo | tác giả | szerző | írta | autoři | připravil | napisane przez | написано автором | написал
    | 執筆者 | 작성자 | συντάκτης | του | της | τησ | γράφει η | γράφει ο | γράφουν οι | بقلم | كتب | نوشته | کاتب
    | eingestellt von | publiziert von | erstellt von | gepostet von | beitrag von | vom | post author by
    | post author | rezepte von | de | scris de | piše | pišu | napisao | napisala | пише | avtor | avtorica |
    höfundur | deur | geskryf deur
    | van onze | von unserem | von unserer | von unseren | de notre | de nuestro | de nuestra | isinulat ni
    | imeandikwa na | ditulis | disunting oleh | escrit per | מאת | โดย | द्वारा | автор: | autors | autorius
    | autore | autorė | autoare | автори | написала | ავტორი"""
)

# Before a name, followed by a colon (or its wide form), a slash or a dot: "Text: Jane Doe", "文／王小明".
LABELS = phrases(
    """by | text | text und fotos | text & fotos | text and photos | texte et photos | words | story | author
    | authors | the author | author(s) | writer | written by | reporter | reporters | reporting | byline
    | contributor | contributors | posted by | name | posted | about the author | report | article | von | autor
    | autorin | autoren | autor/in | autor*in | bericht | artikel | verfasser | text und recherche | interview
    | protokoll | redakteur | redakteurin | par | auteur | auteurs | auteure | texte | texto | textes
    | propos recueillis par | por | autora | autores | autor(a) | redactor | reportaje | texto y fotos | di
    | autore | autrice | testo | testi | a cura di | door | tekst | tekst en | skribent | skrevet af | av | af
    | forfatter | journalist | journalister | kirjoittaja | toimittaja | teksti | opracowanie | oprac. | autorka
    | автор | авторы | текст | автор текста | журналист | корреспондент | подготовил | подготовила | записал
    | записала | szerző | írta | szöveg | autoři | yazar | haber | yazan | penulis | penulis/editor | tác giả | 文
    | 文字 | 撰文 | 作者 | 记者 | 記者 | 責任編輯 | 责任编辑 | 责编 | 責編 | 編輯 | 编辑 | 采写 | 採訪 | 综合
    | 綜合 | 撰稿 | 特约记者 | 本报记者 | 本報記者 | 通讯员 | 实习生 | 実習記者 | 著者 | 執筆 | 執筆者 | 文責
    | 取材 | 取材・文 | 取材・構成 | 構成 | 聞き手 | 筆者 | ライター | 担当 | 著 | 글 | 기자 | 취재 | 글쓴이
    | 작성자 | 작성 | 입력 | 취재기자 | 담당기자 | کاتب | نویسنده | الكاتب | كتب | मत | लेखक | द्वारा
    | höfundur | autors | autore | autorius | autorė | autorės | autoriai | piše | пише | аутор | avtor | avtorica
    | avtorja | автори | авторка | журналістка | scris de | autoare | συντάκτης | συντάκτρια | κείμενο | γράφει | לפי
    | מאת | כתב | כתבה | ავტორი | հեղինակ | লেখক | প্রতিবেদক | লিখেছেন | लेखिका | रिपोर्ट | संवाददाता | எழுதியவர் |
    โดย
    | ผู้เขียน | เรื่อง | deur | per | isinulat ni | mwandishi | ditulis | редактор | 文・写真 | 文・撮影 | 写真・文
    | 文と写真 | 文/写真"""
)

# What is not about who wrote: from here on the line names photographers, translators, designers.
OTHER_WORK = phrases(
    """photo by | photos by | photography by | photographs by | photographer | photographers | photo | photos
    | pictures by | illustration by | illustrations by | illustrated by | illustration | illustrations
    | graphic by | graphics by | graphics | graphic | video by | videos by | video | edited by | editing by
    | editing | translated by | translation by | translation | design by | art by | cover image by | images by
    | image by | image | images | additional reporting by | writing by | additional writing by
    | with contributions from | reviewed by | tested by
    | fact-checked by | fact checked by | medically reviewed by | audio by | visuals by | foto | fotos
    | fotografie | fotos von | foto von | bild | bilder | grafik | grafiken | illustration von | übersetzung
    | übersetzt von | aus dem englischen von | video von | kamera | schnitt | titelbild | symbolbild
    | photographies | photos de | crédit photo | crédits photo | vidéo | infographie | traduction | traduit par
    | traduzione | tradução | перевод
    | fotografía | fotografías | fotografias | imágenes | vídeo | traducción | traducido por | ilustración
    | fotografía de | ilustrações | tradução | foto di | fotografie di | traduzione | illustrazioni | beeld
    | illustraties | vertaling | foto's | billeder | bild: | kuva | kuvat | zdjęcia | fot. | tłumaczenie
    | opracowanie graficzne | фото | фотографии | перевод | fotograf | fotoğraf | fotók | fotó | 摄影 | 攝影 | 摄
    | 图 | 圖 | 图片 | 翻译 | 翻譯 | 編譯 | 编译 | 校对 | 校對 | 設計 | 撮影 | 写真 | 翻訳 | 翻訳者 | 訳 | 監訳
    | 監修 | イラスト | 編集 | 사진 | 그래픽 | 영상 | 편집 | 번역 | 일러스트"""
)

# The line goes on with something else: dates, counters, buttons.
TAIL = phrases(
    """published | updated | posted on | posted | last updated | last modified | modified | created | view
    | view in | min read | mins read | minute read | minutes read | views | comments | comment | share | shares
    | read more | follow | send email | see more | view profile | view bio | bio | email the author | and more
    | and others | exclusive | show more | on twitter | on facebook | opens in new window | view orcid profile
    | is a | is an | covers | writes about | twitter | facebook | linkedin | instagram | threads | bluesky | follow us
    | + follow | email | e-mail | read bio | full bio | see all | more from | author archive | all posts |
    veröffentlicht | aktualisiert | lesezeit | erstellt am | erschienen
    | publié | publié le | mis à jour | modifié | temps de lecture | publicado | publicado el | actualizado
    | actualizada | atualizado | atualizada | creada | pubblicato | pubblicato il | aggiornato | aggiornamento
    | gepubliceerd | bijgewerkt | geplaatst | publisert | oppdatert | publicerad | uppdaterad | publiceret
    | opdateret | julkaistu | päivitetty | opublikowano | aktualizacja | publikacja | опубликовано | обновлено
    | просмотров | yayınlanma | güncelleme | diterbitkan | dipublikasikan | 발행 | 입력 | 수정 | 등록 | 승인
    | 업데이트 | 구독 | 외 | 发布 | 发布时间 | 更新 | 公開 | 配信 | 发表于 | 發布 | 责编"""
)

# Who a person is. A piece that holds one of these is a role, not a name.
ROLES = words(
    """reporter reporters correspondent correspondents editor editors editor-in-chief columnist columnists writer
    writers journalist journalists producer contributor contributors author authors critic analyst blogger anchor
    host presenter freelancer intern photographer photojournalist videographer specialist commentator essayist
    novelist strategist researcher fellow professor lecturer scientist economist director manager chief head
    president ceo cto coo cfo founder cofounder co-founder chair chairman executive consultant adviser advisor
    attorney lawyer partner engineer reviewer reviewers gardener horticulturalist educator veterinarian
    dermatologist chef trainer spokesperson senator minister ambassador historian dietitian nutritionist physician
    psychologist therapist coach expert coordinator officer assistant copywriter designer marketer
    rechtsanwalt rechtsanwältin gründer gründerin experte expertin berater beraterin
    contributor/editor editor/writer korrespondent korrespondentin korrespondenten redakteur redakteurin redakteure
    reporterin autorin autoren journalistin chefredakteur chefredakteurin ressortleiter ressortleiterin leiter
    leiterin
    volontär volontärin kolumnist kolumnistin gastautor gastautorin mitarbeiter mitarbeiterin büroleiter
    chefreporter chefreporterin herausgeber herausgeberin wissenschaftsredakteur politikredakteur
    wirtschaftsredakteur sportredakteur redaktor redaktorin auslandskorrespondent politikkorrespondent journaliste
    rédacteur rédactrice correspondant correspondante envoyé envoyée chroniqueur chroniqueuse éditorialiste
    directeur directrice pigiste stagiaire grand-reporter periodista redactor redactora corresponsal enviado
    enviada columnista colaborador colaboradora editora jefe jefa subdirector subdirectora directora coordinador
    coordinadora jornalista repórter correspondente colunista redator redatora giornalista inviato inviata
    corrispondente redattore redattrice caporedattore direttore collaboratore verslaggever verslaggeefster
    redacteur redactrice columniste hoofdredacteur medewerker politiek-redacteur redaktør redaktör reportern
    toimittaja päätoimittaja kirjeenvaihtaja avustaja kommentator dziennikarz dziennikarka korespondent
    korespondentka redaktorka publicysta felietonista журналист журналистка корреспондент корреспондентка корр.
    редактор обозреватель колумнист репортер репортёр автор спецкор спецкорреспондент собкор главред кореспондент
    кореспондентка оглядач журналістка журналіст muhabir muhabiri editör editörü yazar yazarı gazeteci wartawan
    jurnalis penulis kontributor redaktur újságíró szerkesztő tudósító novinář novinářka zpravodaj redaktoři
    δημοσιογράφος ανταποκριτής 기자 특파원 논설위원 객원기자 선임기자 인턴기자 전문기자 편집위원 통신원 칼럼니스트
    교수 작가 아나운서 앵커 평론가 記者 记者 編輯 编辑 編集委員 論説委員 特派員 支局長 通讯员 評論員 评论员 教授
    主筆 撰稿人 ライター 編集者 編集部員"""
)
# Roles stuck to a name in scripts that join words: "홍길동기자", "山田太郎記者".
JOINED_ROLES = (
    "선임기자", "인턴기자", "객원기자", "전문기자", "수습기자", "논설위원", "특파원", "통신원", "기자", "앵커",
    "特派員", "編集委員", "論説委員", "支局長", "記者", "记者", "通讯员", "特约记者", "報道員",
)  # fmt: skip
# Words that may stand beside a role: "Senior Political Correspondent Jane Doe".
ROLE_MODIFIERS = words(
    """senior junior chief lead political politics staff special foreign deputy contributing national
    international health science business sports sport tech technology economics economy economic education
    environment environmental climate energy associate managing executive assistant digital freelance guest local
    breaking news night video data investigative investigations world europe european asia africa african middle
    east bureau washington white house content copy general features feature culture arts entertainment film music
    food travel lifestyle money finance financial markets market legal crime courts court security defence defense
    diplomatic royal religion social media community web online multimedia regional global city metro state
    capitol congressional opinion book games gaming auto autos cars transport consumer property housing style
    fashion weekend sunday principal former award-winning independent our own vice and of the for in at & und et y
    e de la du des to with industry research product marketing editorial audience leitender leitende
    stellvertretender stellvertretende freie freier ehemaliger politischer politische unser unsere grand grande
    envoyé spécial spéciale notre nos jefe sección especial nuestro nuestra chef service politique en специальный
    собственный наш парламентский политический военный haber dış спеціальний"""
)

# A newsroom's collective byline.
DESK_WORDS = words(
    """staff team desk newsroom newsdesk editors editorial reporters correspondents webdesk web-desk redaktion
    redaktionen onlineredaktion online-redaktion newsteam news-team redaktionsteam rédaction redaction redacción
    redaccion redação redacao redazione redactie redaksjonen redaksjon toimitus redakcja redakce redakcia
    szerkesztőség редакция редакції редакція редакцией redaksi equipo équipe equipe haber-merkezi ekip 編集部
    編輯部 编辑部 编辑室 취재팀 편집국 편집부 디지털뉴스팀 온라인뉴스팀 온라인뉴스부 온라인팀 디지털팀 뉴스팀
    報道部 取材班 社会部 政治部 経済部 デスク 综合组 新闻中心"""
)
# An organisation, where it is one of two or more words, or the end of an unspaced one.
ORGANISATION_WORDS = words(
    """news media agency magazine network inc inc. llc ltd ltd. gmbh corp corp. university universität université
    universidad college institute institut foundation stiftung center centre association department ministry verein
    e.v verband gesellschaft bundesamt landesanstalt ministerium hochschule
    company newspaper nachrichten zeitung verlag agentur presseagentur tv radio studios studio marketing solutions
    services service bank hospital council committee commission digital group partners consulting technologies
    systems software labs club society union federation museum police court office bureau press publications
    publishing books entertainment television broadcasting today times herald tribune gazette journal chronicle
    online.de online redaktionsnetzwerk quotidien agence noticias diario periódico giornale agenzia krant omroep
    agentschap avis tidning kanal agência agencia kuriren nyheter nieuws novosti новости агентство газета
    телеканал издание"""
)
ORGANISATION_ENDINGS = (
    "新聞", "新闻", "新聞社", "通信社", "通讯社", "新华社", "日报", "日報", "晚报", "晚報", "時報", "时报",
    "デジタル", "オンライン", "ニュース", "テレビ", "放送", "电视台", "電視台", "网", "網", "通信",
    "新聞web", "編集部", "뉴스", "신문", "일보", "통신", "방송", "경제", "타임스",
    "株式会社", "社",
)  # fmt: skip

# Nobody: template leftovers and account names.
NOBODY = words(
    """authored written posted admin administrator administrators root user guest author authors unknown undefined
    null none n/a na nil test anonymous webmaster wordpress wp-admin default editor redirect owner superuser name
    firstname lastname byline writer nan false true hidden login moderator publisher poster by post posts article
    articles home news blog share facebook twitter linkedin instagram whatsapp youtube follow more next previous
    comments comment email e-mail print save link copy subscribe advertisement sponsored menu search sign register
    website contact about profile photo image video foto unbekannt developer developers inconnu anonyme
    desconocido redakteur администратор админ 관리자 匿名 管理员 管理員 佚名 未知 自由 free"""
)
# Words no name contains, in any capitals: the piece is interface text.
NOT_IN_NAMES = words(
    """about learn reading guides tips resources program programs sales facebook twitter linkedin instagram
    youtube whatsapp agencies computing strategy admin administrator author authors disclosure advertiser edition
    min read reads views published updated posted comments comment subscribe newsletter copyright reserved click
    here share login orcid profile articles posts follow followers following archive website advertisement
    kommentar kommentare 다른기사 보기 더보기 기사보기 구독하기 hinterlasse artikel vorheriges weiter accueil rebloggt
    eingestellt abgelegt beitrag
    sponsored http https www uhr publié publicado pubblicato veröffentlicht aktualisiert lesezeit опубликовано
    обновлено"""
)
MONTHS_AND_DAYS = words(
    """january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu
    thur fri sat sun today yesterday ago hour hours minute minutes mins minuten minutos minuti мин day days week
    weeks month months am pm est
    edt gmt utc januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag
    samstag sonntag janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi
    mercredi jeudi vendredi samedi dimanche enero febrero marzo abril mayo junio julio agosto septiembre octubre
    noviembre diciembre lunes martes miércoles jueves viernes sábado domingo gennaio febbraio aprile maggio giugno
    luglio settembre ottobre dicembre at on um le el il den the stand uhr updated published posted"""
)

# Letters after a name stay part of it: "Jane Doe, MD".
DEGREES = words(
    """md m.d. phd ph.d. ph.d dphil do d.o. dds d.d.s. dvm dmd jd j.d. llm llb mba m.b.a. mph mpp mpa msc m.sc.
    bsc ms ma ba msn rn r.n. rd rdn ld ldn lpc lcsw lmft bcba cfp cfp® cfa cpa cepf cepf® esq esq. pe p.e. pt dpt
    cscs fand facp facs foma frcp facln faclm phr sphr shrm-cp shrm-scp cissp jr jr. sr sr. ii iii iv obe mbe cbe
    kc qc mp mep mla mw pharmd psyd edd np aprn fnp crnp bcps ibclc e-ryt np-c cnm ccc-slp otr/l vmd dacvb dabom
    dacvim lvt cpp psp dipl.-ing."""
)

# Lower case inside a name.
PARTICLES = words(
    """van von der den de del della dello di da dos das do du des la le ter ten te zu zum zur vom af av bin bint
    ibn ben al el kyzy uulu kizi qizi oglu ogly y i e und of mac san santa st 't op in het dei degli d' dal lo los
    las mc кызы уулу оглы фон ван де"""
)

# A place after the name: "Jane Doe in Berlin". The name before it must already be a full one.
PLACE_WORDS = words("in from aus à au en desde em uit fra från из в")
# An employer after the name: "Jane Doe for The Example", "Jane Doe of The Associated Press".
EMPLOYER_WORDS = words("for für pour para per voor för via at bei")
# Between two names. The second list is too short or too common to split where one side is no full name.
AND = words(
    """and und et & + y e i a en og och и та й і ve és եւ և with avec mit con oraz dan và med met ja si și şi un ir
    και
    और तथा এবং ও و 및 和 与 與 及 და"""
)
WEAK_AND = words("y e i a en ja med met con dan with mit avec si un ir й і ও")
