"""A contact from the signature below an e-mail: each thing in its field, nothing lost."""

from __future__ import annotations

from desktop_app.domain.signature.reading import Signature, read_signature

__all__ = ["Signature", "read_signature"]
