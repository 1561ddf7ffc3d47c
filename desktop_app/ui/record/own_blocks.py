"""The pieces of a record that are neither fields nor parts, by what layouts call them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from desktop_app.domain.fields import Entity
from desktop_app.ui.desk import Desk
from desktop_app.ui.record.answer import AnswerBlock, CriteriaBlock
from desktop_app.ui.record.attachments import AttachmentsBlock
from desktop_app.ui.record.benefit import BenefitBlock
from desktop_app.ui.record.block import Block
from desktop_app.ui.record.history import HistoryBlock
from desktop_app.ui.record.radar import RadarBlock, RadarHint
from desktop_app.ui.record.remainder import RemainderBlock
from desktop_app.ui.record.ties import TiesBlock
from desktop_app.ui.record.trip_help import CostHelp, HomecomingBlock

__all__ = ["OWN"]

OWN: Mapping[str, Callable[[Desk, Entity, QWidget], Block]] = {
    "ties": TiesBlock,
    "files": AttachmentsBlock,
    "history": HistoryBlock,
    "radar": RadarBlock,
    "radar_hint": RadarHint,
    "homecoming": HomecomingBlock,
    "cost_help": CostHelp,
    "benefit": BenefitBlock,
    "criteria": CriteriaBlock,
    "answer": AnswerBlock,
    "remainder": RemainderBlock,
}
