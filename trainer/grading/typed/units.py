"""Units of measure: spellings, what they measure and their size in the base unit. Data only."""

from collections import Counter
from typing import NamedTuple

from trainer.grading.typed.abroad import ABROAD, CELSIUS, DEGREES, Rows
from trainer.grading.typed.letters import plain


class Unit(NamedTuple):
    """A unit: what it measures, its size in the base unit; ``power`` and ``binary`` for bytes only.

    ``zero``: where a scale of temperature begins, in the base unit.
    """

    measure: str
    size: float = 1.0
    power: int = 0
    binary: bool = False
    zero: float = 0.0

    def raised(self, power: int) -> "Unit":
        """Return this unit to a power that is not 0."""
        base = self if power > 0 else Unit("", 1.0)._over(self)
        found = base
        for _ in range(abs(power) - 1):
            found = found.times(base)
        return found

    def times(self, other: "Unit") -> "Unit":
        """Return the unit that this one makes with another, its measure in one order: length/time/time."""
        return self._with(other, self.size * other.size, below=False)

    def _over(self, other: "Unit") -> "Unit":
        return self._with(other, self.size / other.size, below=True)

    def _with(self, other: "Unit", size: float, *, below: bool) -> "Unit":
        above, under = _factors(self.measure)
        one, two = _factors(other.measure)
        more, less = (two, one) if below else (one, two)
        above, under = above + more, under + less
        measure = "/".join(
            ("·".join(sorted((above - under).elements())), *sorted((under - above).elements()))
        )
        return self._replace(measure=measure, size=size, zero=0.0)


def _factors(measure: str) -> tuple[Counter[str], Counter[str]]:
    """Return what a measure multiplies and what it divides by."""
    above, *under = measure.split("/")
    return Counter(filter(None, above.split("·"))), Counter(under)


COUNT = "count"
"""What a unit measures that only multiplies, as the k of 10k."""

SHARE = "share"

_BYTES = ("", "kilo", "mega", "giga", "tera", "peta")

# measure: (spellings, size); in small letters
_PROSE: Rows = {
    SHARE: (("% percent pct", 0.01),),
    "time": (
        ("ms msec msecs millis millisecond milliseconds millisec", 0.001),
        ("s sec secs second seconds", 1),
        ("min mins minute minutes", 60),
        ("h hr hrs hour hours", 3600),
        ("d day days", 86400),
        ("week weeks", 604800),
    ),
}
_MORE: Rows = {
    SHARE: (("٪", 0.01), ("‰ permille", 0.001)),
    COUNT: (
        ("k thousand", 1e3),
        ("m million millions", 1e6),
        ("bn billion billions", 1e9),
        ("x times fold", 1),
    ),
    "time": (
        ("ns nanosecond nanoseconds", 1e-9),
        ("µs us microsecond microseconds", 1e-6),
    ),
    "months": (
        ("month months mo", 1),
        ("y yr yrs year years", 12),
    ),
    "length": (
        ("nm nanometre nanometer nanometres nanometers", 1e-9),
        ("µm um micron microns micrometre micrometer", 1e-6),
        ("mm millimetre millimeter millimetres millimeters", 1e-3),
        ("dm decimetre decimeter decimetres decimeters", 1e-1),
        ("cm centimetre centimeter centimetres centimeters", 1e-2),
        ("m metre meter metres meters", 1),
        ("km kilometre kilometer kilometres kilometers", 1e3),
        ("in inch inches", 0.0254),
        ("ft foot feet", 0.3048),
        ("yd yard yards", 0.9144),
        ("mi mile miles", 1609.344),
        ("ly light-year light-years", 9.4607304725808e15),
    ),
    "mass": (
        ("µg ug mcg microgram micrograms", 1e-9),
        ("mg milligram milligrams", 1e-6),
        ("g gram grams", 1e-3),
        ("kg kilo kilos kilogram kilograms", 1),
        ("t ton tons tonne tonnes", 1e3),
        ("lb lbs pound pounds", 0.45359237),
        ("oz ounce ounces", 0.028349523125),
    ),
    "length/time": (("kmh kph", 1 / 3.6), ("mph", 0.44704), ("kn knot knots", 1852 / 3600)),
    "length·length·length": (
        ("ml millilitre milliliter millilitres milliliters cc", 1e-6),
        ("cl", 1e-5),
        ("l litre liter litres liters", 1e-3),
    ),
    "length·length": (("ha hectare hectares", 1e4),),
    "pressure": (
        ("pa pascal", 1),
        ("hpa mbar", 100),
        ("kpa", 1e3),
        ("mpa", 1e6),
        ("bar", 1e5),
        ("atm", 101325),
    ),
    "energy": (
        ("j joule joules", 1),
        ("kj", 1e3),
        ("mj", 1e6),
        ("cal", 4.184),
        ("kcal", 4184),
        ("kwh", 3.6e6),
        ("wh", 3600),
    ),
    "power": (("w watt watts", 1), ("kw kilowatt kilowatts", 1e3), ("mw megawatt", 1e6), ("gw", 1e9)),
    "voltage": (("v volt volts", 1), ("kv", 1e3), ("mv", 1e-3), ("µv uv", 1e-6)),
    "current": (("a amp amps ampere amperes", 1), ("ma", 1e-3), ("µa ua", 1e-6)),
    "resistance": (("ω ohm ohms", 1), ("kω kohm", 1e3)),
    "capacitance": (("f farad farads", 1), ("µf uf", 1e-6), ("nf", 1e-9), ("pf", 1e-12)),
    "light": (("lx lux", 1),),
    "level": (("db decibel decibels", 1),),
    "force": (("n newton newtons", 1), ("kn", 1e3)),
    "charge": (("coulomb coulombs", 1),),
    "amount": (("mol moles mole", 1), ("mmol", 1e-3)),
    "frequency": (("hz hertz", 1), ("khz", 1e3), ("mhz", 1e6), ("ghz", 1e9)),
    "angle": ((f"° deg {DEGREES}", 1), ("rad radian radians", 57.29577951308232)),
    "bits": (("bit bits", 1), ("kbit kbits", 1e3), ("mbit mbits", 1e6), ("gbit gbits", 1e9)),
    "pixels": (("px pixel pixels", 1),),
    "€": (("€ eur euro euros", 1), ("cent cents", 0.01)),
    "$": (("$ usd dollar dollars", 1),),
    "£": (("£ gbp", 1),),
    "¥": (("¥ yen jpy", 1),),
    "yuan": (("元 rmb cny yuan", 1),),
    "₹": (("₹ inr rupee rupees", 1),),
    "₽": (("₽ rub rouble roubles ruble rubles", 1),),
    "₩": (("₩ krw won 원", 1),),
    "zł": (("zł pln", 1),),
    "chf": (("chf", 1),),
    "sek": (("sek", 1),),
}
_TEMPERATURES = {
    f"°c c celsius °celsius ℃ {DEGREES} {CELSIUS}": Unit("temperature", 1.0, zero=273.15),
    "°f f fahrenheit °fahrenheit ℉": Unit("temperature", 5 / 9, zero=273.15 - 32 * 5 / 9),
    "k kelvin °k": Unit("temperature", 1.0),
}
CASES: dict[str, tuple[Unit, ...]] = {
    "mW": (Unit("power", 1e-3),),
    "mJ": (Unit("energy", 1e-3),),
    "mPa": (Unit("pressure", 1e-3),),
    "MV": (Unit("voltage", 1e6),),
    "M": (Unit(COUNT, 1e6),),
    "K": (Unit(COUNT, 1e3), Unit("temperature", 1.0)),
    "Nm": (Unit("force·length"),),
    "Mb": (Unit("bits", 1e6), Unit("bytes", 1e6, 2)),
}
"""Units whose capitals tell them from another one."""


def _listed(rows: Rows) -> dict[str, tuple[Unit, ...]]:
    found: dict[str, tuple[Unit, ...]] = {}
    for measure, units in rows.items():
        for spellings, size in units:
            for spelling in spellings.casefold().split():  # the sign for micro folds to a letter
                found[spelling] = (*found.get(spelling, ()), Unit(measure, size))
    return found


def _bytes() -> dict[str, tuple[Unit, ...]]:
    units: dict[str, tuple[Unit, ...]] = {}
    for power, prefix in enumerate(_BYTES):
        decimal, letter = Unit("bytes", 1000.0**power, power), prefix[:1]
        units |= dict.fromkeys((f"{prefix}byte", f"{prefix}bytes"), (decimal,))
        if letter:
            units |= dict.fromkeys((f"{letter}b", f"{letter}bs"), (decimal,))
            binary = Unit("bytes", 1024.0**power, power, binary=True)
            names = (f"{letter}ib", f"{prefix[:2]}bibyte", f"{prefix[:2]}bibytes")
            units |= dict.fromkeys(names, (binary,))
    return units


def _all() -> dict[str, tuple[Unit, ...]]:
    units = dict(PROSE)
    abroad = {plain(spelling): more for spelling, more in _listed(ABROAD).items()}
    for spelling, more in (*_listed(_MORE).items(), *abroad.items()):
        units[spelling] = (*units.get(spelling, ()), *more)
    units["b"] = (Unit("bytes"), Unit("bits"))
    units["o"] = (Unit("bytes"),)
    for spellings, unit in _TEMPERATURES.items():
        for spelling in spellings.split():
            units[spelling] = (*units.get(spelling, ()), unit)
    return units


PROSE = _listed(_PROSE) | _bytes()
"""Units that are no other words: by each spelling in small letters, what it may mean."""

ALL = _all()
"""All units, short ones too, that stand right behind a number."""

PREFIXED = "€$£¥₹₽₩₺₪฿₫"
"""Signs that may stand before a number."""
