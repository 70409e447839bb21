"""Write resources/bank_holidays.json: bank holidays of England and Wales, 1990 to 2035.

Run from the root of a checkout: ``python tools/make_bank_holidays.py``. The pattern is that of the
Banking and Financial Dealings Act 1971, Schedule 1, with Christmas Day and Good Friday, and New
Year's Day and the early May day by yearly proclamation since the 1970s. One-off days and moved
days are listed below by their proclamations. Only weekdays are written: a holiday that falls on a
Saturday or Sunday is left out and its substitute stands.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

FIRST_YEAR, LAST_YEAR = 1990, 2035
KNOWN_UNTIL = date(2028, 12, 31)
TARGET = Path(__file__).resolve().parent.parent / "resources" / "bank_holidays.json"

MOVED = {  # the day of the pattern -> the day that was proclaimed instead
    date(1995, 5, 1): date(1995, 5, 8),  # fiftieth anniversary of VE Day
    date(2002, 5, 27): date(2002, 6, 4),  # Golden Jubilee
    date(2012, 5, 28): date(2012, 6, 4),  # Diamond Jubilee
    date(2020, 5, 4): date(2020, 5, 8),  # seventy-fifth anniversary of VE Day
    date(2022, 5, 30): date(2022, 6, 2),  # Platinum Jubilee
}
ONE_OFF = {
    date(1999, 12, 31): "Millennium celebrations",
    date(2002, 6, 3): "Golden Jubilee of Elizabeth II",
    date(2011, 4, 29): "Wedding of William and Catherine",
    date(2012, 6, 5): "Diamond Jubilee of Elizabeth II",
    date(2022, 6, 3): "Platinum Jubilee of Elizabeth II",
    date(2022, 9, 19): "State Funeral of Queen Elizabeth II",
    date(2023, 5, 8): "Coronation of Charles III",
}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * el) // 433
    month = (h + el - 7 * m + 90) // 25
    return date(year, month, (h + el - 7 * m + 33 * month + 19) % 32)


def first_monday(year: int, month: int) -> date:
    day = date(year, month, 1)
    return day + timedelta(days=-day.weekday() % 7)


def last_monday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=day.weekday())


def year_of(year: int) -> dict[date, str]:
    """The holidays of one year by day, one-off and moved days included."""
    sunday = easter(year)
    pattern = {
        sunday - timedelta(days=2): "Good Friday",
        sunday + timedelta(days=1): "Easter Monday",
        first_monday(year, 5): "Early May bank holiday",
        last_monday(year, 5): "Spring bank holiday",
        last_monday(year, 8): "Summer bank holiday",
    }
    found = {MOVED.get(day, day): name for day, name in pattern.items()}
    fixed = [
        (date(year, 1, 1), "New Year's Day"),
        (date(year, 12, 25), "Christmas Day"),
        (date(year, 12, 26), "Boxing Day"),
    ]
    # Days that fall on a weekday keep it; the others then take the next free weekday in order.
    for named, name in sorted(fixed, key=lambda item: (item[0].weekday() >= 5, item[0])):
        day = named
        while day.weekday() >= 5 or day in found:
            day += timedelta(days=1)
        found[day] = name if day == named else f"{name} (substitute day)"
    found |= {day: name for day, name in ONE_OFF.items() if day.year == year}
    return found


def table() -> dict[str, object]:
    """The whole list, as it is written."""
    rows = [
        {"date": day.isoformat(), "name": name, "proclaimed": day <= KNOWN_UNTIL}
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
        for day, name in sorted(year_of(year).items())
    ]
    return {
        "division": "England and Wales",
        "source": "Banking and Financial Dealings Act 1971, s. 1 and Sch. 1, and proclamations",
        "known_until": KNOWN_UNTIL.isoformat(),
        "holidays": rows,
    }


if __name__ == "__main__":
    text = json.dumps(table(), indent=1, ensure_ascii=False) + "\n"
    TARGET.write_text(text, encoding="utf-8", newline="\n")
