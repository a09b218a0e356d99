"""The numbers of each language and the words that stand around one: data only, a row a language."""

from trainer.grading.typed.spoken import Spoken, row, teens, units_first

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


_DE_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_NL_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
_HE_ONES = """
    אחת/אחד שתיים/שניים/שני/שתי/שתים/שנים שלוש/שלושה/שלושת ארבע/ארבעה חמש/חמישה שש/שישה שבע/שבעה שמונה
    תשע/תשעה עשר/עשרה
"""
_AR_ONES = """
    واحد/واحدة/أحد/إحدى اثنان/اثنين/اثنتان/اثنتين/اثنا/اثني/اثنتا/اثنتي ثلاثة/ثلاث أربعة/أربع خمسة/خمس
    ستة/ست سبعة/سبع ثمانية/ثماني/ثمان تسعة/تسع
"""
_AR_TENS = """
    عشرون/عشرين ثلاثون/ثلاثين أربعون/أربعين خمسون/خمسين ستون/ستين سبعون/سبعين ثمانون/ثمانين تسعون/تسعين
"""
_FR_TEENS = "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf"

SPOKEN: dict[str, Spoken] = {
    "en": Spoken(
        comma=False,
        ones="""
            zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
            fifteen sixteen seventeen eighteen nineteen
        """,
        numbers=row("twenty thirty forty fifty sixty seventy eighty ninety"),
        times=(
            *(
                ("hundred", 100),
                ("thousand", 1000),
                ("million", 10**6),
                ("millions", 10**6),
                ("billion", 10**9),
            ),
            *(("trillion", 10**12), ("dozen", 12)),
            *(("half", 0.5), ("halves", 0.5), ("third", 1 / 3), ("thirds", 1 / 3)),
            *(("quarter", 0.25), ("quarters", 0.25), ("fifth", 0.2), ("fifths", 0.2)),
        ),
        joins="and",
        asking=("in", "how many", "how much", "which", "what"),
        filler="""
            a an the it its that s are of be and is exactly just only default by answer value about in
            year ad ce approximately approx roughly around circa ca at from per degrees degree since
            almost nearly port number
        """,
        ordinals="st nd rd th",
    ),
    "de": Spoken(
        ones="""
            null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn
            sechzehn siebzehn achtzehn neunzehn
        """,
        numbers=(
            *row(_DE_TENS),
            *units_first("ein zwei drei vier fünf sechs sieben acht neun", _DE_TENS, "und"),
            *(("ein", 1), ("eine", 1), ("einen", 1), ("halb", 0.5), ("halbe", 0.5), ("anderthalb", 1.5)),
        ),
        times=(
            *(("hundert", 100), ("tausend", 1000), ("million", 10**6), ("millionen", 10**6)),
            *(("milliarde", 10**9), ("milliarden", 10**9), ("dutzend", 12)),
        ),
        glued=True,
        joins="und",
        asking=("in", "wie viele", "wie viel"),
        filler="""
            etwa ca circa rund ungefähr genau das die der sind ist es im in jahr jahre grad um seit von
            anno fast uhr
        """,
    ),
    "es": Spoken(
        ones="""
            cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
            dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro
            veinticinco veintiséis veintisiete veintiocho veintinueve
        """,
        numbers=(
            *row("treinta cuarenta cincuenta sesenta setenta ochenta noventa", 30),
            *row("doscientos/doscientas trescientos/trescientas cuatrocientos quinientos", 200, 100),
            *row("seiscientos setecientos ochocientos novecientos", 600, 100),
            *(("un", 1), ("una", 1), ("medio", 0.5), ("media", 0.5)),
        ),
        times=(("cien", 100), ("ciento", 100), ("mil", 1000), ("millón", 10**6), ("millones", 10**6)),
        joins="y",
        asking=("en", "cuántos", "cuántas", "cuánto"),
        filler="""
            unos unas cerca de del aproximadamente más o menos es son fue el la los en año años grados por
            ciento a casi desde
        """,
        ordinals="º ª er ro",
    ),
    "fr": Spoken(
        ones=f"zéro un deux trois quatre cinq six sept huit neuf {_FR_TEENS}",
        numbers=(
            *row("vingt trente quarante cinquante soixante", 20),
            *(("quatre-vingts", 80), ("quatre-vingt", 80)),
            *((f"soixante {word}", 70.0 + at) for at, word in enumerate(_FR_TEENS.split())),
            *((f"quatre vingt {word}", 90.0 + at) for at, word in enumerate(_FR_TEENS.split())),
            *(("quatre vingts", 80), ("quatre vingt", 80)),
            *((f"soixante-{word}", 70.0 + at) for at, word in enumerate(_FR_TEENS.split())),
            *(("soixante et onze", 71), ("soixante-et-onze", 71)),
            *((f"quatre-vingt-{word}", 90.0 + at) for at, word in enumerate(_FR_TEENS.split())),
            *(("demi", 0.5), ("demie", 0.5), ("une", 1)),
        ),
        times=(
            *(("cent", 100), ("cents", 100), ("mille", 1000), ("million", 10**6), ("millions", 10**6)),
            *(("milliard", 10**9), ("milliards", 10**9)),
        ),
        joins="et",
        asking=("en", "combien de", "combien d'"),
        filler="""
            environ à peu près c'est ce sont est il y a le la les en l'an an l'année année degrés depuis
            de presque vers
        """,
        ordinals="er ère re ème eme e",
    ),
    "pt": Spoken(
        ones="""
            zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze
            dezesseis dezessete dezoito dezenove
        """,
        numbers=(
            *row("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa"),
            *row("duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos", 200, 100),
            *(("novecentos", 900), ("uma", 1), ("duas", 2), ("meio", 0.5), ("meia", 0.5)),
        ),
        times=(("cem", 100), ("cento", 100), ("mil", 1000), ("milhão", 10**6), ("milhões", 10**6)),
        joins="e",
        filler="cerca de do é são foi o a em no ano anos aproximadamente quase desde por",
        ordinals="º ª",
    ),
    "it": Spoken(
        ones="""
            zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici
            quindici sedici diciassette diciotto diciannove
        """,
        numbers=(
            *row("venti trenta quaranta cinquanta sessanta settanta ottanta novanta"),
            *(("un", 1), ("una", 1), ("mezzo", 0.5), ("mezza", 0.5)),
        ),
        times=(("cento", 100), ("mille", 1000), ("mila", 1000), ("milione", 10**6), ("milioni", 10**6)),
        glued=True,
        joins="e",
        filler="circa è sono fu il la nel anno anni dal di quasi per",
        ordinals="º ª",
    ),
    "nl": Spoken(
        ones="""
            nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien
            zestien zeventien achttien negentien
        """,
        numbers=(
            *row(_NL_TENS),
            *units_first("een twee drie vier vijf zes zeven acht negen", _NL_TENS, "en"),
            *units_first("een twee drie vier vijf zes zeven acht negen", _NL_TENS, "ën"),
            *(("één", 1), ("half", 0.5), ("halve", 0.5)),
        ),
        times=(("honderd", 100), ("duizend", 1000), ("miljoen", 10**6), ("miljard", 10**9)),
        glued=True,
        joins="en",
        filler="ongeveer circa ca het is zijn in jaar van sinds bijna",
        ordinals="ste de e",
    ),
    "sv": Spoken(
        ones="""
            noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton
            arton nitton
        """,
        numbers=(
            *row("tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"),
            *(("en", 1), ("halv", 0.5)),
        ),
        times=(("hundra", 100), ("tusen", 1000), ("miljon", 10**6), ("miljoner", 10**6)),
        glued=True,
        filler="ungefär cirka ca det är år året i",
        ordinals=":a :e",
    ),
    "pl": Spoken(
        ones="""
            zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście
            trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście
        """,
        numbers=(
            *row("dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt"),
            *row("osiemdziesiąt dziewięćdziesiąt sto", 80),
            *row("dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset", 200, 100),
            *(("jedna", 1), ("jedno", 1), ("dwie", 2), ("pół", 0.5), ("półtora", 1.5)),
        ),
        times=(
            *(("tysiąc", 1000), ("tysiące", 1000), ("tysięcy", 1000), ("milion", 10**6)),
            *(("miliony", 10**6), ("milionów", 10**6), ("miliard", 10**9)),
        ),
        joins="i",
        filler="około jest to są w we roku rok r ok prawie od stopni",
    ),
    "ru": Spoken(
        ones="""
            ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать
            тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать
        """,
        numbers=(
            *row("двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто"),
            *row("двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот", 200, 100),
            *(("нуль", 0), ("одна", 1), ("одно", 1), ("две", 2), ("половина", 0.5), ("полтора", 1.5)),
        ),
        times=(
            *(("тысяча", 1000), ("тысячи", 1000), ("тысяч", 1000), ("тыс", 1000)),
            *(("миллион", 10**6), ("миллиона", 10**6), ("миллионов", 10**6), ("млн", 10**6)),
            *(("миллиард", 10**9), ("миллиарда", 10**9), ("миллиардов", 10**9), ("млрд", 10**9)),
        ),
        year="г год года году",
        filler="около примерно это в во году год года г с почти градусов градуса",
        ordinals="-й -ый -ой -я -е -го -м -ом",
    ),
    "el": Spoken(
        ones="""
            μηδέν ένα δύο τρία τέσσερα πέντε έξι επτά οκτώ εννέα δέκα έντεκα δώδεκα δεκατρία δεκατέσσερα
            δεκαπέντε δεκαέξι δεκαεπτά δεκαοκτώ δεκαεννέα
        """,
        numbers=(
            *row("είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα εκατό"),
            *row("διακόσια τριακόσια τετρακόσια πεντακόσια εξακόσια επτακόσια οκτακόσια", 200, 100),
            *(("εννιακόσια", 900), ("εφτά", 7), ("οχτώ", 8), ("εννιά", 9), ("τρεις", 3), ("τέσσερις", 4)),
            *(("μία", 1), ("μια", 1), ("ένας", 1), ("εκατόν", 100), ("μισό", 0.5), ("μισή", 0.5)),
        ),
        times=(
            *(("χίλια", 1000), ("χίλιες", 1000), ("χιλιάδες", 1000)),
            *(("εκατομμύριο", 10**6), ("εκατομμύρια", 10**6)),
        ),
        joins="και",
        year="έτος",
        filler="περίπου είναι το τα ο η οι στο έτος χρονιά από τον βαθμούς σχεδόν",
        ordinals="ος η ο ου",
    ),
    "tr": Spoken(
        ones="sıfır bir iki üç dört beş altı yedi sekiz dokuz",
        numbers=(
            *row("yirmi otuz kırk elli altmış yetmiş seksen doksan"),
            *(("yarım", 0.5), ("buçuk", 0.5)),
        ),
        times=(("on", 10), ("yüz", 100), ("bin", 1000), ("milyon", 10**6), ("milyar", 10**9)),
        glued=True,
        year="yılı yıl",
        filler="yaklaşık yılında yılı yıl da de ta te senesinde tane adet derece yüzde",
    ),
    "he": Spoken(
        comma=False,
        numbers=(
            *row(_HE_ONES, 1, 1),
            *row(" ".join(f"ו{word.replace('/', '/ו')}" for word in _HE_ONES.split()), 1, 1),
            *row("ועשרים ושלושים וארבעים וחמישים ושישים ושבעים ושמונים ותשעים"),
            *row("עשרים שלושים ארבעים חמישים שישים/ששים שבעים שמונים תשעים"),
            *teens(_HE_ONES, "עשרה עשר"),
            *(("אפס", 0), ("חצי", 0.5), ("וחצי", 0.5), ("מאתיים", 200), ("אלפיים", 2000)),
        ),
        times=(("מאה", 100), ("מאות", 100), ("אלף", 1000), ("אלפים", 1000), ("מיליון", 10**6)),
        year="שנת שנה",
        filler="בערך כ ב בשנת שנת שנה לערך של זה את מעלות",
    ),
    "yi": Spoken(comma=False),
    "ar": Spoken(
        comma=False,
        numbers=(
            *row(_AR_ONES, 1, 1),
            *row(_AR_TENS),
            *teens(_AR_ONES, "عشر عشرة"),
            *units_first(_AR_ONES, _AR_TENS, " و"),
            *(("صفر", 0), ("عشرة", 10), ("عشر", 10), ("نصف", 0.5), ("ونصف", 0.5)),
            *(("مئتان", 200), ("مئتين", 200), ("ألفان", 2000), ("ألفين", 2000)),
        ),
        times=(
            *(("مئة", 100), ("مائة", 100), ("ألف", 1000), ("آلاف", 1000)),
            *(("مليون", 10**6), ("ملايين", 10**6), ("مليار", 10**9)),
        ),
        year="م عام سنة",
        filler="حوالي تقريبا نحو عام سنة في هو هي العام السنة درجة م",
    ),
    "fa": Spoken(
        comma=False,
        ones="""
            صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده
        """,
        numbers=(
            *row("بیست سی چهل پنجاه شصت هفتاد هشتاد نود"),
            *row("دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد", 200, 100),
            *(("هیجده", 18), ("نیم", 0.5)),
        ),
        times=(("صد", 100), ("یکصد", 100), ("هزار", 1000), ("میلیون", 10**6), ("میلیارد", 10**9)),
        joins="و",
        year="سال",
        filler="حدود تقریبا سال در است تا عدد درجه میلادی شمسی",
    ),
    "ur": Spoken(comma=False),
    "hi": Spoken(
        comma=False,
        ones="""
            शून्य एक दो तीन चार पांच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस
            बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस
            पैंतीस छत्तीस सैंतीस अड़तीस उनतालीस चालीस इकतालीस बयालीस तैंतालीस चौवालीस पैंतालीस छियालीस
            सैंतालीस अड़तालीस उनचास पचास इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ साठ इकसठ
            बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर
            छिहत्तर सतहत्तर अठहत्तर उनासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी छियासी सत्तासी अट्ठासी
            नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे
        """,
        numbers=(("पाँच", 5), ("छः", 6), ("छ", 6), ("पन्द्रह", 15), ("आधा", 0.5), ("डेढ़", 1.5), ("ढाई", 2.5)),
        times=(("सौ", 100), ("हजार", 1000), ("हज़ार", 1000), ("लाख", 10**5), ("करोड़", 10**7)),
        year="वर्ष साल",
        filler="लगभग करीब है हैं में सन् सन वर्ष साल ई ईस्वी को यह डिग्री",
        ordinals="वाँ वां वीं वें",
    ),
    "mr": Spoken(comma=False),
    "ne": Spoken(comma=False),
    "th": Spoken(
        comma=False,
        ones="ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า",
        numbers=(("ยี่", 2), ("เอ็ด", 1), ("ครึ่ง", 0.5)),
        times=(
            *(("สิบ", 10), ("ร้อย", 100), ("พัน", 1000), ("หมื่น", 10**4), ("แสน", 10**5)),
            *(("ล้าน", 10**6), ("พันล้าน", 10**9)),
        ),
        glued=True,
        year="ปี",
        filler="ประมาณ ราว คือ ปี ในปี พ.ศ ค.ศ ที่ เป็น อัน ชิ้น องศา",
    ),
    "zh": Spoken(
        comma=False,
        numbers=(*_HAN_DIGITS, ("两", 2), ("兩", 2), ("半", 0.5)),
        times=_HAN_TIMES,
        year="年",
        filler="大约 约 个 個 是 在 于 年 公元 西元 共 有 次 只 位 名 条 种",
    ),
    "ja": Spoken(
        comma=False,
        numbers=(*_HAN_DIGITS, ("半", 0.5)),
        times=_HAN_TIMES,
        year="年 年に 年です",
        filler="約 およそ 個 つ 人 本 年 に です 西暦 くらい ぐらい 回 枚 匹 冊 台 度 だ 歳",
    ),
    "ko": Spoken(
        comma=False,
        ones="영 일 이 삼 사 오 육 칠 팔 구",
        numbers=(
            *row("하나/한 둘/두 셋/세 넷/네 다섯 여섯 일곱 여덟 아홉 열", 1, 1),
            *row("스물/스무 서른 마흔 쉰 예순 일흔 여든 아흔"),
            *(("공", 0), ("반", 0.5)),
        ),
        times=(("십", 10), ("백", 100), ("천", 1000), ("만", 10**4), ("억", 10**8)),
        glued=True,
        year="년 년에",
        filler="약 개 명 년 년에 에 서기 입니다 이다 번 마리 권 살 도 정도 대략",
    ),
    "vi": Spoken(
        ones="không một hai ba bốn năm sáu bảy tám chín",
        numbers=(("mốt", 1), ("tư", 4), ("lăm", 5), ("rưỡi", 0.5), ("nửa", 0.5)),
        times=(
            *(("mười", 10), ("mươi", 10), ("trăm", 100), ("nghìn", 1000), ("ngàn", 1000)),
            *(("triệu", 10**6), ("tỷ", 10**9), ("tỉ", 10**9)),
        ),
        joins="linh lẻ",
        year="năm",
        filler="khoảng là năm vào độ cái con gần hơn",
    ),
}
"""The languages whose numbers are known, by the first part of their tag."""
