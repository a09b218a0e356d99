"""What the comparison of typed answers must know of each language: data only, a row a language."""

from functools import lru_cache
from typing import NamedTuple

from trainer.grading.typed import common
from trainer.grading.typed.numerals import SPOKEN
from trainer.grading.typed.spoken import Spoken


class Language(NamedTuple):
    """How answers in a language are compared.

    Attributes:
        loans: do marks stand on letters of loan words only, so that they are free on Latin letters?
        free: marks that never count, besides the vowel points of Hebrew and Arabic.
        same: other spellings of the same, each with what it is read as: patterns over small letters, whose
            marks stand behind them (in Unicode's canonical decomposition).
        case: capitals whose small letters differ from what Unicode says in general.
        bare_capitals: do words written in capitals drop their marks?
        skipped: words that make no difference. ``articles``: those that may stand before an answer, by
            gender, with ``|`` between; ``gender``: is leaving one out a slip, since it tells something that
            the word does not? ``the``: what is written at a word's beginning to make it definite.
        pronouns: subjects that may be left out before a verb; one too much or too few is a slip.
        shortened: patterns of words that are run together, and what they stand for (don't, do not).
        particles: words before an infinitive. ``leads``: beginnings of a sentence around the answer.
        trails: its ends. ``polite``: what courtesy puts behind, which is a slip where it does not belong.
        titles: what may stand before a name, ``titled`` behind it. ``places``: words before the name of a
            place that say what it is, ``placed`` behind it.
        denies: letters that make a word say the contrary when one of them stands before it, or within it if
            ``within``.
        plurals: endings that make a plural, which is a slip.
        mixed_up: words that are spelt nearly alike; none is a slip of another.
        alike: letters that sound alike, in groups: one for the other is a slip in a short word too.
        mute: letters for vowels that are often left out; with vowel points they may be.
        tones: are tones written as numbers too (ni3 hao3)? ``simplified``: are there traditional signs too?
        spoken: how its numbers are said.
    """

    loans: bool = False
    free: str = ""
    same: tuple[tuple[str, str], ...] = ()
    case: tuple[tuple[str, str], ...] = ()
    bare_capitals: bool = False
    skipped: str = ""
    articles: str = ""
    gender: bool = False
    the: str = ""
    pronouns: str = ""
    shortened: tuple[tuple[str, str], ...] = ()
    particles: str = ""
    leads: tuple[str, ...] = ()
    trails: tuple[str, ...] = ()
    polite: tuple[str, ...] = ()
    titles: str = ""
    titled: str = ""
    places: tuple[str, ...] = ()
    placed: str = ""
    denies: str = ""
    within: bool = False
    plurals: tuple[str, ...] = ()
    mixed_up: str = ""
    alike: str = ""
    mute: str = ""
    tones: bool = False
    simplified: bool = False
    spoken: Spoken = Spoken()


_STRESS = "\u0300\u0301"
_UMLAUTS = (("a\u0308", "ae"), ("o\u0308", "oe"), ("u\u0308", "ue"))
_NORDIC = (("ø", "oe"), ("o\u0308", "oe"), ("a\u0308", "ae"), ("a\u030a", "aa"))
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_I = (("I", "ı"), ("İ", "i"))
_PERSIAN = (("[يى]", "ی"), ("ك", "ک"), ("[ة\u06d5]", "ه"))
_HINDI = (
    ("ङ्(?=[कखगघ])", "ं"),
    ("ञ्(?=[चछजझ])", "ं"),
    ("ण्(?=[टठडढ])", "ं"),
    ("न्(?=[तथदध])", "ं"),
    ("म्(?=[पफबभ])", "ं"),
    ("ँ", "ं"),
    ("(?<=[क-ह\u093c\u093e-\u094c])ये(?![\u0900-\u097f])", "ए"),
    ("(?<=[क-ह\u093c\u093e-\u094c])यी(?![\u0900-\u097f])", "ई"),
)
_NORTH = "en ett"

LANGUAGES: dict[str, Language] = {
    "en": Language(
        loans=True,
        same=((r"\bst\.? (?=\w{3})", "saint "), (r"\bmt\.? (?=\w{3})", "mount "), (" & ", " and ")),
        skipped="a an the",
        shortened=(
            (r"\bcan't\b|\bcannot\b", "can not"),
            (r"\bwon't\b", "will not"),
            (r"n't\b", " not"),
            (r"(?<=\bi)'m\b", " am"),
            (r"'re\b", " are"),
            (r"'ll\b", " will"),
            (r"'ve\b", " have"),
            (r"\b(it|he|she|that|what|where|who|there|here|how)'s\b", r"\1 is"),
        ),
        particles="to",
        leads=("it is", "it's", "its", "that is", "that's", "this is"),
        titles="mr mrs ms dr prof professor sir",
        denies="a",
        plurals=("s", "es"),
        mixed_up=common.ENGLISH
        + """
            accept except affect effect angel angle bare bear beard bread board broad brake break breath
            breathe casual causal coarse course complement compliment costume custom council counsel
            country county dairy diary desert dessert device devise dual duel emigrate immigrate ensure
            insure from form hear here http https its it's later latter lead read lose loose marital
            martial meat meet message massage moral morale morning mourning odbc jdbc peace piece
            personal personnel plain plane precede proceed principal principle quiet quite sacred scared
            sell cell sight site stationary stationery steal steel than then their there trail trial
            united untied wander wonder weak week weather whether were where we're write right hell
            he'll shell she'll well we'll ill i'll id i'd code core node mode main mail
            order older state static stack stock sort short word work world import export insert invert
            table cable source inner outer
        """,
    ),
    "de": Language(
        same=(*_UMLAUTS, (" & ", " und ")),
        articles="der den dem des ein einen einem eines|die eine einer|das dem des ein einem eines",
        gender=True,
        shortened=((r"(?<=\w)'s\b", " es"),),
        leads=("das ist", "es ist", "das sind", "es sind"),
        titles="herr frau dr prof professor",
        places=("die stadt", "stadt"),
        denies="k",
        plurals=("e", "en", "n", "er", "s"),
        mixed_up=f"{common.GERMAN} "
        "seit seid wider wieder das dass wahr war denn wen wenn den lehrer leerer mann man",
    ),
    "es": Language(
        same=((" & ", " y "),),
        articles="el los un unos|la las una unas",
        pronouns="yo tú él ella usted nosotros nosotras vosotros ellos ellas ustedes",
        leads=("es", "son"),
        titles="señor señora sr sra dr dra don doña",
        places=("la ciudad de", "ciudad de"),
        plurals=("s", "es"),
        mixed_up=common.SPANISH
        + """
            pero perro caro carro hombre hambre hombro casa caza peso piso mesa misa cara capa mano mono
            cero cerro coro corro para parra ahora ahorra
        """,
    ),
    "fr": Language(
        bare_capitals=True,
        same=(
            (r"\b([cdjlmnst]|qu)' (?=\w)", r"\1'"),
            (" & ", " et "),
            (r"\bst-(?=\w{3})", "saint-"),
            (r"\bste-(?=\w{3})", "sainte-"),
        ),
        articles="le les l' un des du|la les l' une des",
        leads=("c'est", "ce sont"),
        titles="m mme mlle monsieur madame dr docteur",
        places=("la ville de", "ville de"),
        plurals=("s", "x"),
        mixed_up="""
            poisson poison dessert désert cousin coussin père mère frère sœur mais maïs vers verre vert
            foie foi fois coeur choeur
        """,
    ),
    "pt": Language(
        same=((" & ", " e "),),
        articles="o os um uns|a as uma umas",
        pronouns="eu tu ele ela você nós vocês eles elas",
        leads=("é", "são"),
        titles="senhor senhora sr sra dr dra dom dona",
        places=("a cidade de", "cidade de"),
        plurals=("s", "es"),
    ),
    "it": Language(
        same=((" & ", " e "),),
        articles="il lo i gli l' un uno|la le l' una un'",
        pronouns="io tu lui lei noi voi loro",
        leads=("è", "sono"),
        titles="signor signora sig dott dottor",
        places=("la città di", "città di"),
        mixed_up="""
            pala palla nono nonno caro carro casa cassa pena penna sete sette capello cappello note notte
        """,
    ),
    "nl": Language(
        articles="de een|het een",
        gender=True,
        leads=("het is", "dat is"),
        titles="meneer mevrouw dhr mw dr",
        plurals=("s", "en", "n"),
    ),
    "ca": Language(articles="el els l' un uns|la les l' una unes", plurals=("s",)),
    "sv": Language(
        same=_NORDIC[1:], articles=_NORTH.replace(" ", "|"), gender=True, particles="att", leads=("det är",)
    ),
    "da": Language(
        same=(*_NORDIC, ("æ", "ae")), articles="en|et", gender=True, particles="at", leads=("det er",)
    ),
    "nb": Language(
        same=(*_NORDIC, ("æ", "ae")), articles="en|ei|et", gender=True, particles="å", leads=("det er",)
    ),
    "nn": Language(
        same=(*_NORDIC, ("æ", "ae")), articles="ein|ei|eit", gender=True, particles="å", leads=("det er",)
    ),
    "no": Language(
        same=(*_NORDIC, ("æ", "ae")), articles="en|ei|et", gender=True, particles="å", leads=("det er",)
    ),
    "pl": Language(
        pronouns="ja ty on ona ono my wy oni one",
        leads=("to", "to jest", "to są"),
        titles="pan pani dr prof",
        places=("miasto",),
    ),
    "ru": Language(
        free=_STRESS,
        same=(("е\u0308", "е"),),
        leads=("это",),
        titles="господин госпожа г-н г-жа др проф",
        places=("город", "г."),
        mixed_up="дом дым том мать мат брат брать угол уголь стал сталь день пень тень",
    ),
    "uk": Language(free=_STRESS, leads=("це",), places=("місто", "м.")),
    "be": Language(free=_STRESS),
    "bg": Language(free=_STRESS, places=("град",)),
    "el": Language(
        pronouns="εγώ εσύ αυτός αυτή εμείς εσείς αυτοί αυτές",
        bare_capitals=True,
        articles="ο οι του των τον τους ένας έναν|η οι τη την της των τις μία μια|το τα του των ένα",
        particles="να",
        leads=("είναι",),
        titles="κύριος κυρία κ δρ",
        places=("η πόλη",),
        denies="α",
    ),
    "tr": Language(
        case=_I,
        articles="bir",
        pronouns="ben sen biz siz onlar",
        gender=True,
        titles="dr prof sayın",
        titled="bey hanım",
        placed="şehri kenti ili",
        plurals=("lar", "ler"),
        denies="m",
        within=True,
    ),
    "az": Language(case=_I, plurals=("lar", "lər")),
    "ro": Language(
        same=(("s\u0327", "s\u0326"), ("t\u0327", "t\u0326")), articles="un|o", particles="a", leads=("este",)
    ),
    "la": Language(free="\u0304\u0306"),
    "he": Language(
        same=(("(?<=[א-ת])יי(?=[א-ת])", "י"), ("(?<=[א-ת])וו(?=[א-ת])", "ו")),
        the="ה",
        pronouns="אני אתה את הוא היא אנחנו אתם הם",
        mixed_up="היום יום הערב ערב השנה שנה הלילה לילה הפעם פעם",
        leads=("זה", "זו", "זאת"),
        titles="מר גב' ד\"ר פרופ' הרב",
        places=("העיר", "עיר"),
        alike="טת כק חכ אעה סש סם בו",
        mute="וי",
    ),
    "yi": Language(),
    "ar": Language(
        same=(("ی", "ي"), ("ک", "ك")),
        the="ال",
        pronouns="أنا أنت هو هي نحن أنتم هم",
        mixed_up="اليوم يوم الليلة ليلة السنة سنة الآن آن",
        leads=("هو", "هي", "هذا", "هذه"),
        titles="السيد السيدة الدكتور د",
        places=("مدينة",),
    ),
    "fa": Language(
        free="\u0654",
        same=_PERSIAN,
        leads=("این",),
        trails=("است",),
        pronouns="من تو او ما شما آنها",
        titles="آقای خانم دکتر",
        places=("شهر",),
        denies="ن",
        alike="زذضظ سصث تط هح قغ",
    ),
    "ur": Language(same=(("[يى]", "ی"), ("ك", "ک"))),
    "hi": Language(
        same=_HINDI,
        leads=("यह", "ये"),
        trails=("है", "हैं"),
        titles="श्री श्रीमती डॉ",
        titled="जी",
        placed="शहर नगर",
        denies="अ",
        mixed_up="लड़का लड़की बेटा बेटी दादा दादी नाना नानी चाचा चाची",
        alike="नण शषस बव",
    ),
    "mr": Language(same=_HINDI),
    "ne": Language(same=_HINDI),
    "th": Language(
        same=(("เเ", "แ"),),
        leads=("คือ", "เป็น"),
        polite=("ครับ", "ค่ะ", "คะ", "นะครับ", "นะคะ", "นะค่ะ", "คับ"),
        places=("จังหวัด", "ประเทศ"),
    ),
    "zh": Language(
        tones=True,
        simplified=True,
        leads=("是", "这是", "這是"),
        titled="先生 女士 小姐",
        placed="市 省",
        denies="不没沒非无無未",
    ),
    "ja": Language(
        same=(("o\u0304|oo|o\u0302", "ou"), ("u\u0304|u\u0302", "uu")),
        trails=("です", "でした", "ですか"),
        polite=("ございます", "ございました"),
        titled="さん 氏 様 先生 君",
        placed="市 県 都 府",
        denies="不非無未",
    ),
    "ko": Language(
        leads=("그것은",),
        trails=("입니다", "이에요", "예요", "이다"),
        alike="ᅢᅦ ᅬᅫᅰ ᅩᅥ",
        polite=("요",),
        titled="님",
        placed="시 특별시 광역시",
    ),
    "vi": Language(
        same=(
            (f"o([{_TONES}])([ae])", r"o\2\1"),
            (f"u([{_TONES}])y", r"uy\1"),
            (rf"(?:(?<=[hklmst])|(?<=qu))y(?=[{_TONES}]?(?![\w{_TONES}]))", "i"),
        ),
        leads=("là", "đó là", "đây là"),
        articles="con cái chiếc quả cây một",
        gender=True,
        polite=("ạ",),
        places=("thành phố", "tp", "tp.", "tỉnh"),
    ),
}
"""The languages that differ from the rest, by the first part of their tag."""
LANGUAGES |= dict.fromkeys(("cmn", "yue"), LANGUAGES["zh"])

SLIP_FROM: tuple[tuple[str, int], ...] = (
    ("\u0590-\u05ff\u0600-\u06ff\u0750-\u077f", 5),  # Hebrew, Arabic: three letters make a word
    ("\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff", 5),
    ("\u1100-\u11ff", 8),  # Hangul letters: three syllables
    ("\u3040-\u30ff", 3),
    ("\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff", 4),  # a sign is a word, and four a name or a saying
)
"""How many letters a word of a script has at least for one of them to be a slip: ranges of letters."""

SLIP_ELSEWHERE = 4

CONTRAST = """
    一二三四五六七八九十百千万零〇两兩半 东東西南北 大小中 上下前后後左右内內外 新旧舊 古今 高低长長短
    男女父母子 春夏秋冬 不非无無未没沒 正反 多少 早晚朝夕昼夜 天地 日月 公私 入出 开開关閉関
    进進退 红紅黄黃蓝藍青赤白黑黒绿緑 来來去行 买買卖賣売 冷热熱寒暑 强強弱 生死 加减減増 你您我他她它
"""
"""Han signs that stand against each other: another one of them is never a slip."""

_PAIRS = "łl øo ðd đd ħh ŧt ıi ŋn əe ɑa ʔt ƒf ĸk ةه ىي ٱا یي کك єе ґг їі ёе ўу ךכ םמ ןנ ףפ ץצ ीि ूु ैे ौो"
_SMALL_KANA = "ぁあ ぃい ぅう ぇえ ぉお っつ ゃや ゅゆ ょよ ァア ィイ ゥウ ェエ ォオ ッツ ャヤ ュユ ョヨ"
LIKE = str.maketrans({**{pair[0]: pair[1:] for pair in f"{_PAIRS} {_SMALL_KANA}".split()}, "þ": "th"})
"""Letters that do not decompose, and the ones they are like: one for the other is a slip."""


@lru_cache(maxsize=64)
def language_of(tag: str) -> Language:
    """Return what is known of a language by its BCP 47 tag (``de``, ``pt-BR``)."""
    name = tag.partition("-")[0].casefold()
    known = LANGUAGES.get(name, Language())
    return known._replace(spoken=SPOKEN[name]) if name in SPOKEN else known


ENGLISH = language_of("en")
