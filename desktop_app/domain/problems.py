"""What can go wrong, sorted where it arises: a field, the environment, or our own fault."""

from __future__ import annotations

from desktop_app.domain.words import Words, same

__all__ = ["Invalid", "Refused"]


class Invalid(Exception):
    """A value that does not fit its field; nothing was changed.

    Attributes:
        reason: What is wrong with it and what would be right.
        field: The field's label, when it is known.
        value: What was given, as it was given.
    """

    def __init__(self, reason: Words, field: Words | None = None, value: object = None) -> None:
        """Keep the reason, and the field and value where they are known."""
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.value = value

    def __str__(self) -> str:
        """Return the reason in English, for whoever programs."""
        return self.reason.into("en")

    def sentence(self) -> Words:
        """Return the field and the reason as one sentence."""
        if self.field is None:
            return self.reason
        return same("{field}: {reason}").fill(field=self.field, reason=self.reason)


class Refused(Exception):
    """Something the environment or the state of things does not allow; nothing was changed.

    Attributes:
        sentence: What is wrong.
        advice: What to do about it.
    """

    def __init__(self, sentence: Words, advice: Words | None = None) -> None:
        """Keep the sentence, and the advice where there is any."""
        super().__init__(sentence.into("en"))
        self.sentence = sentence
        self.advice = advice

    def into(self, language: str) -> str:
        """Return sentence and advice in `language`."""
        parts = [self.sentence] if self.advice is None else [self.sentence, self.advice]
        return " ".join(part.into(language) for part in parts)
