"""Names that the first labelled set of people is made of: by language, the frequent first."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = [
    "CITIES",
    "FIRST_PARTS",
    "GIVEN",
    "KINDS",
    "LANGUAGES",
    "LAST_PARTS",
    "OTHER_SPELLINGS",
    "SHORT_FORMS",
    "SURNAMES",
    "SYLLABLES",
    "TITLES",
    "TWINS",
]

LANGUAGES: Mapping[str, int] = {
    "sv": 50,
    "da": 8,
    "no": 6,
    "fi": 8,
    "de": 8,
    "fr": 4,
    "es": 4,
    "pl": 5,
    "el": 4,
    "uk": 3,
}
"""How many people of a hundred have names of each language."""

_GIVEN = {
    "sv": "Anna Maria Lars Karin Erik Anders Eva Per Johan Lena Mikael Kerstin Åsa Sara Björn "
    "Emma Göran Malin Jan Annika Ulla Peter Linda Håkan Cecilia Gunnar Birgitta Östen Ingrid "
    "Magnus Elisabeth Fredrik Kristina Mattias Sofia Nils Jörgen Märta Stig Helena Ann-Sofie",
    "da": "Søren Mette Lars Kirsten Jørgen Hanne Niels Bodil Anders Pernille Åge Signe",
    "no": "Bjørn Ingrid Ole Kari Håkon Solveig Øyvind Marit Knut Astrid Åse Trond",
    "fi": "Matti Päivi Jukka Sanna Timo Riitta Mika Hannele Seppo Tuula Väinö Marja",
    "de": "Jürgen Sabine Wolfgang Ursula Stefan Petra Thomas Käthe Günther Monika Jörg Renate",
    "fr": "François Hélène Jean-Luc Chloé Étienne Monique Thérèse Olivier André Sylvie",
    "es": "José María Ángel Carmen Íñigo Lucía Jesús Begoña Raúl Concepción",
    "pl": "Małgorzata Paweł Agnieszka Łukasz Elżbieta Grzegorz Zofia Stanisław Bożena Michał",
    "el": "Γιώργος Μαρία Νίκος Ελένη Δημήτρης Κατερίνα Γιάννης Σοφία",
    "uk": "Олександр Наталія Юрій Ірина Сергій Тетяна Андрій Оксана",
}
_SURNAMES = {
    "sv": "Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson "
    "Gustafsson Lindberg Lindström Lindqvist Berg Öberg Sjöberg Åkesson Björk Wikström Nyström "
    "Lundgren Lund Lundin Hedström Holmberg Söderlund Ekström Ek Norén Åström Bäckman Fröberg "
    "Dahlqvist Hägglund Wallin Rönnqvist Forsberg Engström Ström Palm Sandström Hallén Mårtensson",
    "da": "Jensen Nielsen Sørensen Møller Kjær Østergaard Kristensen Thomsen Bæk Højgaard",
    "no": "Hansen Bjørnstad Haugen Øverland Åsheim Solberg Nygård Strøm Lie Sæther",
    "fi": "Virtanen Mäkinen Korhonen Nieminen Hämäläinen Laine Järvinen Lehtonen Koskinen",
    "de": "Müller Schäfer Weiß Schröder Köhler Möller Krüger Böhm Jäger Groß Meyer",
    "fr": "Lefèvre Garçon Dupré Benoît Lemaître Gérard Moreau Hébert Faÿ",
    "es": "García Núñez Martínez Muñoz Peña Gutiérrez Ibáñez Ordóñez Vázquez Álvarez",
    "pl": "Kowalczyk Wójcik Dąbrowski Szymański Kozłowski Wróbel Jabłoński Gołębiewski Łuczak",
    "el": "Παπαδόπουλος Οικονόμου Βασιλείου Γεωργίου Αντωνίου Καραγιάννης Ζαφειρίδης",
    "uk": "Шевченко Коваленко Ткаченко Мельник Бойко Гончаренко Яценюк",
}
GIVEN = {language: tuple(names.split()) for language, names in _GIVEN.items()}
SURNAMES = {language: tuple(names.split()) for language, names in _SURNAMES.items()}

OTHER_SPELLINGS: Mapping[str, str] = {
    "Γιώργος": "Giorgos",
    "Μαρία": "Maria",
    "Νίκος": "Nikos",
    "Ελένη": "Eleni",
    "Δημήτρης": "Dimitris",
    "Κατερίνα": "Katerina",
    "Γιάννης": "Yannis",
    "Σοφία": "Sofia",
    "Παπαδόπουλος": "Papadopoulos",
    "Οικονόμου": "Oikonomou",
    "Βασιλείου": "Vassiliou",
    "Γεωργίου": "Georgiou",
    "Αντωνίου": "Antoniou",
    "Καραγιάννης": "Karagiannis",
    "Ζαφειρίδης": "Zafeiridis",
    "Олександр": "Oleksandr",
    "Наталія": "Nataliia",
    "Юрій": "Yurii",
    "Ірина": "Iryna",
    "Сергій": "Serhii",
    "Тетяна": "Tetiana",
    "Андрій": "Andrii",
    "Оксана": "Oksana",
    "Шевченко": "Shevchenko",
    "Коваленко": "Kovalenko",
    "Ткаченко": "Tkachenko",
    "Мельник": "Melnyk",
    "Бойко": "Boiko",
    "Гончаренко": "Honcharenko",
    "Яценюк": "Yatseniuk",
}
"""Names in other scripts as passports write them."""

SHORT_FORMS: Mapping[str, str] = {
    "Lars": "Lasse",
    "Per": "Pelle",
    "Jan": "Janne",
    "Nils": "Nisse",
    "Mikael": "Micke",
    "Fredrik": "Fredde",
    "Kristina": "Kicki",
    "Birgitta": "Gittan",
    "Elisabeth": "Lisbet",
    "Magnus": "Mange",
    "Gunnar": "Gurra",
    "Stefan": "Steffe",
    "Johan": "Jojje",
    "Grzegorz": "Grzesiek",
    "Wolfgang": "Wolf",
}
TWINS = (
    ("Erik", "Erika"),
    ("Anna", "Anne"),
    ("Maria", "Marie"),
    ("Jon", "Jonas"),
    ("Kristin", "Kristina"),
    ("Per", "Pär"),
    ("Daniel", "Daniela"),
    ("Johan", "Johanna"),
    ("Emil", "Emilia"),
    ("Karl", "Karla"),
    ("Lena", "Lina"),
    ("Maja", "Moa"),
)
"""Brothers and sisters, and mothers and daughters, with names alike."""
_FIRST_PARTS = (
    "Ahl Alm Asp Bäck Ceder Dal Eke Fors Grön Hag Hammar Hed Högl Kvarn Ljung Löv Malm Norr Ny "
    "Rosen Skog Sten Sund Söder Tall Torn Vester Väst Åker Ås Äng Öst"
)
FIRST_PARTS = tuple(_FIRST_PARTS.split())
_LAST_PARTS = "berg blad borg dahl fors gren hult kvist lund löf mark qvist sten strand"
LAST_PARTS = tuple(_LAST_PARTS.split())

_TITLES = "Strateg Handläggare Chef Utredare Projektledare Samordnare Rådgivare Direktör"
TITLES = tuple(_TITLES.split())
_CITIES = "Provstad Övre Prov Nya Prov Provhamn Provköping Åprov Sankt Prov"
CITIES = tuple(_CITIES.split())
_KINDS = "Stad Region Universitet Nätverk Ministerium Hamn Kommun Institut"
KINDS = tuple(_KINDS.split())
_SYLLABLES = "lin bru ka vel ta ro mes ner dal gri fo tun sa wik par ol hex"
SYLLABLES = tuple(_SYLLABLES.split())
