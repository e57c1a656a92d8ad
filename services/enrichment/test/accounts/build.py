"""Builds the labelled leads and the accounts that they are matched against, the same on every run.

    pip install --no-deps --target packages -r requirements.txt
    npm install --no-save --prefix packages simple-icons@16.37.0
    PYTHONPATH=packages python3 build.py ab c d

Each part has sources of its own (sources.py), and none of them is used by the product:

    part A   members of European and large American indices; holders of network card addresses; banks of Germany and
             Austria; Russian companies
    part B   members of small American, Japanese and Nordic indices; financial firms of the United Kingdom; banks of ten
             more countries; Ukrainian and Kazakh companies
    part C   brands and their sites; members of the Bluetooth SIG; banks of eleven more countries; Russian companies that part A
             has not, romanised as Ukrainian ones in part B. Its generic names are the words that most of these names have, so
             that nobody chose them
    part D   companies that track and advertise, with their sites; holders of network card addresses, financial firms of
             Ukraine, all that A to C have not; Ukrainian and Russian companies that they have not
    part E   build_e.py

`account` is the account that a lead belongs to, by how the lead was made (`kind`); empty where it belongs to none, or
where nobody could tell to which. `domain` is that of the lead's e-mail address.
"""

import csv
import difflib
import random
import re
import sys
from pathlib import Path

import sources
from sources import Firm, ascii_of, bare, label, slug

LEADS = 800
KNOWN_FREE = ["gmail.com", "outlook.com", "yahoo.com", "gmx.de", "icloud.com", "hotmail.com"]
# Short forms that people use, for each part its own.
SHORT_A = {
    "international": "Intl", "technologies": "Tech", "technology": "Tech", "services": "Svcs", "manufacturing": "Mfg", "financial": "Fin",
    "pharmaceuticals": "Pharma", "electronics": "Elec", "group": "Grp", "national": "Natl", "brothers": "Bros", "products": "Prod",
    "insurance": "Ins", "general": "Gen", "properties": "Props", "investment": "Inv", "capital": "Cap", "network": "Net",
    "networks": "Net", "associates": "Assoc", "semiconductor": "Semi",
}
SHORT_B = {
    "systems": "Sys", "industries": "Ind", "management": "Mgmt", "pharmaceutical": "Pharm", "communications": "Comms", "solutions": "Soln",
    "american": "Amer", "engineering": "Engrg", "development": "Dev", "laboratories": "Labs", "resources": "Res", "energy": "Engy",
    "investments": "Invs", "securities": "Secs", "partners": "Ptnrs", "university": "Univ", "equipment": "Equip", "limited": "Ltd",
    "corporation": "Corp", "holdings": "Hldgs", "services": "Serv", "technologies": "Techs", "international": "Int'l", "company": "Co",
}
SHORT_C = {
    "international": "Int'l.", "technologies": "Techn.", "technology": "Techn.", "systems": "Syst.", "electronics": "Electr.", "industries": "Indus.",
    "corporation": "Corpn", "manufacturing": "Manuf", "laboratories": "Lab", "laboratory": "Lab", "solutions": "Solns", "services": "Svs",
    "communications": "Commun.", "communication": "Comm", "semiconductor": "Semicon", "instruments": "Instr", "engineering": "Eng", "group": "Gp",
    "software": "SW", "company": "Coy", "holdings": "Hold", "digital": "Dig", "medical": "Med", "development": "Devel", "products": "Prods",
    "wireless": "Wrls", "network": "Netw", "networks": "Netw", "energy": "Enrgy", "automotive": "Auto", "research": "Rsch", "security": "Sec",
}
SHORT_D = {
    "international": "Intern.", "technologies": "Tchnlgs", "technology": "Technol.", "systems": "Sys.", "electronics": "Electron.", "industries": "Inds",
    "industrial": "Indl", "corporation": "Crp", "manufacturing": "Mnfg", "laboratories": "Labs.", "solutions": "Sols", "services": "Srvcs", "service": "Svce",
    "communications": "Commns", "communication": "Comm.", "engineering": "Engg", "group": "Grp.", "company": "Cmpny", "digital": "Digi", "media": "Med.",
    "networks": "Ntwks", "network": "Ntwk", "marketing": "Mktg", "advertising": "Advtg", "interactive": "Interact.", "insurance": "Insce", "society": "Soc",
    "management": "Mgmnt", "investment": "Invt", "investments": "Invts", "limited": "Ltd", "building": "Bldg", "energy": "Enrg", "automation": "Autom.",
}
NEIGHBOURS = {a: set(b) for a, b in zip("qwertyuiopasdfghjklzxcvbnm", "wa qesa wrds etfd ryfg tugh yihj uojk ipkl ol qwsz adwexz sferxc dgrtcv fhtyvb gjyubn hkuinm jlikm kop asx zsdc xdfv cfgb vghn bhjm njk".split())}


class Part:
    """Accounts and leads of one part."""

    def __init__(self, name, firms, decoys, writings, banks, cyrillic, romanise, families, countries, forms, short, words):
        self.name, self.rng = name, random.Random(f"leadline accounts {name}")
        self.romanise, self.families, self.countries, self.forms, self.short, self.words = romanise, families, countries, forms, short, words
        self.accounts, self.taken, self.leads = [], {}, []
        firms = self.shuffled(firms)
        half = len(firms) // 2
        self.gone = firms[half:]
        listed = firms[:half]
        sited = [firm for firm in listed if firm.domain]
        self.twins, self.parents, self.core = sited[:40], sited[40:80], sited[80:] + [firm for firm in listed if not firm.domain]
        for firm in firms:
            self.taken[bare(firm.name)] = None
        self.ids = {firm: self.add(firm, known=True) for firm in listed}
        self.writings = self.entered([firm for firm in writings if firm.other], 200)
        self.cyrillic = self.entered(cyrillic, 150)
        self.decoys = self.entered(decoys, 2000)
        self.local_banks(self.shuffled(banks))

    def shuffled(self, items):
        items = sorted(set(items))
        self.rng.shuffle(items)
        return items

    def pick(self, items):
        return self.rng.choice(items)

    def chance(self, share):
        return self.rng.random() < share

    # Accounts.

    def is_free(self, firm):
        """Whether no other company of the part has this name, or one that begins alike."""
        key = bare(firm.name)
        if slug(firm.name.split()[0]) in self.taken:
            return False
        return len(key) >= 4 and not any(key.startswith(other) or other.startswith(key) for other in self.starting(key))

    def starting(self, key):
        return [other for other in self.taken if len(other) >= 4 and other[:4] == key[:4]]

    def entered(self, firms, most):
        """So many of the firms, as accounts."""
        found = []
        for firm in self.shuffled(firms):
            if len(found) < most and self.is_free(firm):
                self.ids[firm] = self.add(firm)
                found.append(firm)
        return found

    def add(self, firm, known=False):
        if not known:
            self.taken[bare(firm.name)] = None
        self.accounts.append([f"{self.name}{len(self.accounts) + 1:05d}", firm.name, firm.domain, firm.source])
        return self.accounts[-1][0]

    def local_banks(self, banks):
        """Banks of one kind in different places: half are accounts, and the others' names are near them."""
        kinds = re.compile(self.words["bank"], re.I)
        named = {bare(firm.name): firm for firm in banks if kinds.search(firm.name)}
        local = [firm for key, firm in named.items() if key not in self.taken]
        half = len(local) // 2
        listed, rest = local[:half], local[half:]
        for firm in listed:
            self.ids[firm] = self.add(firm)
        self.near = []
        for firm in rest:
            places = {word for word in re.findall(r"\w{4,}", ascii_of(firm.name.lower())) if not kinds.search(word)}
            same_kind = [other for other in listed if not any(place in ascii_of(other.name.lower()) for place in places)]
            likest = max(same_kind, key=lambda other: difflib.SequenceMatcher(None, bare(firm.name), bare(other.name)).ratio())
            if places and difflib.SequenceMatcher(None, bare(firm.name), bare(likest.name)).ratio() >= 0.75:
                self.near.append((firm, likest))

    # What people write.

    def form(self):
        return self.pick(self.forms)

    def formless(self, name):
        form = sources.FORMS.replace("holdings?|group|", "")
        while (shorter := re.sub(rf"[\s,.&]+({form})\.?$", "", name.rstrip(" ,."), flags=re.I)) != name:
            name = shorter
        return name

    def with_form(self, name):
        return f"{self.formless(name)} {self.form()}"

    def written(self, name):
        plain = self.formless(name)
        return self.pick([name, plain, plain, plain.upper(), plain.lower(), self.with_form(name), re.sub(r"[.,]", "", name)])

    def misspelt(self, name):
        letters = [at for at, letter in enumerate(name) if letter.isalpha() and at > 0]
        at = self.pick(letters)
        near = sorted(NEIGHBOURS.get(name[at].lower(), "aeiou"))
        edits = [name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:], name[:at] + self.pick(near) + name[at + 1 :],
                 name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :] if name[at - 1].isalpha() else name[:at] + name[at + 1 :]]
        wrong = self.pick(edits)
        return self.misspelt(name) if bare(wrong) == bare(name) or bare(wrong) in self.taken else wrong

    def shortened(self, name):
        """Short forms of its words, or long words cut; None without one to shorten."""
        words = name.split()
        known = [self.short.get(slug(word), word) for word in words]
        cut = [word[: self.rng.randint(4, 5)] + "." if len(slug(word)) >= 9 and at > 0 else word for at, word in enumerate(words)]
        ways = [way for way in (known, known, cut) if way != words]
        return " ".join(self.pick(ways)) if ways else None

    def reordered(self, name):
        words = name.replace("-", " - ").split() if self.chance(0.2) else name.split()
        if len(words) < 2:
            return None
        ways = [f"{' '.join(words[1:])}, {words[0]}", f"{words[-1]}, {' '.join(words[:-1])}", "".join(words), "-".join(words), f"The {name}",
                name.replace("&", "and") if "&" in name else f"{name}, The"]
        return self.pick(ways)

    def other_domain(self, firm):
        tops = [top for top in ["com", "net", "de", "fr", "eu", "co.uk", "co.jp", "se", "io", "com.br", "it"] if not firm.domain.endswith(f".{top}")]
        return f"{label(firm.domain)}.{self.pick(tops)}"

    def stranger(self):
        return f"{slug(self.pick(self.families))}{self.pick(['-consulting', '', '-partners', '-it', 'group'])}.{self.pick(['com', 'net', 'org', 'io'])}"

    def mail(self):
        """No address of the company's: free mail, or none."""
        return self.pick(["", *KNOWN_FREE[:3]])

    # Leads of an account.

    def by_domain(self):
        firm = self.pick([firm for firm in self.core if firm.domain])
        said = self.pick(["", self.written(firm.name), self.written(firm.name), self.pick(self.words["department"]), self.misspelt(firm.name)])
        return "its domain", firm, said, firm.domain

    def by_subdomain(self):
        firm = self.pick([firm for firm in self.core if firm.domain])
        return "a host of its domain", firm, self.pick(["", self.written(firm.name)]), f"{self.pick(['mail', 'emea', 'corp', 'uk', 'eu', 'sales.na'])}.{firm.domain}"

    def other_top_level(self):
        firm = self.pick([firm for firm in self.core if firm.domain])
        said = "" if self.chance(0.2) else self.written(firm.name)
        return f"other top-level domain{'' if said else ', no name'}", firm, said, self.other_domain(firm)

    def legal_form(self):
        firm = self.pick([self.pick(self.core), self.pick(self.decoys)])
        return "legal form left out or another", firm, self.pick([self.formless(firm.name), self.with_form(firm.name)]), self.mail()

    def other_writing(self):
        firm = self.pick(self.writings)
        return "another writing of the source", firm, firm.other, self.mail()

    def typing_error(self):
        firm = self.pick([firm for firm in (self.pick(self.core), self.pick(self.decoys)) if len(bare(firm.name)) >= 5] or [self.core[0]])
        return "typing error", firm, self.misspelt(self.formless(firm.name)), self.mail()

    def short_form(self):
        firm = self.pick([self.pick(self.core), self.pick(self.decoys)])
        said = self.shortened(self.formless(firm.name))
        return ("short form", firm, said, self.mail()) if said else self.short_form()

    def subsidiary(self):
        firm = self.pick(self.core)
        own, english, top = self.pick(self.countries)
        said = f"{self.formless(firm.name)} {self.pick([own, own, english])} {self.form()}"
        domain = f"{label(firm.domain)}.{top}" if firm.domain and self.chance(0.3) else self.mail()
        return "its company in a country", firm, said, domain

    def transliterated(self):
        firm = self.pick(self.cyrillic)
        said = self.pick(self.romanise)(firm.name)
        return "in Latin letters", firm, said, self.mail()

    def accents(self):
        firms = [firm for firm in self.core + self.decoys + self.writings if ascii_of(firm.name) != firm.name]
        firm = self.pick(firms)
        said = firm.name.replace("ü", "ue").replace("ö", "oe").replace("ä", "ae") if self.chance(0.5) else firm.name
        return "without accents", firm, self.formless(ascii_of(said)), self.mail()

    def word_order(self):
        firm = self.pick([self.pick(self.core), self.pick(self.decoys)])
        said = self.reordered(self.formless(firm.name))
        return ("word order and spaces", firm, said, self.mail()) if said else self.word_order()

    def own_account(self):
        firm = self.pick(self.subsidiaries)
        return "a subsidiary with its own account", firm, self.written(firm.name), self.pick([self.mail(), firm.domain])

    def twin_by_domain(self):
        firm = self.pick(self.twins)
        return "one of two accounts of one name, by domain", firm, self.written(firm.name), firm.domain

    def own_page(self):
        firm = self.pick(self.pages)
        return "its address under a shared host", firm, self.pick(["", firm.name]), firm.domain

    # Leads of no account, or of one that nobody could name.

    def not_listed(self):
        firm = self.pick(self.gone)
        return "a company that is not listed", None, self.written(firm.name), self.pick([firm.domain, firm.domain, self.mail()]), firm

    def near_name(self):
        firm, _ = self.pick(self.near)
        return "near name, other bank", None, firm.name, self.mail(), firm

    def namesake(self):
        firm = self.pick([firm for firm in self.core if firm.domain])
        return "same name, other company", None, self.written(firm.name), self.stranger(), firm

    def twin(self):
        firm = self.pick(self.twins)
        return "one of two accounts of one name", None, self.formless(firm.name), self.mail(), firm

    def named_after(self):
        firm = self.pick(self.core)
        said = self.pick(self.words["after"]).replace("*", self.formless(firm.name))
        return "named after it", None, said, self.pick([self.mail(), self.stranger()]), firm

    def generic(self):
        return "generic name", None, self.pick(self.words["generic"]), self.mail(), None

    def free_mail(self):
        firm = self.pick(self.small)
        return "free mail", None, "" if self.chance(0.7) else self.pick(self.families), firm.domain, firm

    def domain_of_another(self):
        firm, other = self.rng.sample([firm for firm in self.core if firm.domain], 2)
        return "domain of another account", None, self.written(firm.name), other.domain, other

    def shared_host(self):
        firm = self.pick(self.pages)
        return "another page under a shared host", None, self.pick(["", self.pick(self.families)]), f"{slug(self.pick(self.families))}.{firm.domain.split('.', 1)[1]}", firm

    def extra_accounts(self, hosts, free):
        """Accounts that make others doubtful: twins, subsidiaries, small firms with free mail or a page under a shared host."""
        for firm in self.twins:
            self.add(Firm(self.with_form(firm.name), self.stranger(), f"made: {firm.source}"), known=True)
        self.subsidiaries, self.small, self.pages = [], [], []
        for firm in self.parents:
            own, _, top = self.pick(self.countries)
            self.subsidiaries.append(Firm(f"{self.formless(firm.name)} {own} {self.form()}", f"{label(firm.domain)}-{top[-2:]}.{top}", f"made: {firm.source}"))
        for number in range(60):
            name = f"{self.pick(self.families)} {self.pick(self.words['trade'])}"
            firm = Firm(name, f"{slug(name)}.{self.pick(hosts)}" if number % 2 else self.pick(free), "made: mimesis")
            (self.pages if number % 2 else self.small).append(firm)
        for firm in dict.fromkeys(self.subsidiaries + self.small + self.pages):
            self.ids[firm] = self.add(firm)

    def draw(self):
        own = [(self.by_domain, 12), (self.by_subdomain, 6), (self.other_top_level, 10), (self.legal_form, 14), (self.other_writing, 8),
               (self.typing_error, 12), (self.short_form, 8), (self.subsidiary, 10), (self.transliterated, 6), (self.accents, 4),
               (self.word_order, 6), (self.own_account, 5), (self.twin_by_domain, 3), (self.own_page, 2)]
        none = [(self.not_listed, 20), (self.near_name, 20), (self.namesake, 14), (self.twin, 8), (self.named_after, 10), (self.generic, 8),
                (self.free_mail, 8), (self.domain_of_another, 8), (self.shared_host, 4)]
        for number in range(LEADS * 2):
            kinds = own if number % 2 == 0 else none
            kind, firm, company, domain, *of = self.rng.choices([k for k, _ in kinds], [w for _, w in kinds])[0]()
            source = (firm or of[0]).source if firm or of[0] else "made by hand"
            self.leads.append([kind, self.ids[firm] if firm else "", company, domain, source])


def write(name, header, rows):
    with open(Path(__file__).parent / name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def build(part, hosts, free):
    part.extra_accounts(hosts, free)
    part.draw()
    write(f"accounts-{part.name}.csv", ["account", "name", "domain", "source"], part.accounts)
    write(f"leads-{part.name}.csv", ["kind", "account", "company", "domain", "source"], part.leads)


def part_c():
    sites, members = list(sources.brands()), list(sources.bluetooth_companies())
    banks = list(sources.financial_institutions("generated_fi.v2", "generated_se", "generated_es", "generated_be.v2", "generated_hu", "generated_cz",
                                                "generated_sk", "generated_ro", "generated_hr", "generated_si", "generated_ba"))
    with open(Path(__file__).parent / "accounts-a.csv", encoding="utf-8") as file:
        of_a = {row["name"] for row in csv.DictReader(file)}
    words = {
        "bank": "osuuspankki|säästöpankki|sparbank|caja rural|caixa|kassa|takarék|bank|banka|banca|banque|osp",
        "department": ["Ostot", "Nákup", "Beszerzés", "Accounts payable", "Inköp", "Secretaría", "Front desk"],
        "generic": sources.common_words(sites + members, 60) + ["Egyéni vállalkozó", "OSVČ", "Yksityishenkilö", "Privatperson", "Osoba prywatna", "Persona física", "Obrt"],
        "after": ["* Veterans Association", "* Fans Worldwide", "Servis * Praha", "* Retiree Council", "The * Blog", "Klub přátel *", "* Training Institute",
                  "Learn *", "* Collectors", "Bazar *"],
        "trade": ["Kavárna", "Autoservis", "Kukkakauppa", "Fodrászat", "Frizerski salon", "Peluquería", "Bageri"],
    }
    build(Part("c", sites, members, [firm for firm in sites + banks if firm.other], banks, sources.cyrillic_companies("ru", of_a), sources.cyrtranslit_romanisation("ru"),
               sources.family_names("pl", "fi", "pt", "hu"),
               sources.own_country_names("GR", "HR", "SI", "SK", "EE", "LV", "LT", "BG", "UA", "IL", "ZA", "NZ", "AR", "CL", "CO", "TH", "VN", "ID", "MY", "PH", "KR", "AE", "IS", "LU"),
               ["LLC", "Ltd", "Inc.", "d.o.o.", "s.r.o.", "a.s.", "Kft.", "Oy", "AB", "S.L.", "Lda", "S.R.L.", "B.V.", "Co., Ltd.", "Zrt."], SHORT_C, words),
          ["vercel.app", "pages.dev", "herokuapp.com", "firebaseapp.com", "readthedocs.io"],
          ["proton.me", "mail.ru", "qq.com", "163.com", "seznam.cz", "wp.pl", "bol.com.br", "naver.com", "rediffmail.com", "laposte.net"])


def part_d():
    taken = set()
    for part in "abc":
        with open(Path(__file__).parent / f"accounts-{part}.csv", encoding="utf-8") as file:
            taken |= {row["name"] for row in csv.DictReader(file)}
    fresh = lambda firms: [firm for firm in firms if firm.name not in taken]
    sites, vendors = fresh(sources.tracking_companies()), fresh(sources.registered_vendors())
    british = fresh(sources.financial_institutions("generated_gb", "manual_ie", "generated_nl", "generated_ee", "generated_lv", "generated_rs"))
    ukrainian = fresh(sources.financial_institutions("generated_ua"))
    words = {
        "bank": "спілка|кредитна|банк|ломбард|фінансова|компанія|страхова|товариство|повне|відповідальністю|обмеженою",
        "department": ["Afdeling Inkoop", "Accounts", "Satın Alma", "Nabava", "HR Department", "Salg", "The Office"],
        "generic": sources.common_words(sites + vendors, 60) + ["Yrittäjä", "Zaměstnanec", "Ingen firma", "Ev hanımı", "Kotiäiti", "Obrtnik", "ZZP'er", "Serbest meslek"],
        "after": ["* Owners Forum", "* Pension Fund", "Servicepunt *", "* Lovers", "* Tribute Band", "Unofficial * Wiki", "* Academy Istanbul", "Alles over *", "* Heritage Trust",
                  "Team *"],
        "trade": ["Kapsalon", "Bakkerij", "Kuaför", "Vvs", "Maler", "Cvjećarna", "Fysioterapi"],
    }
    build(Part("d", sites, vendors, [firm for firm in vendors + british if firm.other], ukrainian,
               fresh(sources.cyrillic_companies("uk") + sources.cyrillic_companies("ru")), sources.cyrtranslit_romanisation("ua"),
               sources.family_names("nl", "da", "tr", "no"),
               sources.own_country_names("RS", "BA", "MK", "AL", "MD", "CY", "MT", "KZ", "AZ", "PK", "NP", "SA", "QA", "MA", "NG", "KE", "GH", "SN", "PE", "EC", "UY", "PA", "CR", "TW"),
               ["B.V.", "N.V.", "ApS", "AS", "A.Ş.", "Ltd. Şti.", "d.o.o.", "OÜ", "SIA", "LLP", "Limited", "PLC", "Inc", "S.A.C.", "Pvt. Ltd."], SHORT_D, words),
          ["fly.dev", "deno.dev", "surge.sh", "gitlab.io", "web.app"],
          ["ziggo.nl", "hotmail.co.uk", "live.nl", "yandex.ru", "tutanota.com", "hushmail.com", "rambler.ru", "mynet.com", "sapo.pt", "centrum.cz"])


def main():
    for parts in sys.argv[1:]:
        {"ab": parts_a_and_b, "c": part_c, "d": part_d}[parts]()


def parts_a_and_b():
    big = ["DAX", "MDAX", "SDAX", "TecDAX", "CAC_40", "CAC Mid 60", "AEX", "BEL 20", "IBEX 35", "FTSE 100", "Switzerland 20", "S&P 500"]
    large = list(sources.index_companies(big))
    large_keys = {key for firm in large for key in (bare(firm.name), label(firm.domain))}
    small = [firm for firm in sources.index_companies(["S&P 600", "NIKKEI 225", "OMX Stockholm 30", "OMX Helsinki 25"])
             if not {bare(firm.name), label(firm.domain) or "-"} & large_keys]
    vendors = list(sources.registered_vendors())
    german = list(sources.financial_institutions("generated_de", "generated_at.v2"))
    british = list(sources.financial_institutions("generated_gb"))
    abroad = list(sources.financial_institutions("generated_pl.v2", "generated_ch.v2", "generated_it", "manual_it", "generated_no.v2",
                                                 "manual_dk.v2", "generated_lt", "manual_pt", "manual_cy", "manual_gr"))
    words_a = {
        "bank": "sparkasse|volksbank|raiffeisen|vr bank|vr-bank|landesbank|genossenschaft|spar- und|kasse|stadt|kreis|bank",
        "department": ["Marketing", "IT", "Einkauf", "Vertrieb", "Head office", "Geschäftsführung", "Zentrale"],
        "generic": ["Consulting", "Self employed", "Freelance", "Privat", "Student", "Agentur", "My Company", "Marketing Agency", "Selbständig",
                    "Software", "Test", "Company", "Startup", "Handel", "Solutions", "Global", "Indépendant", "Services", "Technology", "Group"],
        "after": ["Autohaus * Meier", "* Fanclub", "Museum *", "* Händler Nord", "* Employees Credit Union", "Friends of *", "* Reseller Hub",
                  "* Pensionskasse", "Former * Engineers", "* Zentrum Köln"],
        "trade": ["Blumen", "Elektro", "Bäckerei", "Bau", "Design", "Steuerberatung", "Reisen"],
    }
    words_b = {
        "bank": "spółdzielcz|bank|banque|raiffeisen|banca|credito|cooperativ|cassa|rurale|sparebank|sparekasse|kasa|unija|kredito|caixa|crédito|agrícola|región|region",
        "department": ["Compras", "Ventas", "Headquarters", "Kundtjänst", "Zarząd", "R&D", "Finance team"],
        "generic": ["Autónomo", "Particular", "Libero professionista", "Freelancer", "Studio", "Firma", "Empresa", "Estudiante", "Self-employed",
                    "Retail", "Agency", "Construction", "E-commerce", "Bank", "Holding", "Logistics", "Media", "Health", "Energy", "Partners"],
        "after": ["* Retirees Club", "* Foundation", "* Dealership of Austin", "Ex-* Alumni", "* Users Group", "Concesionario *", "* Supporters Trust",
                  "Taller * Sur", "* Repair Shop", "All about *"],
        "trade": ["Pizzeria", "Foto", "Bygg", "Studio", "Ristorante", "Taxi", "Klinik"],
    }
    build(Part("a", large, vendors, vendors + german, german, sources.cyrillic_companies("ru"), sources.iuliia_romanisation(),
               sources.family_names("en", "de", "fr"), sources.own_country_names("DE", "FR", "GB", "IT", "ES", "NL", "AT", "PT", "IE", "US"),
               ["GmbH", "AG", "Ltd", "Ltd.", "plc", "S.A.", "SAS", "B.V.", "SE", "GmbH & Co. KG", "S.p.A.", "Inc."], SHORT_A, words_a),
          ["wordpress.com", "github.io", "blogspot.com", "myshopify.com", "wixsite.com"], ["t-online.de", "orange.fr", "btinternet.com", "web.de", "libero.it"])
    build(Part("b", small, british, abroad, abroad, sources.cyrillic_companies("uk") + [firm for firm in sources.financial_institutions("generated_kz") if re.search("[а-я]{4}", firm.name.lower())],
               sources.cyrtranslit_romanisation("ua"), sources.family_names("sv", "it", "cs", "es"),
               sources.own_country_names("JP", "SE", "NO", "DK", "FI", "PL", "CZ", "HU", "RO", "BR", "MX", "CA", "AU", "SG", "IN", "TR", "CH", "BE"),
               ["Inc.", "Inc", "Corp.", "Co., Ltd.", "K.K.", "AB", "Oyj", "LLC", "Corporation", "Company", "A/S", "Sp. z o.o.", "S.r.l.", "Ltda"], SHORT_B, words_b),
          ["netlify.app", "webflow.io", "onmicrosoft.com", "azurewebsites.net", "square.site"], sources.free_mail())


if __name__ == "__main__":
    main()
