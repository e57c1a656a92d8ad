"""Writes holidays/public.tsv: public holidays of countries and their parts, from the Python package `holidays` (MIT).

    pip install holidays==0.109 && python libs/reference/tools/public_holidays.py

Read the diff before it is committed: a new version may know more, or better. Each row is a calendar's name (ISO 3166-1, or 3166-2)
and its days: MMDD in every year, YYMMDD in one. `=` is what the country has.
"""

from pathlib import Path
import re

import holidays

YEARS = range(2025, 2036)
TARGET = Path(__file__).parent.parent / "holidays" / "public.tsv"


def days_of(country: str, part: str | None = None) -> str:
    found = holidays.country_holidays(country, subdiv=part, years=YEARS)
    by_day: dict[str, list[str]] = {}
    for day in sorted(found):
        if day.year in YEARS:
            by_day.setdefault(f"{day:%m%d}", []).append(f"{day:%y%m%d}")
    every = [day for day, dates in by_day.items() if len(dates) == len(YEARS)]
    single = [date for day, dates in by_day.items() if day not in every for date in dates]
    return " ".join(sorted(every) + sorted(single))


def rows():
    yield f"#\t{YEARS[0]}\t{YEARS[-1]}\tholidays {holidays.__version__}, https://github.com/vacanza/holidays, MIT"
    for country, parts in sorted(holidays.list_supported_countries(include_aliases=False).items()):
        whole = days_of(country)
        yield f"{country}\t{whole}"
        for part in sorted(one for one in parts if re.fullmatch("[A-Z0-9]{1,3}", one)):
            own = days_of(country, part)
            yield f"{country}-{part}\t{'=' if own == whole else own}"


TARGET.write_text("\n".join(rows()) + "\n")
