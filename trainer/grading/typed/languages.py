"""What the comparison of typed answers must know of each language: data only, a row a language."""

from functools import lru_cache
from typing import NamedTuple


class Language(NamedTuple):
    """How answers in a language are compared.

    Attributes:
        loans: do marks stand on letters of loan words only, so that they are free on Latin letters?
        free: marks that never count, besides the vowel points of Hebrew and Arabic.
        same: other spellings of the same, each with what it is read as: patterns over small letters, whose
            marks stand behind them (in Unicode's canonical decomposition).
        case: capitals whose small letters differ from what Unicode says in general.
        bare_capitals: do words written in capitals drop their marks?
        skipped: words that make no difference. ``articles``: words whose lack or surplus is a slip.
        leads: beginnings of a sentence around the answer, and particles before it, that say nothing.
        plurals: endings that make a plural, which is a slip.
        mixed_up: words that are spelt nearly alike; none is a slip of another.
        comma: is the decimal mark a comma?
        ones: number words from 0 on. ``numbers``: other ones. ``times``: words that multiply.
        joins: words between number words. ``asking``: what stands before the unit that a question asks for.
        filler: words around a number that say nothing.
    """

    loans: bool = False
    free: str = ""
    same: tuple[tuple[str, str], ...] = ()
    case: tuple[tuple[str, str], ...] = ()
    bare_capitals: bool = False
    skipped: str = ""
    articles: str = ""
    leads: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    mixed_up: str = ""
    comma: bool = True
    ones: str = ""
    numbers: tuple[tuple[str, float], ...] = ()
    times: tuple[tuple[str, float], ...] = ()
    joins: str = ""
    asking: tuple[str, ...] = ()
    filler: str = ""


_STRESS = "\u0300\u0301"
_UMLAUTS = (("a\u0308", "ae"), ("o\u0308", "oe"), ("u\u0308", "ue"))
_NORDIC = (("ø", "oe"), ("o\u0308", "oe"), ("a\u0308", "ae"), ("a\u030a", "aa"))
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_I = (("I", "ı"), ("İ", "i"))
_PERSIAN = (("[يى]", "ی"), ("ك", "ک"), ("[ة\u06d5]", "ه"))
_HALF_NASALS = (
    ("ङ्(?=[कखगघ])", "ं"),
    ("ञ्(?=[चछजझ])", "ं"),
    ("ण्(?=[टठडढ])", "ं"),
    ("न्(?=[तथदध])", "ं"),
    ("म्(?=[पफबभ])", "ं"),
    ("ँ", "ं"),
)
_HAN_DIGITS = tuple(zip("零〇一二三四五六七八九", (0, 0, *range(1, 10)), strict=True))
_HAN_TIMES = (
    ("十", 10),
    ("百", 100),
    ("千", 1000),
    ("万", 10**4),
    ("萬", 10**4),
    ("亿", 10**8),
    ("億", 10**8),
)


def _tens(words: str, start: int = 20, step: int = 10) -> tuple[tuple[str, float], ...]:
    return tuple((word, float(start + step * at)) for at, word in enumerate(words.split()))


def _german() -> tuple[tuple[str, float], ...]:
    ones = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
    tens = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
    compound = [
        (f"{one}und{ten}", 10.0 * t + o) for t, ten in enumerate(tens, 2) for o, one in enumerate(ones, 1)
    ]
    return (*_tens(" ".join(tens)), *compound, ("ein", 1), ("eine", 1), ("halb", 0.5), ("halbe", 0.5))


ENGLISH = Language(
    loans=True,
    skipped="a an the",
    leads=("it is", "it's", "its", "that is", "that's", "this is", "to"),
    plurals=("s", "es"),
    mixed_up="""
        accept except affect effect angel angle bare bear beard bread board broad brake break breath breathe
        casual causal coarse course complement compliment costume custom council counsel country county
        dairy diary desert dessert device devise dual duel emigrate immigrate ensure insure from form
        hear here http https its it's later latter lead read lose loose marital martial meat meet message
        massage moral morale morning mourning odbc jdbc peace piece personal personnel plain plane precede
        proceed principal principle quiet quite sacred scared sell cell sight site stationary stationery
        steal steel than then their there trail trial united untied wander wonder weak week weather whether
        were where we're write right hell he'll shell she'll well we'll wont won't cant can't ill i'll
        code core node mode main mail order older state static stack stock sort short word work world
        import export insert invert table cable source inner outer
    """,
    comma=False,
    ones="""
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen
    """,
    numbers=_tens("twenty thirty forty fifty sixty seventy eighty ninety"),
    times=(
        *(("hundred", 100), ("thousand", 1000), ("million", 10**6), ("millions", 10**6), ("billion", 10**9)),
        *(("trillion", 10**12), ("dozen", 12)),
        *(("half", 0.5), ("halves", 0.5), ("third", 1 / 3), ("thirds", 1 / 3)),
        *(("quarter", 0.25), ("quarters", 0.25), ("fifth", 0.2), ("fifths", 0.2)),
    ),
    joins="and",
    asking=("in", "how many", "how much", "which", "what"),
    filler="""
        a an the it its that s are of be and is exactly just only default by answer value about in year ad ce
        approximately approx roughly around circa ca at from per degrees degree
    """,
)

LANGUAGES: dict[str, Language] = {
    "en": ENGLISH,
    "de": Language(
        same=_UMLAUTS,
        articles="der die das den dem des ein eine einen einem einer eines",
        mixed_up="seit seid wider wieder das dass wahr war denn wen wenn den lehrer leerer mann man",
        ones="""
            null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn
            sechzehn siebzehn achtzehn neunzehn
        """,
        numbers=_german(),
        times=(
            ("hundert", 100),
            ("tausend", 1000),
            ("million", 10**6),
            ("millionen", 10**6),
            ("milliarde", 10**9),
        ),
        joins="und",
        asking=("in", "wie viele", "wie viel"),
        filler="etwa ca circa rund ungefähr genau das sind ist es im jahr grad",
    ),
    "es": Language(
        articles="el la los las un una unos unas",
        mixed_up="""
            pero perro caro carro hombre hambre hombro casa caza peso piso mesa misa cara capa mano mono
        """,
        ones="""
            cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
            dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro
            veinticinco veintiséis veintisiete veintiocho veintinueve
        """,
        numbers=(*_tens("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30), ("medio", 0.5)),
        times=(("cien", 100), ("ciento", 100), ("mil", 1000), ("millón", 10**6), ("millones", 10**6)),
        joins="y",
        asking=("en", "cuántos", "cuántas", "cuánto"),
        filler="unos unas cerca de aproximadamente es son el la en año grados",
    ),
    "fr": Language(
        bare_capitals=True,
        articles="le la les l' un une des du",
        mixed_up="""
            poisson poison dessert désert cousin coussin père mère frère sœur mais maïs vers verre vert
            foie foi fois
        """,
        ones="""
            zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
            dix-sept dix-huit dix-neuf
        """,
        numbers=(
            *_tens("vingt trente quarante cinquante soixante", 20),
            *(("quatre-vingts", 80), ("quatre-vingt", 80), ("soixante-dix", 70), ("quatre-vingt-dix", 90)),
            *(("demi", 0.5), ("une", 1)),
        ),
        times=(("cent", 100), ("cents", 100), ("mille", 1000), ("million", 10**6), ("millions", 10**6)),
        joins="et",
        asking=("en", "combien de", "combien d'"),
        filler="environ à peu près c'est est il y a le la en l'an an degrés",
    ),
    "pt": Language(
        articles="o a os as um uma uns umas",
        ones="""
            zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze
            dezesseis dezessete dezoito dezenove
        """,
        numbers=_tens("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa"),
        times=(("cem", 100), ("cento", 100), ("mil", 1000), ("milhão", 10**6), ("milhões", 10**6)),
        joins="e",
        filler="cerca de é são o a em ano",
    ),
    "it": Language(
        articles="il lo la i gli le l' un uno una un'",
        ones="""
            zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici
            quindici sedici diciassette diciotto diciannove
        """,
        numbers=_tens("venti trenta quaranta cinquanta sessanta settanta ottanta novanta"),
        times=(("cento", 100), ("mille", 1000), ("mila", 1000), ("milione", 10**6), ("milioni", 10**6)),
        filler="circa è sono il la nel anno",
    ),
    "nl": Language(
        articles="de het een",
        ones="""
            nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien
            zestien zeventien achttien negentien
        """,
        numbers=_tens("twintig dertig veertig vijftig zestig zeventig tachtig negentig"),
        times=(("honderd", 100), ("duizend", 1000), ("miljoen", 10**6), ("miljard", 10**9)),
        filler="ongeveer circa het is zijn in jaar",
    ),
    "da": Language(same=(*_NORDIC, ("æ", "ae"))),
    "nb": Language(same=(*_NORDIC, ("æ", "ae"))),
    "nn": Language(same=(*_NORDIC, ("æ", "ae"))),
    "no": Language(same=(*_NORDIC, ("æ", "ae"))),
    "pl": Language(
        ones="""
            zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście
            trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście
        """,
        numbers=(
            *_tens(
                "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt"
            ),
            *(("dziewięćdziesiąt", 90), ("sto", 100), ("pół", 0.5)),
        ),
        times=(("tysiąc", 1000), ("tysiące", 1000), ("tysięcy", 1000), ("milion", 10**6)),
        filler="około jest to w roku ok",
    ),
    "ru": Language(
        free=_STRESS,
        same=(("е\u0308", "е"),),
        mixed_up="дом дым том мать мат брат брать угол уголь стал сталь день пень тень",
        ones="""
            ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать
            тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать
        """,
        numbers=(
            *_tens("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто"),
            ("половина", 0.5),
        ),
        times=(("тысяча", 1000), ("тысячи", 1000), ("тысяч", 1000), ("миллион", 10**6), ("миллиона", 10**6)),
        filler="около примерно это в году год г",
    ),
    "uk": Language(free=_STRESS),
    "be": Language(free=_STRESS),
    "bg": Language(free=_STRESS),
    "el": Language(
        bare_capitals=True,
        articles="ο η το οι τα τον την του της των ένας μία μια ένα",
        ones="μηδέν ένα δύο τρία τέσσερα πέντε έξι επτά οκτώ εννέα δέκα έντεκα δώδεκα",
        numbers=_tens("είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα εκατό"),
        times=(("χίλια", 1000), ("χιλιάδες", 1000)),
        filler="περίπου είναι το",
    ),
    "tr": Language(
        case=_I,
        ones="sıfır bir iki üç dört beş altı yedi sekiz dokuz on",
        numbers=(*_tens("yirmi otuz kırk elli altmış yetmiş seksen doksan"), ("yarım", 0.5)),
        times=(("yüz", 100), ("bin", 1000), ("milyon", 10**6), ("milyar", 10**9)),
        filler="yaklaşık",
    ),
    "az": Language(case=_I),
    "ro": Language(same=(("s\u0327", "s\u0326"), ("t\u0327", "t\u0326")), articles="un o"),
    "la": Language(free="\u0304\u0306"),
    "he": Language(
        comma=False,
        ones="אפס אחת שתיים שלוש ארבע חמש שש שבע שמונה תשע עשר",
        numbers=(
            ("אחד", 1),
            ("שניים", 2),
            ("שלושה", 3),
            ("ארבעה", 4),
            ("חמישה", 5),
            ("עשרה", 10),
            ("חצי", 0.5),
        ),
        times=(("מאה", 100), ("אלף", 1000), ("מיליון", 10**6)),
        filler="בערך כ",
    ),
    "yi": Language(comma=False),
    "ar": Language(
        comma=False,
        same=(("ی", "ي"), ("ک", "ك")),
        ones="صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة",
        numbers=(("اثنين", 2), ("عشرون", 20), ("عشرين", 20), ("نصف", 0.5)),
        times=(("مئة", 100), ("مائة", 100), ("ألف", 1000), ("مليون", 10**6)),
        filler="حوالي تقريبا",
    ),
    "fa": Language(
        comma=False,
        free="\u0654",
        same=_PERSIAN,
        ones="صفر یک دو سه چهار پنج شش هفت هشت نه ده",
        numbers=(*_tens("بیست سی چهل پنجاه شصت هفتاد هشتاد نود"), ("نیم", 0.5)),
        times=(("صد", 100), ("هزار", 1000), ("میلیون", 10**6)),
        joins="و",
        filler="حدود تقریبا",
    ),
    "ur": Language(comma=False, same=(("[يى]", "ی"), ("ك", "ک"))),
    "hi": Language(
        comma=False,
        same=_HALF_NASALS,
        ones="""
            शून्य एक दो तीन चार पांच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस
            बीस
        """,
        numbers=(("पाँच", 5), ("छः", 6), ("आधा", 0.5)),
        times=(("सौ", 100), ("हजार", 1000), ("हज़ार", 1000), ("लाख", 10**5), ("करोड़", 10**7)),
        filler="लगभग करीब है",
    ),
    "mr": Language(comma=False, same=_HALF_NASALS),
    "ne": Language(comma=False, same=_HALF_NASALS),
    "th": Language(
        comma=False,
        same=(("เเ", "แ"),),
        ones="ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ",
        times=(("ร้อย", 100), ("พัน", 1000), ("หมื่น", 10**4), ("แสน", 10**5), ("ล้าน", 10**6)),
        filler="ประมาณ",
    ),
    "zh": Language(
        comma=False, numbers=(*_HAN_DIGITS, ("两", 2), ("半", 0.5)), times=_HAN_TIMES, filler="大约 约 个"
    ),
    "ja": Language(
        comma=False, numbers=(*_HAN_DIGITS, ("半", 0.5)), times=_HAN_TIMES, filler="約 およそ 個 つ 人 本"
    ),
    "ko": Language(
        comma=False,
        ones="영 일 이 삼 사 오 육 칠 팔 구 십",
        numbers=(
            *_tens("하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열", 1, 1),
            ("반", 0.5),
        ),
        times=(("백", 100), ("천", 1000), ("만", 10**4), ("억", 10**8)),
        filler="약 개 명",
    ),
    "vi": Language(
        same=((f"o([{_TONES}])([ae])", r"o\2\1"), (f"u([{_TONES}])y", r"uy\1")),
        ones="không một hai ba bốn năm sáu bảy tám chín mười",
        times=(("trăm", 100), ("nghìn", 1000), ("ngàn", 1000), ("triệu", 10**6), ("tỷ", 10**9)),
        filler="khoảng",
    ),
}
"""The languages that differ from the rest, by the first part of their tag."""

_OTHER = Language()

SLIP_FROM: tuple[tuple[str, int], ...] = (
    ("\u0590-\u05ff\u0600-\u06ff\u0750-\u077f", 5),  # Hebrew, Arabic: three letters make a word
    ("\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff", 5),
    ("\u1100-\u11ff", 8),  # Hangul letters: three syllables
    ("\u3040-\u30ff", 3),
    ("\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff", 99),  # a sign is a word
)
"""How many letters a word of a script has at least for one of them to be a slip: ranges of letters."""

SLIP_ELSEWHERE = 4

_PAIRS = "łl øo ðd đd ħh ŧt ıi ŋn əe ɑa ʔt ƒf ĸk ةه ىي ٱا یي کك єе ґг їі ёе ўу ךכ םמ ןנ ףפ ץצ"
_SMALL_KANA = "ぁあ ぃい ぅう ぇえ ぉお っつ ゃや ゅゆ ょよ ァア ィイ ゥウ ェエ ォオ ッツ ャヤ ュユ ョヨ"
LIKE = str.maketrans({**{pair[0]: pair[1:] for pair in f"{_PAIRS} {_SMALL_KANA}".split()}, "þ": "th"})
"""Letters that do not decompose, and the ones they are like: one for the other is a slip."""


@lru_cache(maxsize=64)
def language_of(tag: str) -> Language:
    """Return what is known of a language by its BCP 47 tag (``de``, ``pt-BR``)."""
    return LANGUAGES.get(tag.partition("-")[0].casefold(), _OTHER)
