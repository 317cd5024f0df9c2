"""The coders that can be chosen by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from attest.coding.tagging import Tagger

CODERS: Final = ("joined", "grammar")
"""By name: the rules with the trained reader, and the rules alone."""

DEFAULT: Final = "grammar"


def tagger(name: str = DEFAULT) -> Tagger:
    """The tagger of a coder, loaded when first asked for.

    Raises InputError where there is no such coder, or where it lacks what it runs on.
    """
    from attest.model.errors import InputError

    if name == "grammar":
        from attest.coding.grammar.tagger import GrammarTagger

        return GrammarTagger()
    if name == "joined":
        from attest.coding.trained.joined import JoinedTagger
        from attest.coding.trained.network import NetworkError, load

        try:
            return JoinedTagger(load())
        except NetworkError as error:
            raise InputError(str(error)) from error
    raise InputError(f"there is no coder {name!r}: choose {' or '.join(CODERS)}")
