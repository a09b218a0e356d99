"""The wire format of protocol buffers, as far as packages need it: a message to its numbered fields.

https://protobuf.dev/programming-guides/encoding/
"""

from collections.abc import Iterator

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_LONGEST = 10  # bytes of a number


class MessageError(ValueError):
    """The bytes are no message."""


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield (field number, value) of a message in its order: a number, or bytes for text and messages.

    Raises:
        MessageError: the message ends in the middle of a field, or holds what is no field.
    """
    at = 0
    while at < len(message):
        key, at = _number(message, at)
        kind = key & 7
        if kind == _VARINT:
            value, at = _number(message, at)
            yield key >> 3, value
            continue
        size, at = _number(message, at) if kind == _BYTES else (_fixed(kind), at)
        if size > len(message) - at:
            raise MessageError("a field is longer than its message")
        yield key >> 3, message[at : at + size]
        at += size


def texts(message: bytes, number: int) -> list[str]:
    """Return the texts of the field with this number."""
    return [
        value.decode("utf-8", "replace")
        for field, value in fields(message)
        if field == number and isinstance(value, bytes)
    ]


def number_of(message: bytes, number: int) -> int:
    """Return the last value of a field that holds a number; 0 where it is not there."""
    values = [value for field, value in fields(message) if field == number and isinstance(value, int)]
    return values[-1] if values else 0


def _fixed(kind: int) -> int:
    if kind not in (_FIXED64, _FIXED32):
        raise MessageError(f"wire type {kind} is not in use")
    return 8 if kind == _FIXED64 else 4


def _number(message: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place, byte in enumerate(message[at : at + _LONGEST]):
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value, at + place + 1
    raise MessageError("a number does not end")
