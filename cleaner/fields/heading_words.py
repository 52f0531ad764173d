"""Words of headings, menus and buttons, which print them with capitals; none of them is a name too."""

from __future__ import annotations

from cleaner.fields.byline_words import words

HEADING_WORDS = words(
    """about access account address advice ahead all american analysis answers app application approach apps article
    artificial as ask audio available back background based basics before begin beginner benefits best better beyond
    big blog book books bottom build business buy call career case categories category certified challenges chapter
    check checked checklist choose choosing clear click code comes common community companies company compare
    comparison complete conclusion connect connected considerations contact content contents core cost costs country
    course create critical ctrl culture current customer data day deals definition demo design details development
    did different digital directory do does download earn east easy edition education effective email end engine
    enter essential event events every everything examples expert experts explore facebook fact facts faq faqs
    features featured find first five food form free frequently from full fun further general get getting gift global
    go good great guide guides has have health here high history home hours how ideas image images important in
    includes index industry info information insight insights inside intelligence international into intro
    introduction investing is it items job jobs join key know language last latest launch leadership learn learning
    legal less lessons level life line list listen live location log login long look loss low machine main make
    management market marketing media meet member memory menu method methods mistakes model money more most music
    my name national need new news newsletter next north not notes number of offer on online open opinion option
    options order other our out overview page part parts people performance phone photo photos pick picks place plan
    planning play plus podcast points policy politics popular post posts practice practices press pricing print
    privacy pro problem problems process product products program project pros public published quality question
    questions quick quote ratings read reading real recent recipe recipes recommended related report request
    research resource resources results review reviews right role sale save science search section security see
    self services set share shop show sign site size skills skip social software solution solutions source south
    mission statement camera icon special specifications stay informed united sports standards start started state
    step steps store stories story strategies strategy
    stream style subscribe success summary support survey system systems table tag tags takeaway takeaways talk team
    tech technology templates terms test testing text thanks that the themes things this thought thoughts tip tips to
    today tool tools top topic topics total tour training travel trend trends trending trial try tutorial type types
    under understand update updates us use using value version vs video videos view visit visual watch ways we website
    week weekly what when where which who why will with work works world write year years your zip
    aktuelle aktuell aktuelles alle alles anzeige artikel auch auf aus beliebt bilder datenschutz ein ende externe
    externer fotos für galerie ganz hier ihre im impressum inhalt jetzt kein kommentare krieg lesen magazin mediathek
    mehr meist meistgelesen mein mit nachrichten neue neues neueste neuesten nicht nur oder region ressort service
    sie sportartikel suche themen thema top über uhr und unser unsere video videos von weitere wie wirtschaft zu zum
    à abonnés actualité actualités avec dans en et eux la le les lire nos notre plus pour sur tous toutes une vidéo
    vos votre
    con del el en es las lo los más mi no noticias nuestra nuestro para por qué se ser sin su sus todo todos una
    último última últimas últimos y"""
)
