"""Builds part E: see build.py, whose ways to make leads it takes over.

    pip install --no-deps --target packages -r requirements.txt -r requirements-e.txt
    npm install --no-save --ignore-scripts --prefix packages name-suggestion-index@6.0.20250817
    PYTHONPATH=packages python3 build_e.py

    part E   brands and operators of a map, with their sites; companies with shares on some sixty exchanges; names in Cyrillic, Greek,
             Arabic, Hebrew and other letters with their Latin form as the map has it, or romanised by the rules of their own language.
             Accounts and some leads say their country.

Nothing of it is in parts A to D: companies that share a name or the name of a domain with an account of theirs are left out.
"""

import csv
import re
from pathlib import Path

import sources
import sources_e
from build import Part, write
from sources import bare, label

SHORT_E = {
    "international": "Internat'l", "technologies": "Technols", "technology": "Techy", "systems": "Systs", "electronics": "Elecs", "industries": "Indust",
    "industrial": "Indust'l", "corporation": "Corpor.", "manufacturing": "Manfg", "laboratories": "Labtrs", "solutions": "Slns", "services": "Srvs",
    "service": "Srv", "communications": "Communs", "engineering": "Engrng", "group": "Gr.", "company": "Compy", "digital": "Dgtl", "holdings": "Holdgs",
    "holding": "Hldng", "management": "Mngmt", "insurance": "Insur", "investment": "Invstmt", "investments": "Invstmts", "financial": "Financ.",
    "finance": "Fnce", "bank": "Bnk", "energy": "Ener.", "pharmaceuticals": "Pharmac.", "pharmaceutical": "Pharmctl", "resources": "Resrcs",
    "properties": "Proprts", "chemicals": "Chems", "chemical": "Cheml", "development": "Devmt", "construction": "Constr", "materials": "Matls", "power": "Pwr",
    "capital": "Cptl", "trading": "Trdg", "foods": "Fds", "motor": "Mtr", "steel": "Stl", "textile": "Txtl", "cement": "Cmt", "transport": "Trnsp", "market": "Mkt",
    "credit": "Crd", "union": "Un.", "products": "Prdcts", "enterprises": "Entrprs", "healthcare": "Hlthcare", "medical": "Mdcl", "media": "Mda",
}


class PartE(Part):
    """With countries, and names in other scripts on either side."""

    def __init__(self, *args):
        self.by_country = sources_e.romanisers()
        super().__init__(*args)

    def add(self, firm, known=False):
        number = super().add(firm, known)
        self.accounts[-1].append(getattr(firm, "country", ""))
        return number

    def foreign(self, brands):
        """Half of them accounts in their own letters, the others in Latin ones."""
        firms = [firm for firm in self.shuffled(brands) if bare(firm.name) not in self.taken and bare(firm.latin or firm.name) not in self.taken]
        cyrillic = [firm for firm in firms if re.search("[\u0400-\u04ff]{3}", firm.name) and firm.country in self.by_country]
        spoken = [firm for firm in firms if firm.latin]
        self.native = self.entered_as_is([firm for firm in cyrillic if firm not in spoken][:80]) + self.entered_as_is(spoken[::2][:150])
        self.romanised = self.entered_as_is([firm._replace(name=firm.latin, latin=firm.name) for firm in spoken[1::2][:100]])

    def entered_as_is(self, firms):
        for firm in firms:
            self.ids[firm] = self.add(firm)
        return firms

    def transliterated(self):
        firm = self.pick(self.native)
        said = firm.latin or self.pick(self.by_country[firm.country])(firm.name)
        return "in Latin letters", firm, said, self.mail()

    def in_own_letters(self):
        firm = self.pick(self.romanised)
        return "in its own letters", firm, firm.latin, self.mail()

    def another_name(self):
        firm = self.pick(self.aliased)
        return "another name of the source", firm, firm.alias, self.mail()

    def twin_by_country(self):
        firm = self.pick([firm for firm in self.twins if firm.country])
        return "one of two accounts of one name, by country", firm, self.formless(firm.name), self.mail()

    def extra_accounts(self, hosts, free):
        first = len(self.accounts)
        super().extra_accounts(hosts, free)
        for firm, twin in zip(self.twins, self.accounts[first:]):
            twin[4] = self.pick([country for country in ["FR", "BR", "IN", "ZA", "CA"] if country != firm.country])
        self.aliased = [firm for firm in self.ids if getattr(firm, "alias", "")]

    def draw(self):
        own = [(self.by_domain, 12), (self.by_subdomain, 6), (self.other_top_level, 10), (self.legal_form, 14), (self.other_writing, 8),
               (self.typing_error, 12), (self.short_form, 8), (self.subsidiary, 10), (self.transliterated, 6), (self.in_own_letters, 2), (self.accents, 4),
               (self.word_order, 6), (self.own_account, 5), (self.twin_by_domain, 3), (self.twin_by_country, 2), (self.own_page, 2), (self.another_name, 2)]
        none = [(self.not_listed, 20), (self.near_name, 20), (self.namesake, 14), (self.twin, 8), (self.named_after, 10), (self.generic, 8),
                (self.free_mail, 8), (self.domain_of_another, 8), (self.shared_host, 4)]
        for number in range(1600):
            kinds = own if number % 2 == 0 else none
            kind, firm, company, domain, *of = self.rng.choices([k for k, _ in kinds], [w for _, w in kinds])[0]()
            about = firm or of[0]
            country = getattr(about, "country", "") if "by country" in kind or (kind != "one of two accounts of one name" and self.chance(0.3)) else ""
            self.leads.append([kind, self.ids[firm] if firm else "", company, domain, about.source if about else "made by hand", country])


def main():
    taken = set()
    for part in "abcd":
        with open(Path(__file__).parent / f"accounts-{part}.csv", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                taken |= {bare(row["name"]), label(row["domain"]) or bare(row["name"])}
    fresh = lambda firms: [firm for firm in firms if bare(firm.name) not in taken and (label(firm.domain) or "-") not in taken]
    brands, operators = fresh(sources_e.map_brands("brands")), fresh(sources_e.map_brands("operators"))
    plain = [firm for firm in brands if sources_e.is_plain(firm) and len(re.findall(r"[^\W\d_]", firm.name)) >= 3]
    domains = {}
    sites = [firm for firm in plain if firm.domain and domains.setdefault(label(firm.domain), firm) is firm]
    sites = sites[:: max(1, len(sites) // 2500)]
    stocks = fresh(sources_e.shares())
    words = {
        "bank": "stadtwerke|verkehr|county|school|district|credit|union|bank|water|power|energy|electric|transit|transport|fire|hospital|municipal|gemeente|commune|gemeinde"
                "|city|department|authority|services?|council|insurance|health",
        "department": ["Ostuosakond", "Nabavka", "Obchodné oddelenie", "Human Resources", "Bókhald", "Procurement team", "Board"],
        "generic": sources.common_words(sites + stocks, 60) + ["Füüsilisest isikust ettevõtja", "Sjálfstætt starfandi", "Pašnodarbinātais", "Samostojni podjetnik", "Živnostník",
                                                              "Kućanica", "Nezaposlen"],
        "after": ["* Alumni Network", "* Enthusiasts", "Klub *", "* Charity Trust", "Amigos de *", "* Spare Parts Shop", "* Workers Union", "Inside *", "* Museum Tallinn", "* Second Hand"],
        "trade": ["Juuksur", "Pagariäri", "Kaffihús", "Pekara", "Autoškola", "Lilled", "Knjižara"],
    }
    part = PartE("e", sites, stocks, [firm for firm in stocks + plain if firm.other], sorted({firm for firm in operators if sources_e.is_plain(firm)})[::4], [], [],
                 sources.family_names("et", "is", "sk", "hr"),
                 sources.own_country_names("EG", "JO", "LB", "IQ", "KW", "BH", "OM", "DZ", "TN", "LY", "CI", "CM", "ET", "TZ", "UG", "ZM", "MZ", "AO", "LK", "MM", "KH", "LA",
                                           "MN", "UZ", "GE", "AM", "KG", "BY", "RU", "CN", "HK", "BO", "PY", "VE", "GT", "HN", "SV", "NI", "DO", "CU", "JM", "TT"),
                 ["Pty Ltd", "Ltd.", "Berhad", "Tbk", "JSC", "OJSC", "SAOG", "PJSC", "SpA", "C.A.", "S.A.A.", "EAD", "d.d.", "Inc", "Limited", "Public Co Ltd", "A.E.", "AS"],
                 SHORT_E, words)
    part.foreign(brands + operators)
    part.extra_accounts(["onrender.com", "glitch.me", "workers.dev", "shopware.store"],
                        ["zoho.com", "fastmail.com", "inbox.lv", "abv.bg", "ukr.net", "onet.pl", "virgilio.it", "freenet.de", "bigpond.com", "terra.com.br"])
    part.draw()
    write("accounts-e.csv", ["account", "name", "domain", "source", "country"], part.accounts)
    write("leads-e.csv", ["kind", "account", "company", "domain", "source", "country"], part.leads)


if __name__ == "__main__":
    main()
