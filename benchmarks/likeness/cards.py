"""Names that the second labelled set is made of, and how they look without their accents."""

from __future__ import annotations

__all__ = ["ASCII", "NAMES", "WEIGHTS"]

NAMES: tuple[tuple[str, str, str], ...] = (
    (
        (
            "Eva Kent Britt Rolf Siv Tommy Åke Gun Leif Maj Stefan Camilla Jonas Ida Oskar Ebba "
            "Hampus Alva Filip Wilma Hugo Ellen Pär Viktoria Mohammed Fatima Ali Zahra"
        ),
        (
            "Hult Modig Frisk Rask Sköld Hjort Älv Åhlén Östlund Grönqvist Bylund Edström Häll "
            "Hasselblad Nordin Ahmed Hassan Ali Hosseini Kjellgren Molin Rydén Selin Tegnér Ullman"
        ),
        "se",
    ),
    (
        "Giulia Marco Francesca Matteo Chiara Niccolò Luca Alessia Giuseppe Rosa",
        "Rossi Bianchi Ferrari D'Angelo Esposito Ricci Fabbri Lo Conti Nicolò Pellegrini",
        "it",
    ),
    (
        "Pieter Anke Joost Marijke Sjoerd Femke Ruud Wim Lotte Daan",
        "Jansen Vries Bakker Visser Dijkstra Smit Mulder Berg Vos Hoekstra",
        "nl",
    ),
    (
        "Jiří Zdeněk Věra Tomáš Eliška Šárka Ondřej Lukáš Božena",
        "Novák Dvořák Černý Procházka Kučera Horák Němec Růžička Křížová",
        "cz",
    ),
    (
        "Mart Kaarel Tõnu Ülle Jüri Külli Õie Andres Piret",
        "Tamm Saar Mägi Sepp Kask Kõiv Pärn Rüütel Oja Põld",
        "ee",
    ),
    (
        "Mehmet Ayşe Işıl Çağla Emre Özge Ömer Gül Yiğit",
        "Yılmaz Demir Çelik Şahin Öztürk Aydın Kılıç Doğan Güneş",
        "tr",
    ),
    (
        "João Inês Conceição Tiago Gonçalo Beatriz Luís Catarina",
        "Silva Santos Gonçalves Simões Conceição Araújo Magalhães Sá Brandão",
        "pt",
    ),
    (
        "Георги Мария Иван Елена Димитър Цветан Стоян Йорданка",
        "Иванов Димитров Петрова Николова Стоянов Христов Желязкова",
        "bg",
    ),
    (
        "Guðrún Jón Sigríður Ólafur Þóra Björn Ásta",
        "Jónsdóttir Sigurðsson Guðmundsson Þórsdóttir Ólafsson Einarsdóttir",
        "is",
    ),
    ("Haruto Yuki Kenji Naoko Wei Li Hui Jun", "Sato Tanaka Watanabe Chen Wang Zhang Ito", "as"),
)
WEIGHTS = (44, 8, 8, 7, 7, 6, 6, 5, 4, 5)
KEYS = {"à": "a", "á": "a", "ã": "a", "â": "a", "ä": "a", "å": "a", "ç": "c", "č": "c", "ě": "e"}
KEYS |= {"é": "e", "ê": "e", "ğ": "g", "í": "i", "ı": "i", "İ": "I", "ň": "n", "ñ": "n", "ò": "o"}
KEYS |= {"ó": "o", "õ": "o", "ö": "o", "ř": "r", "š": "s", "ş": "s", "ť": "t", "ú": "u", "ů": "u"}
KEYS |= {"ü": "u", "ý": "y", "ž": "z", "Ç": "C", "Č": "C", "Ş": "S", "Š": "S", "Ö": "O", "Ü": "U"}
KEYS |= {"Å": "A", "Ä": "A", "Á": "A", "Ó": "O", "Õ": "O", "Þ": "Th", "þ": "th", "ð": "d", "ô": "o"}
KEYS |= {"æ": "ae", "ř": "r", "Ř": "R", "Ž": "Z", "È": "E", "É": "E", "'": ""}
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъьюя"
_READ = "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya"
CYRILLIC = dict(zip(_LETTERS, _READ.split(), strict=True))
ASCII = str.maketrans(
    KEYS | CYRILLIC | {letter.upper(): text.capitalize() for letter, text in CYRILLIC.items()}
)
