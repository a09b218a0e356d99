"""Which key of a Latin layout a character of another one stands at; digits and letters in other forms. Pure.

The tables are those of xkeyboard-config 2.35.1 (symbols/), two rows for each: without shift, and
with it where that is no capital. Korean is KS X 5002, Japanese JIS X 6002, Chinese
CNS 11643's standard order of zhuyin, which are input methods there. A dot: nothing, or no letter.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple
from unicodedata import normalize, numeric

_KEYS = "`1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_SHIFTED = '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'
_QWERTZ = str.maketrans("yzYZ", "zyZY")

LAYOUTS: Mapping[str, tuple[str, str]] = {
    # Russian
    "ru": (
        "ё............йцукенгшщзхъфывапролджэячсмитьбю.",
        "",
    ),
    # Ukrainian
    "uk": (
        ".............йцукенгшщзхїфівапролджєячсмитьбю.",
        "",
    ),
    # Belarusian
    "be": (
        "ё............йцукенгшўзх.фывапролджэячсмітьбю.",
        "",
    ),
    # Serbian
    "sr": (
        ".............љњертзуиопшђасдфгхјклчћѕџцвбнм...",
        "",
    ),
    # Macedonian
    "mk": (
        ".............љњертѕуиопшѓасдфгхјклчќзџцвбнм...",
        "",
    ),
    # Bulgarian, BDS
    "bg": (
        "..............уеишщксдзц.ьяаожгтнвмчюйъэфхпрлб",
        "",
    ),
    # Kazakh
    "kk": (
        "..әіңғ..үұқөһйцукенгшщзхъфывапролджэячсмитьбю.",
        "",
    ),
    # Kyrgyz
    "ky": (
        "ё..........өңйцукенгшщзхъфывапролджэячсмитьбю.",
        "",
    ),
    # Tajik
    "tg": (
        "ё..........ғӯйқукенгшҳзхъфҷвапролджэячсмитӣбю.",
        "",
    ),
    # Uzbek
    "uz": (
        "ё..........ғҳйцукенгшўзхъфқвапролджэячсмитьбю.",
        "",
    ),
    # Mongolian
    "mn": (
        "...........ещфцужэнгшүзкъйыбөахролдпячёсмитьвю",
        "",
    ),
    # Greek
    "el": (
        "..............ςερτυθιοπ..ασδφγηξκλ..ζχψωβνμ...",
        "",
    ),
    # Hebrew
    "he": (
        "...............קראטוןםפ..שדגכעיחלךף.זסבהנמצתץ.",
        "",
    ),
    # Arabic
    "ar": (
        "ذ............ضصثقفغعهخحجدشسيبلاتنمكطئءؤرﻻىةوزظ",
        "ّ............ًٌَُﻹإ......ٍِ..ﻷأـ.....ْ..ﻵآ....",
    ),
    # Persian
    "fa": (
        ".............ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو..",
        "...........ـ.ًٌٍَُِّْ....ؤئيإأآة....كٓژٰ.ٔء...",
    ),
    # Urdu
    "ur": (
        "ً............قوعرتےءیہپ..اسدفگحجکل..زشچطبنم...",
        ".............ْؤٰڑٹَئِۃُ..آصڈّغھضخٔ..ذژثظ.ں٘...",
    ),
    # Pashto
    "ps": (
        ".............ضصثقفغعهخحجچشسیبلاتنمکګۍېزرذدړوږ.",
        "...........ـ.ًٌٍَُِّْځڅ..ښئيپأآټڼة..ظطژء.ډؤ...",
    ),
    # Sorani
    "ckb": (
        ".............قوەرتیئحۆپ..اسدفگهژکل..زخجڤبنم...",
        "...........ـ...هڕطێءعؤث..آشذإغ.أكڵ..ضصچظىةـ...",
    ),
    # Georgian
    "ka": (
        ".............ქწერტყუიოპ..ასდფგჰჯკლ..ზხცვბნმ...",
        "..............ჭ.ღთ........შ....ჟ....ძ.ჩ.......",
    ),
    # Armenian, phonetic
    "hy": (
        ".էթփձջ.ևռչճ.ժքոերտըւիօպխծասդֆգհյկլ..զղցվբնմ...",
        "",
    ),
    # Thai, kedmanee
    "th": (
        ".ๅ..ภถุึคตจขชๆไำพะัีรนยบลฟหกดเ้่าสวงผปแอิืทมใฝ",
        "......ู........ฎฑธํ๊ณฯญฐ.ฤฆฏโฌ็๋ษศซ...ฉฮฺ์.ฒฬฦ",
    ),
    # Lao
    "lo": (
        ".ຢຟໂຖຸູຄຕຈຂຊໍົໄຳພະິີຣນຍບລັຫກດເ້່າສວງຜປແອຶືທມໃຝ",
        ".....໌ຼ.............ຮ.ຽ.......໊໋......ຯ...ໆ...",
    ),
    # Khmer
    "km": (
        "...........ឥឲឆឹេរតយុិោផៀឪាសដថងហ្កលើ់ឋខចវបនម..៊",
        "..ៗ...៍័៏..៌.ឈឺែឬទួូីៅភឿឧ.ៃឌធអះញគឡ.៉ឍឃជ.ពណំ...",
    ),
    # Burmese
    "my": (
        ".............ဆတနမအပကငသစဟဩေျိ်ါ့ြုူး.ဖထခလဘညာ...",
        "ဎဍၒဋ...ရ.....ဈဝဣ.ဤ.ဥ.ဿဏဧဪဗှီ္ွံဲဒဓဂ.ဇဌဃဠယဉဦ...",
    ),
    # Hindi, InScript
    "hi": (
        "ॊ...........ृौैाीूबहगदजड़ोे्िुपरकतचटॆंमनवलस..य",
        "ऒऍॅ........ःऋऔऐआईऊभङघधझढञओएअइउफऱखथछठऎँणऩऴळशष.य़",
    ),
    # Nepali
    "ne": (
        "ऽ............टौेरतयुिोपइएासदउगहजकल..षडचवबनम..्",
        "़..........॒.ठऔैृथञूीओफईऐआशधऊघअझख...ऋढछँभणंङ..",
    ),
    # Bengali
    "bn": (
        ".............ঙযডপটচজহগড়..ৃুিব্াকতদ..ঁোেরনসম...",
        ".............ংয়ঢফঠছঝঞঘঢ়..ৗূীভ.অখথধ..ঃৌৈলণষশ...",
    ),
    # Punjabi, InScript
    "pa": (
        "...........ਃ.ੌੈਾੀੂਬਹਗਦਜਡ਼ੋੇ੍ਿੁਪਰਕਤਚਟ.ਂਮਨਵਲਸ..ਯ",
        "...ੱੴ........ਔਐਆਈਊਭਙਘਧਝਢਞਓਏਅਇਉਫੜਖਥਛਠਁੰਣਨਵਲ਼ਸ਼...",
    ),
    # Gujarati, InScript
    "gu": (
        "............ઋૌૈાીૂબહગદજડ઼ોે્િુપરકતચટ.ંમનવલસ..ય",
        ".ઍૅ........ઃૃઔઐઆઈઊભઙઘધઝઢઞઓએઅઇઉફરખથછઠ.ઁણનવળશષ..",
    ),
    # Odia, InScript
    "or": (
        "...........ଃୃୌୈାୀୂବହଗଦଜଡ଼ୋେ୍ିୁପରକତଚଟ.ଂମନଵଲସ..ଯ",
        "............ଋଔଐଆଈଊଭଙଘଧଝଢଞଓଏଅଇଉଫ.ଖଥଛଠ.ଁଣ..ଳଶଷ..",
    ),
    # Tamil, InScript
    "ta": (
        "ொ............ௌைாீூ.ஹ..ஜ.ஞோே்ிுபரகதசடெஂமநவலஸ..ய",
        "ஒ..........ஃ.ஔஐஆஈஊ.ங.....ஓஏஅஇஉ.ற....எ.ணனழளஶஷ..",
    ),
    # Telugu, InScript
    "te": (
        "ొ..........ఃృౌైాీూబహగదజడఞోే్ిుపరకతచటెంమనవలస..య",
        "ఒ...........ఋఔఐఆఈఊభఙఘధఝఢ.ఓఏఅఇఉఫఱఖథఛఠఎఁణ..ళశష..",
    ),
    # Kannada, InScript
    "kn": (
        "ೊ..........ಃೃೌೈಾೀೂಬಹಗದಜಡ಼ೋೇ್ಿುಪರಕತಚಟೆಂಮನವಲಸ..ಯ",
        "ಒ...........ಋಔಐಆಈಊಭಙಘಧಝಢಞಓಏಅಇಉಫಱಖಥಛಠಎ.ಣ..ಳಶಷ..",
    ),
    # Malayalam, InScript
    "ml": (
        "ൊ...........ൃൌൈാീൂബഹഗദജഡ.ോേ്ിുപരകതചടെംമനവലസ..യ",
        "ഒ..........ഃഋഔഐആഈഊഭങഘധഝഢഞഓഏഅഇഉഫറഖഥഛഠഎ.ണ.ഴളശഷ..",
    ),
    # Sinhala
    "si": (
        ".............ඍඇඑරතයඋඉඔප..අසදෆගහජකල..ඤඳචවබනම...",
        ".............ඎඈඒ්ථ්ඌඊඕඵ..ආශධ.ඝඃඣඛළ..ඥඬඡ.භණඹ...",
    ),
    # Amharic
    "am": (
        ".............ቀወ.ረተየ...ፐፀጨ.ሰደፈገሀጀከለ..ዘአቸሸበነመ...",
        ".............ቐ...ጠ....ጰጸኀ.ሠዸ.ጘሐ.ኸ...ዠዐ.ቨ.ኘ....",
    ),
    # Tibetan
    "bo": (
        "ཨ..........ཧཝཅཆེརཏཡིོུཕཙཚའསདབངམ.གལཞ.ཟཤཀཁཔན.ཐཇཉ",
        "................ྼཊྻ༘༙....ཱ.ཌ༾༿.......ཥཀྵ྇྆ཎ.ཋ..",
    ),
    # Dhivehi
    "dv": (
        ".............ްއެރތޔުިޮޕ..ަސދފގހޖކލ..ޒ.ޗވބނމ...",
        ".............ޤޢޭޜޓޠޫީޯ...ާށޑ.ޣޙޛޚޅ..ޡޘޝޥޞޏޟ...",
    ),
    # Korean, dubeolsik
    "ko": (
        ".............ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ..ㅁㄴㅇㄹㅎㅗㅓㅏㅣ..ㅋㅌㅊㅍㅠㅜㅡ...",
        ".............ㅃㅉㄸㄲㅆ...ㅒㅖ.......................",
    ),
    # Japanese, kana
    "ja": (
        ".ぬふあうえおやゆよわほへたていすかんなにらせ..ちとしはきくまのりれけつさそひこみもねるめ",
        "...ぁぅぇぉゃゅょを....ぃ....................っ.........",
    ),
    # the same in katakana
    "ja-katakana": (
        ".ヌフアウエオヤユヨワホヘタテイスカンナニラセ..チトシハキクマノリレケツサソヒコミモネルメ",
        "...ァゥェォャュョヲ....ィ....................ッ.........",
    ),
    # Chinese, zhuyin
    "zh": (
        ".ㄅㄉ..ㄓ..ㄚㄞㄢㄦ.ㄆㄊㄍㄐㄔㄗㄧㄛㄟㄣ..ㄇㄋㄎㄑㄕㄘㄨㄜㄠㄤ.ㄈㄌㄏㄒㄖㄙㄩㄝㄡㄥ",
        "",
    ),
}
"""For each language of a layout its rows, those of the users that are most first: where layouts of one script
have a letter at different keys, the first one holds unless the user's own is known."""

_SIBLINGS = {"bs": "sr", "cnr": "sr", "mr": "hi", "sa": "hi", "kok": "hi", "as": "bn", "yi": "he", "ti": "am"}
"""Languages that are written with the layout of another one."""

_DIGITS = {
    "fr": "&é\"'(-è_çà",
    "cs": " ěščřžýáíé",  # where a + has the 1, which is itself on most layouts
    "sk": " ľščťžýáíé",
    "BE": "&é\"'(§è!çà",  # Belgian, in French and Dutch
    "lt": "ąčęėįšųū",
    "vi": "ăâêô     đ",
}
"""What Latin layouts have at the digits, which need shift there."""


class Form(NamedTuple):
    """A character as a key of a Latin layout might have it; "" where it has no such form.

    Attributes:
        wide: without what only makes it wide or narrow.
        number: the digit that it is, in whichever script.
        place: at its key. ``small_place``: at that of its small letter, as with Caps Lock.
        small: its small letter.
        digit: the digit at whose key a Latin layout has it.
    """

    wide: str
    number: str
    place: str
    small_place: str
    small: str
    digit: str


def form_of(character: str, language: str = "") -> Form:
    """Return the forms of a character, the nearest first; ``language``: of the user's layout, if known."""
    places, digits = _tables(language)
    wide = normalize("NFKC", character)
    number = -1.0 if character.isascii() else numeric(character, -1.0)
    place = next((places[one] for one in (character, wide) if one in places), "")
    return Form(
        wide if len(wide) == 1 else "",
        str(int(number)) if number in range(10) else "",
        place,
        places.get(character.lower(), ""),
        wide.lower() if len(wide) == 1 else "",
        digits.get(character, ""),
    )


def forms(text: str, language: str = "") -> Iterator[str]:
    """Yield a text with all of its characters in one form after the other (`form_of`), where they have it."""
    for each in zip(*(form_of(character, language) for character in text), strict=True):
        if any(each):
            yield "".join(new or old for new, old in zip(each, text, strict=True))


def _capital(letter: str) -> str:
    capital = letter.upper()
    return capital if capital.lower() == letter else "."  # as a final sigma has none of its own


@cache
def _tables(language: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the keys of the letters of all layouts, and the digits, those of a language first."""
    places: dict[str, str] = {}
    for name in sorted(LAYOUTS, key=language.__ne__):  # a stable order: the user's own, then as listed
        small, shifted = LAYOUTS[name]
        keys = (_KEYS, _SHIFTED) if name != "sr" else (_KEYS.translate(_QWERTZ), _SHIFTED.translate(_QWERTZ))
        capitals = shifted or "".join(map(_capital, small))
        for row, latin in ((small, keys[0]), (capitals, keys[1])):
            for there, here in zip(row, latin, strict=True):
                if there != ".":
                    places.setdefault(there, here)
    digits: dict[str, str] = {}
    for name in sorted(_DIGITS, key=language.__ne__):
        for there, here in zip(_DIGITS[name], "1234567890", strict=False):
            if there != " ":
                digits.setdefault(there, here)
    return places, digits


_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG", "LC_TIME", "LC_MONETARY", "LC_ADDRESS")
"""Variables that name the language of words, or of dates and money where these are of another country."""


def language_of(environment: Mapping[str, str]) -> str:
    """Return the language of the first locale in the environment that has a layout of its own here, such as
    ``sr``; "" where none has."""
    for name in _LOCALE:
        if found := re.match(r"([a-z]{2,3})(?:_([A-Z]{2}))?(?![A-Za-z])", environment.get(name, "")):
            language = "BE" if found[2] == "BE" else _SIBLINGS.get(found[1], found[1])
            if language in LAYOUTS or language in _DIGITS:
                return language
    return ""
