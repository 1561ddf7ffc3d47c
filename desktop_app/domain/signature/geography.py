"""What tells of a country: the bigger cities, letters before postcodes, words of its language."""

from __future__ import annotations

from functools import cache

from desktop_app.domain.folding import fold

__all__ = ["CITIES", "POST_PREFIXES", "SPOKEN", "cities_in", "pairs"]

SPOKEN = """
SE med vänlig hälsning; med vänliga hälsningar; vänliga hälsningar; hälsningar; vänlig hälsning;
SE bästa hälsningar; skickat från; kommun; kommuns; stads; länsstyrelsen; tfn; växel; direkt;
SE göteborgs stad; förvaltningen; region skåne; stiftelsen; ab;
DK med venlig hilsen; venlig hilsen; bedste hilsner; forvaltningen; aps;
NO med vennlig hilsen; vennlig hilsen; fylkeskommune; etaten;
FR ville de; mairie de; métropole de
FI ystävällisin terveisin; terveisin; puh; kaupunki; kaupungin; yksikkö; oy; oyj;
PL z poważaniem; pozdrawiam; urząd; gmina; kom; miasta; biuro;
CZ s pozdravem; magistrát; odbor; oddělení;
HU üdvözlettel; tisztelettel; önkormányzata; önkormányzat; polgármesteri;
LT pagarbiai; savivaldybė; savivaldybės;
LV ar cieņu; pašvaldība; pašvaldības; dome;
EE lugupidamisega; linnavalitsus; linnakantselei;
IT cordiali saluti; distinti saluti; comune di; ufficio;
ES un saludo; ayuntamiento; ayuntamiento de;
NL gemeente;
PT câmara municipal;
HR lijep pozdrav; srdačan pozdrav;
RO cu stimă; primăria;
UA з повагою;
IS kveðja
"""
"""Words that are at home in one country: evidence where nothing else tells."""

POST_PREFIXES = {
    "A": "AT",
    "AUT": "AT",
    "D": "DE",
    "F": "FR",
    "I": "IT",
    "S": "SE",
    "B": "BE",
    "L": "LU",
    "LUX": "LU",
    "N": "NO",
    "FIN": "FI",
    "EST": "EE",
    "H": "HU",
    "P": "PT",
    "E": "ES",
    **{
        code: code
        for code in (
            *("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FO", "FR", "GL"),
            *("GR", "HR", "HU", "IE", "IS", "IT", "LT", "LU", "LV", "MD", "MT", "NL", "NO", "PL"),
            *("PT", "RO", "RS", "SE", "SI", "SK", "TR", "UA"),
        )
    },
}
"""What may stand before a postcode, and whose it is."""
CITIES = """
SE Stockholm; Göteborg; Gothenburg; Malmö; Malmo; Uppsala; Linköping; Örebro; Västerås; Helsingborg;
SE Norrköping; Jönköping; Umeå; Lund; Borås; Gävle; Eskilstuna; Södertälje; Karlstad; Växjö
SE Halmstad;
SE Sundsvall; Luleå; Trollhättan; Östersund; Kalmar; Falun; Skövde; Karlskrona; Kristianstad; Visby;
SE Kiruna; Skellefteå; Lidköping; Landskrona; Trelleborg; Ystad; Varberg; Nyköping; Motala
DK København; Copenhagen; Köpenhamn; Kopenhagen; Aarhus; Århus; Odense; Aalborg; Esbjerg; Roskilde
NO Oslo; Bergen; Trondheim; Stavanger; Tromsø; Drammen; Kristiansand
FI Helsinki; Helsingfors; Espoo; Esbo; Tampere; Tammerfors; Vantaa; Turku; Åbo; Oulu; Uleåborg
FI Jyväskylä; Vaasa; Vasa; Lahti; Kuopio; Pori
IS Reykjavik; Reykjavík
EE Tallinn; Tartu; Pärnu; Narva
LV Riga; Rīga; Daugavpils; Liepāja; Jelgava; Jūrmala
LT Vilnius; Kaunas; Klaipėda; Šiauliai
PL Warszawa; Warsaw; Warschau; Kraków; Krakow; Cracow; Łódź; Wrocław; Poznań; Gdańsk; Gdansk; Danzig
PL Szczecin; Lublin; Katowice; Gdynia; Białystok; Bydgoszcz; Toruń
DE Berlin; Hamburg; München; Munich; Köln; Cologne; Frankfurt; Frankfurt am Main; Stuttgart
DE Düsseldorf; Leipzig; Dortmund; Essen; Bremen; Dresden; Hannover; Hanover; Nürnberg; Nuremberg
DE Bonn; Mannheim; Karlsruhe; Wiesbaden; Münster; Augsburg; Kiel; Lübeck; Rostock; Freiburg; Erfurt
DE Mainz; Kassel; Potsdam; Heidelberg; Darmstadt; Schwerin; Magdeburg; Halle; Chemnitz
AT Wien; Vienna; Vienne; Graz; Linz; Salzburg; Innsbruck; Klagenfurt; Bregenz; Eisenstadt
CH Zürich; Zurich; Genève; Geneva; Genf; Basel; Bern; Berne; Lausanne; Luzern; Winterthur
FR Paris; Lyon; Marseille; Toulouse; Nice; Nantes; Strasbourg; Montpellier; Bordeaux; Lille; Rennes
FR Grenoble; Dijon; Brest; Metz; Nancy; Reims
BE Bruxelles; Brussel; Brussels; Bryssel; Antwerpen; Antwerp; Gent; Ghent; Liège; Brugge; Leuven
NL Amsterdam; Rotterdam; Den Haag; The Hague; Haag; Utrecht; Eindhoven; Groningen; Tilburg; Breda
LU Luxembourg; Luxemburg
GB London; Manchester; Birmingham; Leeds; Liverpool; Glasgow; Edinburgh; Bristol; Cardiff; Belfast
GB Sheffield; Newcastle; Nottingham; Leicester; Aberdeen
IE Dublin; Cork; Galway
ES Madrid; Barcelona; València; Valencia; Sevilla; Seville; Zaragoza; Málaga; Bilbao; Murcia
PT Lisboa; Lisbon; Lissabon; Porto; Braga; Coimbra
IT Roma; Rome; Rom; Milano; Milan; Torino; Turin; Napoli; Naples; Bologna; Firenze; Florence; Genova
IT Venezia; Venice; Trieste; Bari; Palermo; Verona; Padova
GR Athens; Athen; Thessaloniki; Αθήνα
CZ Praha; Prague; Prag; Brno; Ostrava; Plzeň
SK Bratislava; Košice
HU Budapest; Debrecen; Szeged; Pécs
SI Ljubljana; Maribor
HR Zagreb; Split; Rijeka; Dubrovnik
RO București; Bucharest; Bukarest; Cluj-Napoca; Timișoara; Iași
BG Sofia; София; Plovdiv; Varna
RS Beograd; Belgrade; Belgrad; Novi Sad
UA Kyiv; Київ; Kiev; Lviv; Львів; Kharkiv; Odesa; Odessa; Dnipro
MD Chișinău; Chisinau
TR Istanbul; Ankara; Izmir
US New York; Boston; Chicago; Seattle; San Francisco; Washington; Washington DC; Philadelphia
US Houston
CA Toronto; Montreal; Montréal; Vancouver; Ottawa
CN Beijing; Shanghai; Tangshan; Shenzhen
JP Tokyo; Osaka; Kyoto
"""
"""Where the bigger cities lie, by what they are called: evidence where no country is written."""


@cache
def pairs(table: str) -> dict[str, str]:
    """Return the codes by what is named after them: lines ”SE name; name”, or ”name SE; …”."""
    found: dict[str, str] = {}
    for line in table.strip().splitlines():
        code, _space, names = line.strip().partition(" ")
        for name in names.split(";"):
            if fold(name):
                found.setdefault(fold(name), code)
    return found


def cities_in(text: str) -> set[str]:
    """Return the countries of the bigger cities that a text names."""
    words = fold(text).split()
    known = pairs(CITIES)
    named = (" ".join(words[at : at + size]) for at in range(len(words)) for size in (1, 2))
    return {known[name] for name in named if name in known}
