"""What build_e.py draws from: brands of a map and shares of the world's exchanges, none of which the product or parts A to D use."""

import csv
import difflib
import importlib
import io
import json
import re
from pathlib import Path
from typing import NamedTuple

from sources import NO_COMPANY, ascii_of, bare, label, package_file, slug, writing


class Company(NamedTuple):
    """As sources.Firm, with more."""

    name: str
    domain: str
    source: str
    other: str = ""
    """The same company in another writing of the source."""
    country: str = ""
    """ISO 3166-1 alpha-2, where the source has it in one country."""
    alias: str = ""
    """Another name that is no writing of the name: a short or an official one."""
    latin: str = ""
    """A name in another script, in Latin letters as the source has it."""


INDEX = "packages/node_modules/name-suggestion-index/dist"
# Scripts whose letters stand for sounds, so that there is a way to write them in Latin letters.
SPOKEN = re.compile(r"[\u0370-\u03ff\u0400-\u04ff\u0530-\u058f\u0590-\u05ff\u0600-\u06ff\u10a0-\u10ff\u3040-\u30ff\uac00-\ud7af]{3}")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]{3}")
IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]")


def host_of(site):
    """The domain of a site that is a company's alone; empty for a page within one."""
    host = re.fullmatch(r"https?://(?:www\d?\.)?([a-z0-9-]+\.(?:com?\.)?[a-z]{2,})/?", site.lower())
    return host[1] if host and label(host[1]) not in NO_COMPANY.split() else ""


def map_brands(*trees):
    """Brands and operators (name-suggestion-index, BSD-3-Clause), each Wikidata entry once, with site, country and other names."""
    index = json.loads(Path(f"{INDEX}/nsi.min.json").read_text(encoding="utf-8"))["nsi"]
    entries = json.loads(Path(f"{INDEX}/wikidata.min.json").read_text(encoding="utf-8"))["wikidata"]
    known = set()
    for path, category in sorted(index.items()):
        for item in category.get("items", []) if path.split("/")[0] in trees else []:
            tags = item["tags"]
            number = tags.get("brand:wikidata") or tags.get("operator:wikidata") or item["id"]
            name = " ".join((tags.get("brand") or tags.get("operator") or tags.get("name") or "").split())
            if number in known or not name or bare(name) in known:
                continue
            known |= {number, bare(name)}
            yield brand(name, tags, item, (entries.get(number) or {}).get("identities", {}).get("website", ""))


def brand(name, tags, item, site):
    places = item["locationSet"].get("include", [])
    country = places[0].upper() if len(places) == 1 and re.fullmatch("[a-z]{2}", str(places[0])) else ""
    others = [tags.get(key, "") for key in ("official_name", "short_name", "alt_name")] + item.get("matchNames", [])
    others = [other for one in others for other in one.split(";") if other and LATIN.search(other) and not IDEOGRAPHS.search(other)]
    alike = next(filter(None, (writing(name, other) for other in others)), "")
    alias = next((other for other in others if not writing(name, other) and bare(other) != bare(name)), "")
    spoken = [tags.get(key, "") for key in ("brand:en", "operator:en", "name:en", "int_name")]
    latin = next((one for one in spoken if LATIN.search(one) and is_romanised(name, one)), "")
    return Company(name, host_of(site), f"name-suggestion-index {item['id']}", alike, country, alias, latin)


def is_romanised(native, latin):
    """Whether the Latin name is the other one by sound, and no translation; by text-unidecode, which the product does not use."""
    if not SPOKEN.search(native) or IDEOGRAPHS.search(native):
        return False
    sounds = [re.sub("[aeiouyhw']", "", slug(text)) for text in (importlib.import_module("text_unidecode").unidecode(native), latin)]
    return min(map(len, sounds)) >= 2 and difflib.SequenceMatcher(None, *sounds).ratio() >= 0.6


SHARE = re.compile(r"\b(DRC|CEDEAR|O[NR]|PN\w?|N[12M]|Pref\w*|Class|Series|[AGB]DR|ETF|Funds?|Rights?|Wts?|Warrants?|NVDR|REIT|Units?|Nom|Reg)\b|\b[A-Z]$|/|\(")
CODES = {"united kingdom": "GB", "united states": "US", "south korea": "KR", "hong kong": "HK", "south africa": "ZA", "saudi arabia": "SA", "sri lanka": "LK",
         "vietnam": "VN", "russia": "RU", "ivory coast": "CI", "bosnia": "BA", "united arab emirates": "AE", "dubai": "AE", "taiwan": "TW", "czech republic": "CZ",
         "turkey": "TR", "new zealand": "NZ", "costa rica": "CR", "palestine": "PS", "tanzania": "TZ"}


def shares():
    """Companies with shares on the exchanges of some sixty countries (investpy, MIT), whose name is that of one alone, with the short name
    of the exchange."""
    english = importlib.import_module("babel.core").Locale("en").territories
    codes = {name.lower(): code for code, name in english.items() if re.fullmatch("[A-Z]{2}", code)} | CODES
    rows = list(csv.DictReader(io.StringIO(package_file("investpy", "resources/stocks.csv").decode("utf-8"))))
    counts = {}
    for row in rows:
        counts[bare(row["full_name"])] = counts.get(bare(row["full_name"]), 0) + 1
    for row in rows:
        name, short = " ".join(row["full_name"].split()), " ".join(row["name"].split())
        if counts[bare(row["full_name"])] == 1 and not SHARE.search(name) and not SHARE.search(short) and len(bare(name)) >= 4 and LATIN.search(name):
            other = writing(name, short)
            alias = "" if other or bare(short) == bare(name) or len(short) < 3 else short
            yield Company(name, "", f"investpy {row['country']} {row['symbol']}", other, codes.get(row["country"], ""), alias)


def romanisers():
    """By the country whose language a Cyrillic name is in: ways to write it in Latin letters (iuliia and cyrtranslit, MIT)."""
    iuliia, translit = importlib.import_module("iuliia"), importlib.import_module("cyrtranslit")
    by = lambda language: [lambda text: translit.to_latin(text, language).replace("'", "").replace("’", "")]
    russian = [lambda text, scheme=scheme: iuliia.translate(text, getattr(iuliia, scheme)) for scheme in ("MOSMETRO", "YANDEX_MAPS", "BGN_PCGN", "TELEGRAM")]
    return {"RU": russian, "BY": russian, "KZ": russian, "UA": by("ua"), "BG": by("bg"), "RS": by("sr"), "MK": by("mk"), "ME": by("me")}


def is_plain(company):
    """Whether the name is in Latin letters, long enough to say something, and no list of several."""
    return bool(LATIN.search(company.name)) and not SPOKEN.search(company.name) and not IDEOGRAPHS.search(company.name) and ascii_of(company.name) != "" and ";" not in company.name
