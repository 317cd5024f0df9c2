"""The register of armed actors: their names found in texts, looked up, and told apart by country and year."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from attest.grounding.actors_context import bracketed, capitals_fit, in_capitals, triggered, triggers
from attest.grounding.actors_load import (
    ACRONYM,
    ANY_CASE,
    CAPITAL,
    CAPITALS,
    KINDS,
    MIXED,
    Actor,
    Alias,
    load_tables,
    renamed,
    rules,
)
from attest.grounding.actors_states import StateMatch, bare_role, country_words, role_fields, state_forces
from attest.grounding.actors_text import Tokens, fold_word, index_of, key_of, tokens_of
from attest.grounding.countries import country_of_name

__all__ = ["KINDS", "Actor", "ActorMention", "Register", "load_register"]

_LONGEST_NAME: Final = 400


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor named in a text. Offsets are code points; `alias` is the name of the register that matched.

    `certain` is False where the name also means other things and only its context speaks for the actor.
    """

    start: int
    end: int
    text: str
    actor: Actor
    alias: str
    certain: bool


@dataclass(frozen=True, slots=True)
class _Span:
    """A possible mention: `length` words from `first` on, with the aliases so written or the state force so named."""

    first: int
    length: int
    aliases: tuple[Alias, ...]
    state: StateMatch | None = None


@dataclass(slots=True)
class _Context:
    """What a text says that tells actors apart; `decoyed` are the names that mean something else in it."""

    countries: set[str]
    year: int | None
    firm: set[str]
    decoyed: set[str]


class Register:
    """All known actors. Get it from `load_register`; it is immutable but for a cache of states' forces."""

    def __init__(self) -> None:
        self.actors, self._names = load_tables()
        table = rules()
        self._before = frozenset(fold_word(word) for word in table["resolve"]["before"].split())
        self._after = frozenset(fold_word(word) for word in table["resolve"]["after"].split())
        self._decoys = {key_of(name): frozenset(keys.split()) for name, keys in table["decoys"].items()}
        self._index = index_of((*self._names, *self._decoys))
        finders = {language: state_forces(language) for language in ("en", "fr")}
        self._starts = {
            language: frozenset((*self._index, *finder.nouns.first, *finder.words.first))
            for language, finder in finders.items()
        }
        self._branches = {
            parent: [(rule["actor"], frozenset(rule["countries"].split()), rule["from"], rule["to"]) for rule in lines]
            for parent, lines in table["branches"].items()
        }
        self._states: dict[tuple[str, str], Actor] = {}

    # -- states ------------------------------------------------------------------------------------------------

    def state_actor(self, country: str, role: str) -> Actor:
        """The forces or authorities of a country (alpha-3); roles are those of data/actors_states.toml."""
        found = self._states.get((country, role))
        if found is None:
            kind, name, formal = role_fields(role, country)
            listed = self.actors.get(f"state:{country}:{role}")
            government = self._government(country)
            if role == "government" and government is not None:
                found = government
            elif listed is not None:
                found = renamed(listed, listed.name, (name, formal))
            else:
                parent = government.id if government is not None else f"state:{country}:government"
                aliases = (formal,) if formal != name else ()
                own = parent if role != "government" else None
                found = Actor(f"state:{country}:{role}", name, kind, (country,), own, (None, None), aliases)
            self._states[country, role] = found
        return found

    def _government(self, country: str) -> Actor | None:
        key = key_of(role_fields("government", country)[1])
        return next((alias.actor for alias in self._names.get(key, ()) if country in alias.actor.countries[:1]), None)

    # -- scanning ----------------------------------------------------------------------------------------------

    def scan(
        self, text: str, language: str, *, countries: Collection[str] = (), year: int | None = None
    ) -> list[ActorMention]:
        """Find the actors named in `text`, in order, never overlapping, the longest at each place.

        `countries` (alpha-3) and `year` are what is known of the report; they tell homonyms apart. Any text is safe.
        """
        tokens, finder = tokens_of(text), state_forces(language)
        starts = self._starts[finder.language]
        # the words that begin a name of an actor, a country or a force; no other word needs a closer look
        marks = [i for i, key in enumerate(tokens.keys) if key in starts]
        lands = finder.countries_at(tokens, marks)
        context = _Context(set(countries), year, set(), set())
        context.countries.update(finder.words.codes[key][0] for _, key in lands.values())
        spans = list(self._spans(tokens, marks, lands, language, context))
        for options in spans:
            for span in options[:1]:
                context.firm.update(self._family(span))
        mentions = []
        end = 0
        for options in spans:
            if options[0].first < end:
                options = [option for option in options if option.first >= end]
            for span in options:
                mention = self._accept(tokens, span, context)
                if mention is not None:
                    mentions.append(mention)
                    end = span.first + span.length
                    break
        return mentions

    def _spans(
        self,
        tokens: Tokens,
        marks: Iterable[int],
        lands: Collection[int],
        language: str,
        context: _Context,
    ) -> Iterator[list[_Span]]:
        """For each of the words at `marks` that begins possible mentions, these, the longest first.

        `lands` are the words that begin a country's name or a people's.
        """
        keys, index, finder = tokens.keys, self._index, state_forces(language)
        nouns, count = finder.nouns.first, len(keys)
        for i in marks:
            options: list[_Span] | None = None
            seconds = index.get(keys[i])
            if seconds is not None:
                most = (seconds.get(keys[i + 1]) if i + 1 < count else 0) or seconds.get("", 0)
                if most:
                    options = self._named(tokens, i, min(most, count - i), language, context)
            if i in lands or keys[i] in nouns:
                state = finder.at(tokens, i, context.countries)
                if state is not None:
                    options = [*(options or ()), _Span(i, state.last - i + 1, (), state)]
                    options.sort(key=lambda option: -option.length)
            if options:
                yield options

    def _named(self, tokens: Tokens, i: int, most: int, language: str, context: _Context) -> list[_Span]:
        """The names of at most `most` words that begin at word `i`, the longest first; notes decoys."""
        options = []
        for length in range(most, 0, -1):
            name = tokens.keys[i] if length == 1 else " ".join(tokens.keys[i : i + length])
            aliases = self._names.get(name)
            if aliases is not None and (length == 1 or tokens.joined(i, length, loose=True)):
                written = tuple(a for a in aliases if self._written(a, tokens, i, length, language))
                if written:
                    options.append(_Span(i, length, written))
            if name in self._decoys:
                context.decoyed |= self._decoys[name]
        return options

    def _written(self, alias: Alias, tokens: Tokens, i: int, length: int, language: str) -> bool:
        """Say whether the words are written as the alias demands."""
        if alias.hidden or (alias.language is not None and alias.language != language):
            return False
        if alias.case == CAPITALS and i and tokens.keys[i - 1] in ("an", "un"):
            # "to build an Islamic State" is no name, "an Islamic State fighter" is
            after = i + length
            if after >= len(tokens.keys) or tokens.keys[after] not in triggers():
                return False
        if alias.case == ANY_CASE:
            return True
        if alias.case in (CAPITAL, CAPITALS):
            return capitals_fit(alias, tokens, i, length)
        words = tokens.text[tokens.starts[i] : tokens.ends[i + length - 1]]
        if alias.case == MIXED:  # "LET" among capitals is a verb
            return words == alias.text or (words.isupper() and not in_capitals(tokens, i, length))
        return words.isupper() or (alias.case == ACRONYM and words[0].isupper()) or words == alias.text

    def _family(self, span: _Span) -> Iterator[str]:
        """The actors that a span names beyond doubt, and the organisations they belong to."""
        if len({alias.actor.id for alias in span.aliases}) == 1:
            alias = span.aliases[0]
            if not alias.ambiguous and not alias.local:
                yield alias.actor.id
                if alias.actor.parent:
                    yield alias.actor.parent

    def _accept(self, tokens: Tokens, span: _Span, context: _Context) -> ActorMention | None:
        start, end = tokens.starts[span.first], tokens.ends[span.first + span.length - 1]
        text = tokens.text[start:end]
        if span.state is not None:
            actor = self.state_actor(span.state.country, span.state.role)
            return ActorMention(start, end, text, actor, text, span.state.certain)
        if context.decoyed and " ".join(tokens.keys[span.first : span.first + span.length]) in context.decoyed:
            return None
        believed = [alias for alias in span.aliases if self._believed(alias, tokens, span, context)]
        if not believed:
            return None
        best = max(believed, key=lambda alias: self._score(alias, context.countries, context.year, context.firm))
        certain = best.actor.id in context.firm or not (best.ambiguous or best.local)
        if certain and len(believed) > 1 and best.actor.id not in context.firm:
            certain = not any(context.countries.intersection(a.actor.countries) for a in believed if a is not best)
        return ActorMention(start, end, text, best.actor, best.text, certain)

    def _believed(self, alias: Alias, tokens: Tokens, span: _Span, context: _Context) -> bool:
        if not alias.ambiguous and not alias.local:
            return True
        firm = alias.actor.id in context.firm
        shouted = alias.ambiguous and in_capitals(tokens, span.first, span.length)
        if firm:
            return not shouted or bracketed(tokens, span.first, span.length)
        if shouted:
            return False
        near = triggered(tokens, span.first, span.length)
        if alias.local and context.countries.isdisjoint(alias.actor.countries):
            return near and not alias.ambiguous and not context.countries
        return near if alias.ambiguous else True

    @staticmethod
    def _score(alias: Alias, countries: Collection[str], year: int | None, firm: Collection[str]) -> tuple[int, int]:
        actor = alias.actor
        points = 8 if actor.id in firm else 0
        if countries and actor.countries:
            here = any(country in countries for country in actor.countries)
            points += 4 if here else -4
            points += 1 if actor.countries[0] in countries else 0
        if year is not None:
            first, last = actor.active
            if (first is not None and year < first - 1) or (last is not None and year > last + 1):
                points -= 5
        return points, -alias.rank

    # -- looking up --------------------------------------------------------------------------------------------

    def resolve(self, name: str, *, country: str | None = None, year: int | None = None) -> Actor | None:
        """The actor of a name as written, hedges taken off ("suspected Boko Haram militants"); None if unknown.

        `country` (alpha-3) and `year` tell homonyms apart; with a country, "the army" is that country's.
        """
        name = name[:_LONGEST_NAME]
        found = self._exact(key_of(name), country, year)
        if found is not None:
            return found
        outer, _, rest = name.partition("(")
        if rest:
            inner = rest.partition(")")[0]
            for part in (outer, inner):
                found = self._exact(key_of(part), country, year)
                if found is not None:
                    return found
        return (
            self._state(name, country)
            or self._stripped(key_of(name), country, year)
            or self._stripped(key_of(outer), country, year)
            or self._scanned(name, country, year)
        )

    def _exact(self, key: str, country: str | None, year: int | None) -> Actor | None:
        aliases = self._names.get(key)
        if not aliases:
            return self._formal(key)
        here = (country,) if country else ()
        found = max(aliases, key=lambda alias: self._score(alias, here, year, ())).actor
        if found.id.startswith("state:"):
            _, code, role = found.id.split(":")
            return self.state_actor(code, role)
        return found

    def _formal(self, key: str) -> Actor | None:
        """The state force of a formal name: "military forces of mali", "government of chad"."""
        noun, _, rest = key.partition(" of ")
        role = {"military forces": "military", "police forces": "police"}.get(noun) or bare_role(noun)
        if not rest or role is None:
            return None
        code = country_of_name(rest.upper()) if len(rest) == 3 else None
        codes = country_words("en").codes.get(rest.removeprefix("the ")) or ((code,) if code else ())
        return self.state_actor(codes[0], role) if codes else None

    def _state(self, name: str, country: str | None) -> Actor | None:
        tokens = tokens_of(name)
        for language in ("en", "fr"):
            finder = state_forces(language)
            for i in range(min(4, len(tokens.keys))):
                match = finder.at(tokens, i, (country,) if country else ())
                if match is not None and match.last >= len(tokens.keys) - 2:
                    return self.state_actor(match.country, match.role)
                if tokens.keys[i] not in self._before:
                    break
        if country:
            words = list(tokens.keys)
            while len(words) > 1 and words[0] in self._before and bare_role(" ".join(words)) is None:
                del words[0]
            role = bare_role(" ".join(words))
            if role is not None:
                return self.state_actor(country, role)
        return None

    def _stripped(self, key: str, country: str | None, year: int | None) -> Actor | None:
        words = key.split()
        while len(words) > 1:
            if words[0] in self._before:
                del words[0]
            elif words[-1] in self._after:
                del words[-1]
            else:
                return None
            found = self._exact(" ".join(words), country, year)
            if found is not None:
                return found
            # both ends may carry words that belong to the name: try the end alone too
            for end in range(len(words) - 1, 0, -1):
                if words[end] not in self._after:
                    break
                found = self._exact(" ".join(words[:end]), country, year)
                if found is not None:
                    return found
        return None

    def _scanned(self, name: str, country: str | None, year: int | None) -> Actor | None:
        mentions = self.scan(name, "en", countries=(country,) if country else (), year=year)
        mentions = mentions or self.scan(name, "fr", countries=(country,) if country else (), year=year)
        found = {mention.actor.id: mention.actor for mention in mentions}
        for actor in list(found.values()):
            if actor.parent is not None:
                found.pop(actor.parent, None)  # "the Macina katiba of JNIM"
        return next(iter(found.values())) if len(found) == 1 else None

    def branch(self, actor: Actor, *, country: str | None, year: int | None) -> Actor | None:
        """The likely branch of `actor` in a country and year; None when it is itself local or no branch is known."""
        if country is None:
            return None
        for slug, countries, first, last in self._branches.get(actor.id, ()):
            if country in countries and (year is None or (year >= first and (not last or year <= last))):
                return self.actors.get(slug)
        return None

    def find(self, text: str, limit: int = 10) -> list[Actor]:
        """Actors whose names are, begin with, hold or resemble `text`, best first."""
        from rapidfuzz import fuzz, process  # only here: start-up stays light

        key = key_of(text)
        if not key or limit < 1:
            return []
        wanted = set(key.split())
        scores: dict[str, tuple[float, int]] = {}

        def note(alias: Alias, score: float) -> None:
            if score > scores.get(alias.actor.id, (0.0, 0))[0]:
                scores[alias.actor.id] = score, -alias.rank

        for name, aliases in self._names.items():
            score = 0.0
            if name == key:
                score = 400.0
            elif name.startswith(key):
                score = 300.0 - min(99, len(name) - len(key))
            elif wanted <= set(name.split()):
                score = 200.0 - min(99, len(name) - len(key))
            if score:
                for alias in aliases:
                    note(alias, score)
        if len(scores) < limit:
            close = process.extract(key, self._names.keys(), scorer=fuzz.ratio, score_cutoff=75, limit=limit * 3)
            for name, ratio, _ in close:
                for alias in self._names[name]:
                    note(alias, ratio)
        resolved = self.resolve(text)
        if resolved is not None and (resolved.id not in self.actors or scores.get(resolved.id, (0.0, 0))[0] < 400):
            scores[resolved.id] = 350.0, 0
        ranked = sorted(scores, key=lambda slug: (-scores[slug][0], -scores[slug][1], slug))
        known = self.actors if resolved is None else {**self.actors, resolved.id: resolved}
        return [known[slug] for slug in ranked[:limit]]


@cache
def load_register() -> Register:
    """Return the register, loaded on first use (data/actors.tsv, data/actors_ucdp.tsv)."""
    return Register()
