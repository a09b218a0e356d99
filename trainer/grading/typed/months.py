"""The months of each language in order, ``a/b`` for two spellings, and the words in a date. Data only."""

MONTHS: dict[str, str] = {
    "en": """
        january/jan february/feb march/mar april/apr may june/jun july/jul august/aug
        september/sep/sept october/oct november/nov december/dec
    """,
    "de": """
        januar/jan/jänner februar/feb märz april/apr mai juni juli august/aug september/sept/sep
        oktober/okt november/nov dezember/dez
    """,
    "es": """
        enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre
        diciembre
    """,
    "fr": """
        janvier février mars avril mai juin juillet août/aout septembre octobre novembre décembre
    """,
    "pt": """
        janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
    """,
    "it": """
        gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre
        dicembre
    """,
    "nl": """
        januari februari maart april mei juni juli augustus september oktober november december
    """,
    "sv": """
        januari februari mars april maj juni juli augusti september oktober november december
    """,
    "da": """
        januar februar marts april maj juni juli august september oktober november december
    """,
    "nb": """
        januar februar mars april mai juni juli august september oktober november desember
    """,
    "pl": """
        styczeń/stycznia luty/lutego marzec/marca kwiecień/kwietnia maj/maja czerwiec/czerwca
        lipiec/lipca sierpień/sierpnia wrzesień/września październik/października listopad/listopada
        grudzień/grudnia
    """,
    "ru": """
        январь/января февраль/февраля март/марта апрель/апреля май/мая июнь/июня июль/июля
        август/августа сентябрь/сентября октябрь/октября ноябрь/ноября декабрь/декабря
    """,
    "el": """
        ιανουάριος/ιανουαρίου φεβρουάριος/φεβρουαρίου μάρτιος/μαρτίου απρίλιος/απριλίου μάιος/μαΐου
        ιούνιος/ιουνίου ιούλιος/ιουλίου αύγουστος/αυγούστου σεπτέμβριος/σεπτεμβρίου
        οκτώβριος/οκτωβρίου νοέμβριος/νοεμβρίου δεκέμβριος/δεκεμβρίου
    """,
    "tr": """
        ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    """,
    "he": """
        ינואר/בינואר פברואר/בפברואר מרץ/במרץ אפריל/באפריל מאי/במאי יוני/ביוני יולי/ביולי
        אוגוסט/באוגוסט ספטמבר/בספטמבר אוקטובר/באוקטובר נובמבר/בנובמבר דצמבר/בדצמבר
    """,
    "ar": """
        يناير فبراير مارس أبريل/إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
    """,
    "fa": """
        ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر
    """,
    "hi": """
        जनवरी फरवरी/फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर
        नवंबर/नवम्बर दिसंबर/दिसम्बर
    """,
    "th": """
        มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน
        ธันวาคม
    """,
}

WITHIN = """
    the of on in de del d' le la el am den der im a il do em op i w г год года году στις του το
    yılı ב של את في من عام سنة در سال को की में ई วันที่ ปี พ.ศ ค.ศ ngày tháng năm
"""
"""Words that may stand between the parts of a date."""
