"""The words around a picture credit, in many languages: labels before it, what is no name in it.

All words are folded. A label counts before ":" ("Foto: dpa", "写真：共同"); the shorter list of OPENERS counts before a
space too ("Photo by Jane Doe"), where the words cannot be the start of a caption.
"""

from __future__ import annotations

from cleaner.fields.byline_words import phrases, words

LABELS = phrases(
    """photo | photos | photo by | photos by | photograph | photograph by | photographs by | photographer
    | photographed by | photo credit | photo credits | photo courtesy | photo courtesy of | photo illustration
    | photo illustration by | photography | photography by | photo source | photo via | image | images | image by
    | image credit | image credits | image source | image via | picture | pictures | picture by | picture credit
    | credit | credits | courtesy | courtesy of | source | sources | source photo | illustration | illustration by
    | graphic | graphics | graphic by | video | video by | screenshot | screengrab | file photo | file | handout
    | copyright | staff photo by | caption credit | media credit | cover photo | featured image | featured photo
    | ap photo | copyright holder | rights | foto | fotos | foto von | fotos von | foto und text | bild | bilder
    | bild von | bildquelle | bildquellen | bildnachweis | bildrechte | fotoquelle | fotocredit | foto-credit
    | fotograf | fotografin | fotografie | symbolbild | symbolfoto | archivbild | archivfoto | archiv | grafik
    | quelle | quellen | titelbild | aufmacherbild | montage | collage | bildmontage | crédit | crédits
    | credit photo | crédit photo | crédits photo | crédit image | photographie | photographe | photo de | visuel
    | illustrations | fotografía | fotografías | foto de | fotos de | fotografía de | imagen | imágenes
    | imagen de | crédito | créditos | cortesía | cortesía de | fuente | fotógrafo | archivo | vídeo
    | foto cortesía | autor de la foto | foto di | fotografia | immagine | immagini | fonte | crediti
    | per gentile concessione di | credito | imagem | imagens | divulgação | reprodução | arquivo
    | foto divulgação | crédito da foto | beeld | beelden | bron | fotobron | fotograaf | billede | billeder
    | bilete | arkivfoto | arkiv | kilde | källa | kuva | kuvat | kuvaaja | lähde | kuvituskuva | ljósmynd | mynd
    | zdjęcie | zdjęcia | fot. | fot | źródło | autor zdjęcia | zdroj | foto zdroj | snímek | autor fotky | forrás
    | fotó | fotók | kép | izvor | slika | sursa | sursă | fotografija | vir | nuotrauka | nuotr. | attēls | фото
    | фотограф | фотография | источник | источник фото | автор фото | иллюстрация | скриншот | снимка | зображення
    | джерело | фотографія | колаж | коллаж | фото предоставлено | fotoğraf | kaynak | görsel | φωτογραφία | φωτο
    | πηγή | φωτό | ảnh | nguồn | ảnh minh họa | sumber | foto ilustrasi | dok | 图 | 图片 | 图片来源 | 图源
    | 图片说明 | 圖 | 圖片 | 圖片來源 | 圖源 | 摄影 | 攝影 | 摄 | 攝 | 照片 | 资料图 | 資料照 | 写真 | 写真提供
    | 撮影 | 提供 | 画像 | 画像提供 | 出典 | 画像出典 | 資料写真 | イラスト | 사진 | 사진제공 | 사진 제공
    | 사진출처 | 사진 출처 | 출처 | 그래픽 | 이미지 | 자료사진 | 자료 | صورة | صور | المصدر | تصوير | عکس | منبع
    | फोटो | ছবি | תמונה | צילום | קרדיט | ภาพ | ภาพจาก"""
)
OPENERS = phrases(
    """photo by | photos by | photograph by | photographs by | photographed by | photography by
    | photo courtesy of | photo courtesy | photos courtesy of | photo credit | photo illustration by | image by
    | images by | image courtesy of | image courtesy | image credit | image via | photo via | picture by
    | pictures by | illustration by | illustrations by | graphic by | courtesy of | courtesy | staff photo by
    | screenshot by | screenshot via | video by | credit | foto von | fotos von | foto di | foto av | foto by
    | cortesía de | per gentile concessione di | fot. | зображення | fotografía de | zdjęcie | copyright | (c)"""
)
# Parts of a credit that name nobody.
GENERIC = words(
    """photo photos photograph photographs photographer foto fotos bild bilder image images picture pictures
    credit credits copyright courtesy of the by via von de di du da del for from and und et y e archive archives
    archiv archivo archivio arquivo file handout pool wire staff news agency russian state press service photo/
    symbolbild symbolfoto archivbild archivfoto collection stock contributor provided supplied illustration
    montage collage grafik graphic via/ images/ beeld kuva zentralbild bildfunk pa-wire themendienst foto: newscom
    live sport sports entertainment europe america north south asia pacific latin rights reserved all 记者 記者
    기자 c inc ltd llc gmbh media editorial use only zb creative"""
)
# A word that makes a part of a credit an organisation's name, not a photographer's.
NOT_A_PERSON = words(
    """news police ministry ministerium foundation university universität press images image photo photos agency
    office museum library archive archives collection commons wikimedia department service services party city
    council army navy force nasa court government house institute association company media tv television radio
    times post daily herald tribune studio studios pictures films film entertainment music records group club fc
    presse verlag zeitung polizei feuerwehr stadt gemeinde partei stiftung verein klinik handout courtesy
    instagram facebook twitter youtube tiktok x telegram reuters google satellite maxar planet screenshot
    screengrab getty supplied provided privat private zvg instagram/ netflix disney warner bros sony universal
    paramount family hbo amazon apple microsoft the national kommission commission parliament bundestag union
    federation committee hospital school college science nature redaktion staff team design labs online digital
    network center centre airport airlines"""
)
