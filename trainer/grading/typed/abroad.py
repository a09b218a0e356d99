"""What units are called in other languages than English: measure, then spellings and size. Data only."""

Rows = dict[str, tuple[tuple[str, float], ...]]

ABROAD: Rows = {
    "share": (
        (
            """
            prozent porciento pourcent percento percentuale procent procento proc
            процент процента процентов אחוז אחוזים بالمئة بالمائة درصد प्रतिशत फीसदी
            เปอร์เซ็นต์ パーセント 퍼센트 프로
            """,
            0.01,
        ),
    ),
    "count": (
        ("mio mln млн εκατ 百万 百萬", 1e6),
        ("mrd mld млрд δισ 十億 十亿", 1e9),
        ("tsd tys тыс", 1e3),
        ("mal fois veces volte razy раз раза φορές kez kere פעמים مرات बार ครั้ง 倍 배 lần", 1),
    ),
    "time": (
        ("millisekunde millisekunden milisegundos millisecondes мс миллисекунд", 1e-3),
        (
            """
            sek sekunde sekunden segundo segundos seconde secondes secondo secondi sekund sekunda
            sekundy сек с секунда секунды секунд δευτερόλεπτο δευτερόλεπτα δευτ δ saniye sn שנייה שניות
            ثانية ثواني ثوان ثانیه सेकंड सेकेंड วินาที 秒 秒钟 秒鐘 秒間 초 giây
            """,
            1,
        ),
        (
            """
            m minute minuten minuto minutos minutes minuti minut minuta minuty мин минута минуты минут
            λεπτό λεπτά λ dakika dk דקה דקות دقيقة دقائق دقیقه मिनट นาที 分 分钟 分鐘 分間 분 phút
            """,
            60,
        ),
        (
            """
            std st stunde stunden hora horas heure heures ora ore uur uren godz godzina godziny godzin ч
            час часа часов ώρα ώρες ωρ saat שעה שעות ساعة ساعات ساعت घंटा घंटे घण्टा घण्टे ชั่วโมง ชม 小时
            小時 時間 시간 giờ tiếng timme timmar time timer
            """,
            3600,
        ),
        (
            """
            tag tage tagen día días dia dias jour jours giorno giorni dag dagen dagar dni dzień день дня
            дней сут сутки суток ημέρα ημέρες μέρα μέρες gün יום ימים يوم أيام روز दिन วัน 天 日 日间 日間 일
            ngày
            """,
            86400,
        ),
        (
            """
            woche wochen semana semanas semaine semaines settimana settimane weken vecka veckor tydzień
            tygodnie tygodni неделя недели недель εβδομάδα εβδομάδες hafta שבוע שבועות أسبوع أسابيع هفته
            सप्ताह हफ्ते สัปดาห์ 周 週 週間 星期 주 tuần
            """,
            604800,
        ),
    ),
    "months": (
        (
            """
            monat monate monaten mes meses mois mese mesi maand maanden månad månader miesiąc miesiące
            miesięcy месяц месяца месяцев мес μήνας μήνες ay חודש חודשים شهر أشهر شهور ماه महीना महीने
            माह เดือน 月 个月 個月 ヶ月 か月 カ月 개월 달 tháng
            """,
            1,
        ),
        (
            """
            j jahr jahre jahren año años ano anos an ans année années anno anni jaar år rok lata lat год
            года лет έτος έτη χρόνος χρόνια yıl sene שנה שנים سنة سنوات عام أعوام سال वर्ष साल ปี 年 年间
            年間 년 năm
            """,
            12,
        ),
    ),
    "length": (
        (
            "millimètre millimètres milímetros millimetri мм миллиметров χιλιοστά 毫米 ミリ",
            1e-3,
        ),
        (
            """
            zentimeter centímetro centímetros centimètre centimètres centimetro centimetri centymetr
            centymetry centymetrów см сантиметр сантиметра сантиметров εκατοστά εκατοστό εκ santimetre
            ס"מ סנטימטר سم سنتيمتر سانتیمتر सेमी सेंटीमीटर เซนติเมตร ซม 厘米 公分 センチ センチメートル 센티미터
            xăng-ti-mét
            """,
            1e-2,
        ),
        (
            """
            metro metros mètre mètres metri metr metry metrów м метр метра метров μέτρο μέτρα μ metre
            מטר מטרים متر أمتار مترا م मीटर मी เมตร ม 米 公尺 メートル 미터 mét
            """,
            1,
        ),
        (
            """
            kilometer kilometern kilómetro kilómetros quilômetro quilômetros quilómetros kilomètre
            kilomètres chilometro chilometri kilometr kilometry kilometrów км километр километра
            километров χλμ χιλιόμετρο χιλιόμετρα kilometre ק"מ קילומטר קילומטרים كم كيلومتر كيلومترا
            كيلومترات کیلومتر किमी किलोमीटर กม กิโลเมตร กิโล 公里 千米 キロメートル キロ 킬로미터 킬로 kilomét
            """,
            1e3,
        ),
        (
            """
                meile meilen milla millas mille milles miglia mila миля мили миль μίλια מייל میل मील
                ไมล์ 英里 マイル
            """,
            1609.344,
        ),
    ),
    "mass": (
        ('milligramm miligramos milligrammes мг миллиграмм מ"ג ملغ میلی‌گرم मिग्रा มก 毫克 ミリグラム', 1e-6),
        (
            """
            gramm gramo gramos gramme grammes grammo grammi gramów gramy г гр грамм грамма граммов γρ
            γραμμάριο γραμμάρια gram גרם غ غرام جرام گرم ग्राम กรัม 克 グラム 그램 gam
            """,
            1e-3,
        ),
        (
            """
            kilogramm kilogramo kilogramos kilogramme kilogrammes chilogrammo chilogrammi chili
            kilograma kilogramy kilogramów кг килограмм килограмма килограммов кило κιλό κιλά kilogram
            ק"ג קילו קילוגרם كغ كجم كيلوغرام كيلوجرام كيلو کیلوگرم کیلو किलो किग्रा किलोग्राम กก
            กิโลกรัม 公斤 千克 キログラム 킬로그램 kilogam cân ký
            """,
            1,
        ),
        (
            """
            tonnen tonelada toneladas tonnellata tonnellate tona tony ton т тонна тонны тонн τόνος τόνοι
            טון طن تن टन ตัน 吨 噸 トン 톤 tấn
            """,
            1e3,
        ),
    ),
    "length·length·length": (
        (
            'milliliter mililitros millilitres мл מ"ל مل میلی‌لیتر मिली มล 毫升 ミリリットル 밀리리터',
            1e-6,
        ),
        (
            """
            liter litern litro litros litri litr litry litrów л литр литра литров λίτρο λίτρα litre ליטר
            لتر لترات لیتر लीटर ลิตร 升 公升 リットル 리터 lít
            """,
            1e-3,
        ),
        ("м^3", 1),
    ),
    "length·length": (
        ('м^2 quadratmeter metrekare ตารางเมตร 平方米 平方メートル 제곱미터 מ"ר', 1),
        (
            "км^2 кm^2 quadratkilometer kilometrekare ตารางกิโลเมตร "
            '平方公里 平方キロメートル 제곱킬로미터 קמ"ר',
            1e6,
        ),
        ("га hektar hectárea hectáreas ettari hektarów гектар гектаров", 1e4),
    ),
    "power": (("вт ватт وات 瓦 瓦特 ワット 와트", 1), ("квт киловатт", 1e3)),
    "voltage": (("voltios вольт 伏 伏特 ボルト 볼트", 1),),
    "€": (("евро ευρώ avro אירו يورو یورو यूरो ยูโร 欧元 歐元 ユーロ 유로 euroa", 1),),
    "$": (
        (
            """
                dólar dólares dollari dolar dolary dolarów доллар доллара долларов δολάρια דולר دولار
                डॉलर ดอลลาร์ 美元 ドル 달러 đô-la
            """,
            1,
        ),
    ),
    "¥": (("日元 日圓 円 yenes йен иен 엔", 1),),
    "yuan": (("块 塊 块钱 塊錢 人民币 人民幣 圆 ¥", 1),),
    "₹": (("रुपये रुपया रुपए", 1),),
    "₽": (("рубль рубля рублей руб р", 1),),
    "zł": (("złoty złote złotych", 1),),
    "₺": (("₺ tl try lira", 1),),
    "₪": (('₪ nis ils שקל שקלים ש"ח', 1),),
    "฿": (("฿ thb บาท", 1),),
    "₫": (("₫ vnd đồng đ", 1),),
}

DEGREES = """
    degree degrees grad grads grado grados degré degrés grau graus graden stopień stopnie stopni градус
    градуса градусов βαθμοί βαθμούς βαθμός derece מעלות درجة درجات درجه डिग्री องศา 度 도 độ
"""
"""Degrees, of an angle or of temperature."""

CELSIUS = "°с с цельсия κελσίου selsiyus צלזיוס مئوية سانتیگراد सेल्सियस เซลเซียส 摄氏度 攝氏度 セ氏 섭씨"

_LENGTHS = "[dcmk]?m|(?:deci|centi|milli|kilo)?met(?:re|er)s?|ft|foot|feet|in|inch|inches|mi|miles?|yd|yards?"

SPELT = (
    ("per cent|por ciento|por cento|pour cent|τοις εκατό|phần trăm|في المئة|في المائة|از صد", "%"),
    (r"(?:%|٪|yüzde)\s?([-+]?\d[\d.,]*)(?!\s?[%\d])", r"\1 %"),
    (r"yüzde ([^\W\d]+(?: [^\W\d]+)?)", r"\1 %"),
    (r"百分之\s?(\d[\d.,]{0,12}|[零一二三四五六七八九十百]{1,8})", r"\1%"),
    (r"(?:square|sq\.?|кв\.?|квадратных) ?(k|к)?(?:ilo|ило)?(?:m|met\w+|м|метр\w*)", r"\1m^2"),
    (r"(k?)(?:ilo|iló|ilò)?m(?:[eèé]tr\w*)? (?:carrés?|cuadrados?|quadrados?|kwadratowych)", r"\1m^2"),
    (rf"(?:square|sq\.?) ?({_LENGTHS})", r"\1^2"),
    (rf"(?:cubic|cu\.?) ?({_LENGTHS})", r"\1^3"),
    (rf"({_LENGTHS}|seconds?) squared", r"\1^2"),
    (rf"({_LENGTHS}|seconds?) cubed", r"\1^3"),
    ("năm(?= [0-9])", ""),
    (r"(тыс|млн|млрд|mio|mrd|tsd|tys|mln|mld)\.", r"\1"),
    ("([0-9]{0,9}[십백천만억])(?=원|명|미터|킬로|달러|유로)", r"\1 "),
    ("ki-?lô-?(mét|gam)", r"kilo\1"),
    ("([0-9]{1,9}|[一二三四五六七八九十百千万两]{1,9}) ?[个個](?=[小月星])", r"\1"),
)
"""What is written in several words, or with its sign in front: patterns, and what they are read as."""

PER = "per pro par por je в на ανά na al بر trên mỗi"
"""Words between two units, the one for each of the other."""

MINUS = (
    "minus|negative|menos|moins|meno|минус|μείον|eksi|מינוס|ناقص|سالب|منفی|माइनस|ऋण|ลบ|负|負|マイナス|영하|"
    "마이너스|âm|trừ"
)
"""What says that a number is below zero."""
