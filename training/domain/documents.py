"""Reading JSON documents field by field: the first that is missing, wrong or unknown is named in a sentence."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from django.utils.translation import gettext as _

from training.domain.errors import DomainError

Read = Callable[[Any, str], Any]


class DocumentError(DomainError):
    """A document is not what its schema asks for; the sentence names the field and what belongs there."""


class Fields:
    """The fields of one JSON object, taken one by one, so that what is left over is unknown."""

    def __init__(self, data: object, where: str):
        if not isinstance(data, dict):
            raise DocumentError(_("{where}: an object in braces is needed.").format(where=where))
        self._left, self._where = dict(data), where

    def take(self, name: str, read: Read, **default: Any) -> Any:
        """The field's value, or the ``default`` where it is missing; without a default it must be there."""
        where = f"{self._where}.{name}"
        if name in self._left:
            return read(self._left.pop(name), where)
        if not default:
            raise DocumentError(_("{where}: the field is missing.").format(where=where))
        return default["default"]

    def finish(self) -> None:
        """Refuse what nobody took."""
        for name in self._left:
            raise DocumentError(_("{where}: there is no such field.").format(where=f"{self._where}.{name}"))


def text(data: object, where: str) -> str:
    if not isinstance(data, str):
        raise DocumentError(_("{where}: a text in quotation marks is needed.").format(where=where))
    return data


def yes_or_no(data: object, where: str) -> bool:
    if not isinstance(data, bool):
        raise DocumentError(_("{where}: true or false is needed.").format(where=where))
    return data


def day(data: object, where: str) -> date:
    try:
        return date.fromisoformat(text(data, where))
    except ValueError:
        raise DocumentError(_("{where}: a date such as 2024-06-01 is needed.").format(where=where)) from None


def moment(data: object, where: str) -> datetime:
    try:
        read = datetime.fromisoformat(text(data, where))
    except ValueError:
        read = None
    if read is None or read.utcoffset() is None:
        raise DocumentError(_("{where}: a time with offset such as 2024-06-01T09:00:00+02:00 is needed.").format(where=where))
    return read


def whole_number(most: int) -> Read:
    def read(data: object, where: str) -> int:
        if isinstance(data, bool) or not isinstance(data, int) or not 0 <= data <= most:
            raise DocumentError(_("{where}: a whole number from 0 to {most} is needed.").format(where=where, most=most))
        return data

    return read


def amount(most: int) -> Read:
    """A decimal of at most two places, as a text such as "1.5" or a number."""

    def read(data: object, where: str) -> Decimal:
        try:
            value = (
                Decimal(str(data)) if isinstance(data, str | int | Decimal) and not isinstance(data, bool) else Decimal("nan")
            )
        except InvalidOperation:
            value = Decimal("nan")
        if not value.is_finite() or not 0 <= value <= most or value != round(value, 2):
            sentence = _("{where}: an amount from 0 to {most} such as “1.5” is needed, with two decimal places at most.")
            raise DocumentError(sentence.format(where=where, most=most))
        return value

    return read


def choice(literal: Any) -> Read:
    """One of the words of a ``Literal``."""

    def read(data: object, where: str) -> Any:
        if data not in get_args(literal):
            known = ", ".join(get_args(literal))
            raise DocumentError(_("{where}: one of these is needed: {known}.").format(where=where, known=known))
        return data

    return read


def optional(read: Read) -> Read:
    return lambda data, where: None if data is None else read(data, where)


def list_of(read: Read) -> Read:
    def read_all(data: object, where: str) -> tuple[Any, ...]:
        if not isinstance(data, list):
            raise DocumentError(_("{where}: a list in square brackets is needed.").format(where=where))
        return tuple(read(item, f"{where}[{index}]") for index, item in enumerate(data))

    return read_all
