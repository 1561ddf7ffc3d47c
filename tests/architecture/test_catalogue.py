"""Catalogue, schema and the design's list of what is kept say the same."""

from __future__ import annotations

import ast
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from sqlite_utils import Database

from desktop_app.domain import kinds
from desktop_app.domain.catalogue import CATALOGUE, ENTITIES, links, parts_of
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.identity import IDENTITIES
from desktop_app.domain.kinds import Choice, Choices, Kind, Link, Links
from desktop_app.domain.rules import RULES
from desktop_app.domain.rules.rows import SPANS
from desktop_app.domain.shipped import shipped_lists, shipped_rows
from desktop_app.domain.titles import FINDABLE
from desktop_app.storage.connection import memory

APP = Path(__file__).parents[2] / "desktop_app"
MOST_ATTRIBUTES = 8
OWN_COLUMNS = ("_state", "_conflicts")
KEEPING = "private_note retention secret"
DECIDED = "decided_by decided_on decision_form reference"

# What the design says is kept, as exchange files, scripts and people know it. A name that is
# changed here is changed for them all: only with a migration and a new version of the format.
KEPT = {
    "organisation": f"""name name_en short_name kind own board parent city country website
        valid_from valid_to replaced_by note {KEEPING}""",
    "contact": f"""given_name family_name title organisation department email email_2 phone mobile
        city country languages topics kind responsible source confirmed_on status note {KEEPING}""",
    "appointment": f"organisation contact role appointed_on appointed_by until {KEEPING}",
    "network": f"""name short_name kind reach secretariat website topics directions sustainability
        responsible overarching membership_kind status joined_on left_on {DECIDED} purpose demands
        goal political_representative administrative_contact working_groups obligations
        notice_months period_ends_on next_review_on note {KEEPING}""",
    "participation": "network organisation from until",
    "fee": "network year amount currency amount_sek rate rate_source paid_by period basis",
    "post": "network contact role from until",
    "review": "network year rating benefit hours decision decided_by",
    "activity": "network advocacy date what who",
    "trip": f"""title kind organisation purpose questions expected_result directions
        sustainability goal start_on end_on status responsible network collaboration
        digital_alternative digital_reason decided_by decided_function decided_on decision_form
        reference flight_reason flight_approved_by flight_approved_on co2_kg co2_source summary
        lessons assessment assessment_note shared_how reported_on approved_by no_action_reason
        followed_up_on note {KEEPING}""",
    "stop": "trip city country from until host",
    "programme": "trip request date time place organisation contact topic",
    "participant": "trip contact organisation role",
    "leg": "trip from to date mode",
    "cost": "trip item budget outcome currency rate rate_source",
    "funding": "trip funder kind amount reason",
    "action": """trip network request collaboration advocacy what who due_on status done_on
        result""",
    "request": f"""received_on organisation contact kind topic wished_from wished_until group_size
        level language directions assessment assessment_note decision reason decided_by decided_on
        reference host outcome status {KEEPING}""",
    "collaboration": f"""title kind organisation partners programme role reference start_on end_on
        focus directions budget own_share external_funding funder result status {KEEPING}""",
    "advocacy": f"""title level position dossier target deadline responsible networks contacts
        outcome status {KEEPING}""",
    "interaction": f"date kind contact organisation network trip summary {KEEPING}",
    "attachment": "entity row name media_type size digest",
    "delivery": "organisation year status sent_on received_on nothing_to_report note",
    "setting": "name value set_by",
    "distinct": "entity first second",
    "list_item": "list code label_sv label_en position valid_from valid_to note",
}
REQUIRED = {
    "organisation": "name kind",
    "contact": "",
    "appointment": "organisation contact",
    "network": "name responsible",
    "participation": "network organisation",
    "fee": "network year",
    "post": "network contact role",
    "review": "network year",
    "activity": "",
    "trip": "title organisation start_on end_on",
    "stop": "trip city country",
    "programme": "",
    "participant": "trip contact",
    "leg": "trip",
    "cost": "trip item",
    "funding": "trip funder",
    "action": "what",
    "request": "received_on kind topic",
    "collaboration": "title kind",
    "advocacy": "title",
    "interaction": "date kind summary",
    "attachment": "entity row name",
    "delivery": "organisation year",
    "setting": "name",
    "distinct": "entity first second",
    "list_item": "list code label_sv label_en",
}
UNITS = {
    ("network", "decided"): DECIDED,
    ("fee", "sum"): "year amount currency amount_sek rate rate_source",
    ("trip", "decided"): "decided_by decided_function decided_on decision_form reference",
    ("trip", "flight_approval"): "flight_approved_by flight_approved_on",
    ("trip", "co2"): "co2_kg co2_source",
    ("cost", "sums"): "budget outcome currency rate rate_source",
    ("request", "decided"): "decided_by decided_on reference",
}
SETS = {
    "contact": "languages topics",
    "network": "topics directions sustainability",
    "trip": "directions sustainability",
    "request": "language directions assessment",
    "collaboration": "directions",
    "advocacy": "networks contacts",
}
OWNERS = {
    **dict.fromkeys(("participation", "fee", "post", "review"), "network"),
    "activity": "network advocacy",
    **dict.fromkeys(("stop", "participant", "leg", "cost", "funding"), "trip"),
    "programme": "trip request",
    "action": "trip network request collaboration advocacy",
}
LOCAL = {"attachment": "entity row name media_type size digest"}

ALL_KINDS = {
    found
    for found in vars(kinds).values()
    if isinstance(found, type) and issubclass(found, Kind) and found is not Kind
}
BAD: dict[type[Kind], tuple[object, ...]] = {
    kinds.Amount: ("", "12,50", "-1", "1e5", "tolv", "1 000", "123456789012345.67"),
    kinds.Choice: ("", "x" * 101),
    kinds.Choices: ("active", "", "{}"),
    kinds.Country: ("", "Sverige", "se", "S", "SWE"),
    kinds.Currency: ("", "kr", "sek", "SEKS"),
    kinds.Date: ("", "2026-02-30", "5 mars 2026", "2026-3-5", "2026-03-05T10:00", "20260305"),
    kinds.Email: ("", "anna", "@example.org"),
    kinds.Flag: (2, -1, "ja"),
    kinds.Integer: (-1, "elva"),
    kinds.Languages: ("sv", ""),
    kinds.Link: ("", "Wien", "0" * 35),
    kinds.Links: ("", "0" * 36),
    kinds.Note: ("", "x" * 20_001),
    kinds.Phone: ("", "0" * 101),
    kinds.Reference: ("", "x" * 201),
    kinds.Tags: ("klimat", ""),
    kinds.Text: ("", "x" * 501),
    kinds.Time: ("", "9.00", "kl 9", "9:00", "09:61"),
    kinds.Website: ("", "www.example.org", "javascript:x", "http://"),
    kinds.Year: (1, 2201, "i år"),
}
GOOD: dict[type[Kind], object] = {
    kinds.Amount: "12500.50",
    kinds.Choice: "active",
    kinds.Choices: '["a"]',
    kinds.Country: "SE",
    kinds.Currency: "SEK",
    kinds.Date: "2026-03-05",
    kinds.Email: "anna@example.org",
    kinds.Flag: 1,
    kinds.Integer: 7,
    kinds.Languages: '["sv"]',
    kinds.Link: "0" * 36,
    kinds.Links: '["x"]',
    kinds.Note: "två\nrader",
    kinds.Phone: "+46 8 508 00 000",
    kinds.Reference: "KS 2026/123",
    kinds.Tags: '["klimat"]',
    kinds.Text: "Wien",
    kinds.Time: "09:00",
    kinds.Website: "https://example.org/",
    kinds.Year: 2026,
}

every_entity = pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.name)


@pytest.fixture(scope="module")
def db() -> Iterator[Database]:
    found = memory()
    yield found.tables
    found.close()


def names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def test_the_entities_are_those_of_the_design() -> None:
    assert set(CATALOGUE) == set(KEPT) == set(REQUIRED)
    assert [entity.name for entity in ENTITIES] == list(CATALOGUE)
    assert len({id(entity) for entity in ENTITIES}) == len(KEPT)


@every_entity
def test_the_fields_are_those_of_the_design(entity: Entity) -> None:
    assert tuple(field.name for field in entity) == names(KEPT[entity.name])
    required = tuple(field.name for field in entity if field.required)
    assert required == names(REQUIRED[entity.name])
    assert entity.sets == set(names(SETS.get(entity.name, "")))
    assert entity.owners == names(OWNERS.get(entity.name, ""))
    local = {field.name for field in entity if field.local}
    kept_here = {"private_note", "secret"} & set(entity.by_name)
    assert local == set(names(LOCAL.get(entity.name, ""))) | kept_here


def test_one_name_at_least_is_required_of_a_contact() -> None:
    assert {entity.name: entity.one_of for entity in ENTITIES if entity.one_of} == {
        "contact": ("given_name", "family_name")
    }


def test_units_are_those_of_the_design() -> None:
    found = {
        (entity.name, unit): tuple(field.name for field in members)
        for entity in ENTITIES
        for unit, members in entity.units.items()
    }
    assert found == {key: names(text) for key, text in UNITS.items()}


def test_the_schema_has_a_table_for_each_entity(db: Database) -> None:
    ours = {
        table
        for table in db.table_names()
        if any(column.name == "_state" for column in db[table].columns)
    }
    assert ours == set(CATALOGUE)


@every_entity
def test_columns_are_the_fields_in_order(db: Database, entity: Entity) -> None:
    found = [
        (name, kind) for _, name, kind, *_ in db.conn.execute(f'PRAGMA table_info("{entity.name}")')
    ]
    wanted = [(field.name, field.kind.sql) for field in entity]
    assert found == [("id", "TEXT"), *wanted, ("_state", "INTEGER"), ("_conflicts", "TEXT")]


@every_entity
def test_tables_are_strict_and_hold_single_values_only(db: Database, entity: Entity) -> None:
    """A union of registers may bring one end first, so nothing but single values is checked."""
    strict, foreign = (
        db.conn.execute(sql, (entity.name,)).fetchone()[0]
        for sql in (
            "SELECT strict FROM pragma_table_list WHERE name = ?",
            "SELECT count(*) FROM pragma_foreign_key_list(?)",
        )
    )
    assert (strict, foreign) == (1, 0)
    required = db.conn.execute(f'PRAGMA table_info("{entity.name}")').fetchall()
    assert {name for _, name, _, not_null, *_ in required if not_null} == {"id", "_state"}


def test_the_schema_holds_no_triggers_or_views(db: Database) -> None:
    sql = "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')"
    assert db.conn.execute(sql).fetchall() == []


def insert(db: Database, entity: Entity, column: str, value: object) -> None:
    """Try a value in a column; nothing stays."""
    db.conn.execute("SAVEPOINT trial")
    try:
        sql = f'INSERT INTO "{entity.name}" (id, "{column}") VALUES (?, ?)'  # noqa: S608
        db.conn.execute(sql, ("1" * 36, value))
    finally:
        db.conn.execute("ROLLBACK TO trial")
        db.conn.execute("RELEASE trial")


@every_entity
def test_columns_take_good_values_and_refuse_bad_ones(db: Database, entity: Entity) -> None:
    taken = []
    for field in entity:
        kind = type(field.kind)
        insert(db, entity, field.name, GOOD[kind])
        insert(db, entity, field.name, None)
        taken += [
            (field.name, bad) for bad in (*BAD[kind], b"\x00") if takes(db, entity, field, bad)
        ]
    assert not taken


def takes(db: Database, entity: Entity, field: Field, value: object) -> bool:
    try:
        insert(db, entity, field.name, value)
    except sqlite3.IntegrityError:
        return False
    return True


@every_entity
def test_the_condition_of_a_column_is_its_kinds(db: Database, entity: Entity) -> None:
    sql = db.conn.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (entity.name,)
    ).fetchone()[0]
    found = [line.strip() for line in sql.splitlines()]
    for field in entity:
        column = f'"{field.name}"'
        assert f"{column} {field.kind.sql} CHECK ({field.kind.check(column)})," in found


@every_entity
def test_links_are_indexed(db: Database, entity: Entity) -> None:
    indexed = {index.columns[0] for index in db[entity.name].indexes if index.origin == "c"}
    links = {field.name for field in entity if isinstance(field.kind, Link)}
    assert indexed == {"id"} | links


@every_entity
def test_what_waits_is_found_without_reading_all_rows(db: Database, entity: Entity) -> None:
    for condition, index in (("_conflicts IS NOT NULL", "conflicts"), ("_state = 2", "flagged")):
        sql = f'EXPLAIN QUERY PLAN SELECT * FROM "{entity.name}" WHERE {condition} ORDER BY id'  # noqa: S608
        plan = " ".join(row[3] for row in db.conn.execute(sql))
        assert f"{entity.name}_{index}" in plan


@pytest.mark.parametrize("name", [n for n, e in CATALOGUE.items() if "secret" in e.by_name])
def test_what_is_secret_is_found_without_reading_all_rows(db: Database, name: str) -> None:
    sql = f'EXPLAIN QUERY PLAN SELECT id FROM "{name}" WHERE secret = 1'  # noqa: S608
    assert f"{name}_secret" in " ".join(row[3] for row in db.conn.execute(sql))


@every_entity
def test_ids_and_states_are_checked(db: Database, entity: Entity) -> None:
    for column, bad in (("_state", 3), ("_state", None), ("_conflicts", "x")):
        with pytest.raises(sqlite3.IntegrityError):
            insert(db, entity, column, bad)
    with pytest.raises(sqlite3.IntegrityError):
        db.conn.execute(f'INSERT INTO "{entity.name}" (id) VALUES (?)', ("kort",))  # noqa: S608


def test_a_field_has_few_attributes() -> None:
    """A wish of one adapter goes into that adapter's table, not into every field."""
    assert len(fields(Field)) <= MOST_ATTRIBUTES


def test_every_kind_is_found_in_its_own_way() -> None:
    assert set(FINDABLE) == ALL_KINDS == set(GOOD) == set(BAD)


def test_every_table_by_kind_is_complete() -> None:
    """A mapping in an adapter that is keyed by kinds has all of them, whatever it is called."""
    tables = dict(tables_by_kind())
    assert tables
    for place, found in tables.items():
        missing = {kind.__name__ for kind in ALL_KINDS} - found
        assert not missing, f"{place} lacks {', '.join(sorted(missing))}"


# A witness recognises what a column of a foreign list holds; text is no evidence of anything.
PARTIAL = {"_WITNESSES", "LOOKS"}


def tables_by_kind() -> Iterator[tuple[str, set[str]]]:
    """Go through the mappings annotated as ``Mapping[type[Kind], …]`` with their keys."""
    for path, tree in modules():
        for node in ast.walk(tree):
            if not isinstance(node, ast.AnnAssign) or "type[Kind]" not in ast.unparse(
                node.annotation
            ):
                continue
            name = ast.unparse(node.target)
            if not ast.unparse(node.annotation).startswith("Mapping") or name in PARTIAL:
                continue
            keys = {
                ast.unparse(key).rpartition(".")[2]
                for part in ast.walk(node)
                if isinstance(part, ast.Dict)
                for key in part.keys
                if key is not None
            }
            yield f"{path.name}:{name}", keys


@every_entity
def test_units_have_names_of_their_own(entity: Entity) -> None:
    """Edits name a field by its key: a unit called as another field would be taken for it."""
    assert not set(entity.units) & set(entity.by_name)
    assert len(entity.by_name) == len(entity.fields)
    assert all(len(members) > 1 for members in entity.units.values())
    assert not entity.sets & {field.name for field in entity if field.unit}
    for members in entity.units.values():
        assert len({field.local for field in members}) == 1
    assert not [key for key in (*entity.units, *entity.by_name) if key.startswith("_")]


@every_entity
def test_entities_name_only_fields_they_have(entity: Entity) -> None:
    assert entity.title
    for named in (entity.title, entity.owners, entity.one_of, entity.order):
        assert set(named) <= set(entity.by_name)
        assert len(set(named)) == len(named)
    for owner in entity.owners:
        assert isinstance(entity.by_name[owner].kind, Link)
    if len(entity.owners) == 1:
        assert entity.by_name[entity.owners[0]].required


def test_rules_and_identities_name_only_fields_there_are() -> None:
    assert set(RULES) <= set(CATALOGUE)
    assert set(IDENTITIES) <= set(CATALOGUE)
    for name, identities in IDENTITIES.items():
        for identity in identities:
            assert set(identity) <= set(CATALOGUE[name].by_name)
    for span in SPANS:
        assert any(set(span) <= set(entity.by_name) for entity in ENTITIES), span


def test_links_lead_to_entities_there_are() -> None:
    for entity in ENTITIES:
        for field, target in links(entity):
            assert isinstance(field.kind, (Link, Links))
            assert target in CATALOGUE


def test_no_part_has_itself_for_an_owner() -> None:
    for entity in ENTITIES:
        assert entity not in [part for part, _ in parts_of(entity)]
        for part, _ in parts_of(entity):
            assert not parts_of(part), "parts of parts are deleted, undone and counted nowhere"


def test_lists_that_are_chosen_from_are_shipped() -> None:
    for name in pick_lists():
        codes = shipped_lists().codes(name)
        assert len(codes) > 1, name
        for code in codes:
            assert shipped_lists().label(name, code, "sv")
            assert shipped_lists().label(name, code, "en")


def pick_lists() -> set[str]:
    return {
        field.kind.pick_list
        for entity in ENTITIES
        for field in entity
        if isinstance(field.kind, (Choice, Choices))
    }


def test_no_list_is_shipped_in_vain() -> None:
    shipped = {str(row.values["list"]) for row in shipped_rows() if row.entity == "list_item"}
    assert shipped == pick_lists()


@every_entity
def test_labels_are_there_in_both_languages(entity: Entity) -> None:
    words = [entity.one, entity.many, *(field.label for field in entity)]
    words += [field.help for field in entity if field.help]
    for each in words:
        for language in ("sv", "en"):
            text = each.into(language)
            assert text.strip() == text != ""
            assert "{" not in text
    for field in entity:
        assert field.label.sv[0].isupper()
        assert field.label.en[0].isupper()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_labels_tell_entities_and_fields_apart(language: str) -> None:
    for one, other in combinations(ENTITIES, 2):
        assert one.one.into(language).casefold() != other.one.into(language).casefold()
        assert one.many.into(language).casefold() != other.many.into(language).casefold()
    for entity in ENTITIES:
        labels = [field.label.into(language).casefold() for field in entity]
        twice = {label for label in labels if labels.count(label) > 1}
        assert not twice, f"{entity.name}: {twice}"


FIELD_NAMES = {field.name for entity in ENTITIES for field in entity}
# What the name of a field stands in: `field.name`, a variable called so, a mapping by name.
NAME_LIKE = {"name", "key", "field", "field_name", "names", "by_name", "column"}
# Comparisons that are meant, as ``file:name``, each with its reason.
MEANT: Mapping[str, str] = {
    "storage/queries.py:secret": "rows that must not leave are told apart by what is kept",
    "storage/upkeep.py:secret": "what is secret here is no part of what all registers show",
}


@cache
def modules() -> tuple[tuple[Path, ast.Module], ...]:
    paths = sorted(APP.rglob("*.py"))
    return tuple((path, ast.parse(path.read_text("utf-8"), str(path))) for path in paths)


def compared(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Go through the comparisons that know a field by its name: line and name.

    That is ``x.name == "…"``, whatever the text, and the name of a field held against what a name
    stands in: ``name != "…"``, ``key in ("…", "…")``, ``"…" in entity.by_name``, ``case "…"``.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            yield from ((node.lineno, text) for text in in_comparison(node))
        elif isinstance(node, ast.Match) and last_name(node.subject) in NAME_LIKE:
            for part in (part for case in node.cases for part in ast.walk(case.pattern)):
                if isinstance(part, ast.MatchValue):
                    yield from ((part.lineno, text) for text in literals(part.value))


def in_comparison(node: ast.Compare) -> list[str]:
    sides = [node.left, *node.comparators]
    texts = [text for side in sides for text in literals(side)]
    written = [ast.unparse(side) for side in sides]
    if any(side.endswith(".name") for side in written):
        return texts if "os.name" not in written else []
    if any(last_name(side) in NAME_LIKE for side in sides):
        return [text for text in texts if text in FIELD_NAMES]
    return []


def last_name(side: ast.expr) -> str:
    return ast.unparse(side).rpartition(".")[2]


def literals(side: ast.expr) -> Iterator[str]:
    if isinstance(side, ast.Constant) and isinstance(side.value, str):
        yield side.value
    elif isinstance(side, (ast.Tuple, ast.Set, ast.List)):
        for each in side.elts:
            yield from literals(each)


def test_no_adapter_knows_a_field_by_its_name() -> None:
    found = {}
    for path, tree in modules():
        if path.is_relative_to(APP / "domain"):
            continue
        source = path.read_text("utf-8").splitlines()
        for line, name in compared(tree):
            place = f"{path.relative_to(APP).as_posix()}:{name}"
            if place not in MEANT:
                found[place] = source[line - 1].strip()
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)


@pytest.mark.parametrize(
    ("source", "known"),
    [
        ('if field.name == "series": pass', ["series"]),
        ('if "family_name" != f.name: pass', ["family_name"]),
        ('x = [f for f in fields if name in ("summary", "note")]', ["summary", "note"]),
        ('match name:\n case "email": pass', ["email"]),
        ('if key not in {"phone", "mobile"}: pass', ["phone", "mobile"]),
        ('if row.values["status"] == "active": pass', []),
        ('if values.get("kind") == "programme": pass', []),
        ("if field.name == other.name: pass", []),
    ],
)
def test_the_scan_sees_what_it_is_for(source: str, known: list[str]) -> None:
    assert [name for _line, name in compared(ast.parse(source))] == known


def test_no_allowance_is_left_over() -> None:
    places = {
        f"{path.relative_to(APP).as_posix()}:{name}"
        for path, tree in modules()
        for _line, name in compared(tree)
    }
    assert set(MEANT) <= places
