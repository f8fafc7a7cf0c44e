"""Whether a text is broken Vietnamese: an OCR that lost its marks, or an old encoding read as another."""

from __future__ import annotations

import re
import unicodedata

_ONSETS = ("ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|q|r|s|t|v|x")
_RHYMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ă|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây|e|ec|em|en|eng|eo|ep|et"
    "|ê|êch|êm|ên|ênh|êp|êt|êu|i|ia|ich|im|in|inh|ip|it|iu|iêc|iêm|iên|iêng|iêp|iêt|iêu|yêm|yên|yêng|yêt|yêu|o|oa|oac"
    "|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|op|ot"
    "|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt|u|ua|uâc|uân|uâng|uât|uây|uc|ui|um|un|ung|up|ut|uy|uya|uych|uyn|uynh"
    "|uyp|uyt|uyu|uyên|uyêt|uê|uêch|uênh|uơ|uôc|uôi|uôm|uôn|uông|uôt|ư|ưa|ưc|ưi|ưm|ưn|ưng|ưt|ưu|ươc|ươi|ươm|ươn|ương"
    "|ươp|ươt|ươu|y|ynh|uynh|uă|uăc|uăn|uăng|uăt|ue|ươ|iê|uô"
)
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?(?:{_RHYMES})")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_STOPPED = re.compile(r"(?:p|t|c|ch)$")


def is_syllable(word: str) -> bool:
    """Say whether the word is spelt as a Vietnamese syllable can be (with its tone on a stopped syllable)."""
    split = unicodedata.normalize("NFD", word.casefold())
    tones = [char for char in split if ord(char) in _TONES]
    bare = unicodedata.normalize("NFC", split.translate(_TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not _STOPPED.search(bare) or (bool(tones) and tones[0] in "\u0301\u0323")


def garbled_share(text: str) -> float:
    """Return the share of small-letter words that no Vietnamese would write."""
    found = [word for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text))
             if len(word) > 1 and word.islower()]
    if len(found) < 20:
        return 0.0
    return sum(not is_syllable(word) for word in found) / len(found)


def marked_share(text: str) -> float:
    """Return the share of words that carry a Vietnamese mark (about three in four in clean text)."""
    found = [word for word in re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text)) if len(word) > 1]
    return sum(not word.isascii() for word in found) / len(found) if found else 1.0


def is_garbled(text: str) -> bool:
    """Say whether the text as a whole is broken."""
    return garbled_share(text) > 0.08 or (marked_share(text) < 0.5 and len(text) > 400)
