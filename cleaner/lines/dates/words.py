"""The words and class names by which pages say what a date is: of publication, or of the last change."""

from __future__ import annotations

import re

from cleaner.lines.lazy import lazy_pattern
from cleaner.vocabulary.inline import words

# Beginnings of the words, in the languages of month_names.
PUBLISHED = lazy_pattern(
    r"""publish | posted | released | created | written: | \bdate: | veröffentlicht | erstellt | erschienen | gepostet
      | (?:written | geschrieben | verfasst | écrit | escrito | scritto | geschreven)
        \ (?:by | von | par | por | da | door)\b
      | publizier | \bdatum: | publié | paru\ le | publicad | publicat | \bfecha: | pubblicat | gepubliceerd | geplaatst
      | opublikowan | dodano | опубликован | опублікован | публикац | публикуван | publicerad | publisert | udgivet
      | offentliggjort | julkaistu | zveřejněno | zverejnen | vydáno | publikován | objavljen | објављен | közzétéve
      | megjelent | avaldatud | publicēts | paskelbta | \bbirt\b | δημοσ | yayın | oluşturul | نشر | منتشر | פורסם
      | प्रकाशित | เผยแพร่ | ngày\ đăng | dipublikasi | diterbitkan
      | 입력 | 등록 | 승인 | 公開 | 掲載 | 配信 | 発表 | 发布 | 發佈 | 發布 | 发表""",
    re.IGNORECASE | re.VERBOSE,
)
MODIFIED = lazy_pattern(
    r"""updat | modified | edited | revised | aktualisiert | geändert | überarbeitet | \bstand: | mis\ à\ jour | modifié
      | actualiz | modificad | atualizad | aggiornat | bijgewerkt | gewijzigd | aktualiz | обновлен | изменен | оновлен
      | обновен | ažuriran | ажурирано | uppdaterad | ändrad | oppdatert | opdateret | päivitetty | muokattu | frissít
      | módosít | uuendatud | atjaunots | atnaujinta | uppfært | ενημέρ | τροποπ | güncelle | تحديث | به‌روز | עודכן
      | अपडेट | อัปเดต | cập\ nhật | diperbarui | 수정 | 更新 | 修正""",
    re.IGNORECASE | re.VERBOSE,
)
PUBLISHED_TOKENS = words(
    "published publish publication pubdate datepublished posted pub issued entrydate postdate created publishdate"
)
MODIFIED_TOKENS = words("updated update modified modification datemodified lastmod edited revised")
DATE_TOKENS = PUBLISHED_TOKENS | words("date datetime time timestamp dateline datum fecha data meta byline")


def meaning_of(text: str) -> str | None:
    """What the words beside a date say it is: the last word that says something decides."""
    published = modified = -1
    for match in PUBLISHED.finditer(text):
        published = match.start()
    for match in MODIFIED.finditer(text):
        modified = match.start()
    if published < 0 and modified < 0:
        return None
    return "published" if published >= modified else "modified"
