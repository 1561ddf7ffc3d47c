"""What keeps the register itself: attachments, deliveries, settings, pick lists."""

from __future__ import annotations

from desktop_app.domain.catalogue.shared import NOTE, status
from desktop_app.domain.fields import Entity, Field
from desktop_app.domain.kinds import Date, Flag, Integer, Link, Note, Text, Year
from desktop_app.domain.words import Words

ATTACHMENT = Entity(
    "attachment",
    Words("bilaga", "attachment"),
    Words("Bilagor", "Attachments"),
    (
        Field(
            "entity", Text(), Words("Hör till slag", "Belongs to kind"), required=True, local=True
        ),
        Field("row", Text(), Words("Hör till rad", "Belongs to row"), required=True, local=True),
        Field("name", Text(), Words("Namn", "Name"), required=True, local=True),
        Field("media_type", Text(), Words("Filtyp", "Media type"), local=True),
        Field("size", Integer(minimum=0), Words("Storlek i byte", "Size in bytes"), local=True),
        Field("digest", Text(), Words("Kontrollsumma", "Digest"), local=True),
    ),
    title=("name",),
)

DELIVERY = Entity(
    "delivery",
    Words("årsleverans", "yearly delivery"),
    Words("Årsleveranser", "Yearly deliveries"),
    (
        Field(
            "organisation",
            Link("organisation"),
            Words("Organisation", "Organisation"),
            required=True,
        ),
        Field("year", Year(), Words("År", "Year"), required=True),
        status("delivery_status"),
        Field("sent_on", Date(), Words("Skickad", "Sent on")),
        Field("received_on", Date(), Words("Mottagen", "Received on")),
        Field("nothing_to_report", Flag(), Words("Inget att rapportera", "Nothing to report")),
        NOTE,
    ),
    title=("year", "organisation"),
)

SETTING = Entity(
    "setting",
    Words("inställning", "setting"),
    Words("Inställningar", "Settings"),
    (
        Field("name", Text(), Words("Namn", "Name"), required=True),
        Field("value", Note(), Words("Värde", "Value")),
        Field("set_by", Text(), Words("Satt av", "Set by")),
    ),
    title=("name",),
)

DISTINCT = Entity(
    "distinct",
    Words("olika rader", "distinct rows"),
    Words("Olika rader", "Distinct rows"),
    (
        Field("entity", Text(), Words("Slag", "Kind"), required=True),
        Field("first", Text(), Words("Den ena", "The one"), required=True),
        Field("second", Text(), Words("Den andra", "The other"), required=True),
    ),
    title=("first", "second"),
)

LIST_ITEM = Entity(
    "list_item",
    Words("listval", "list item"),
    Words("Listor", "Pick lists"),
    (
        Field("list", Text(), Words("Lista", "List"), required=True),
        Field("code", Text(), Words("Kod", "Code"), required=True),
        Field("label_sv", Text(), Words("Svenska", "Swedish"), required=True),
        Field("label_en", Text(), Words("Engelska", "English"), required=True),
        Field("position", Integer(minimum=0), Words("Ordning", "Order")),
        Field("valid_from", Date(), Words("Giltig från", "Valid from")),
        Field("valid_to", Date(), Words("Giltig till", "Valid to")),
        NOTE,
    ),
    title=("list", "code"),
)
