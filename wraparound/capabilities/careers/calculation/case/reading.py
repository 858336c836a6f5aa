"""The framework in a 1EdTech CASE package, version 1.0; see writing.py for what stands where."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from wraparound.capabilities.careers.calculation.case.identifiers import SCALE, STAGES, made_identifier
from wraparound.capabilities.careers.calculation.tables import A_DAY
from wraparound.capabilities.careers.calculation.tidying import plain, tidy, what_is_wrong
from wraparound.capabilities.careers.terms.frameworks import (
    Competency,
    Domain,
    Framework,
    FrameworkRead,
    RowTrouble,
    Rung,
    Statement,
)

READ = {
    "CFDocument": {
        *("identifier", "uri", "title", "version", "creator", "publisher", "statusStartDate", "statusEndDate"),
        *(
            "description",
            "notes",
            "officialSourceURL",
            "licenseURI",
            "lastChangeDateTime",
            "CFPackageURI",
            "caseVersion",
        ),
    },
    "CFItems": {
        *("identifier", "uri", "humanCodingScheme", "fullStatement", "abbreviatedStatement", "CFItemType"),
        *("CFDocumentURI", "lastChangeDateTime"),
    },
}
"""Fields that are kept, or made again from what is; others are named in the preview."""
NO_CASE = (
    "This is no CASE package: it has no CFDocument with CFItems. Export the whole framework (its CFPackage) as JSON, "
    "version 1.0."
)
TOO_DEEP = "“{}” stands four levels deep. Domains, competencies and statements are kept; move it up, or leave it out."
Part = Mapping[str, Any]


def read_case(text: str) -> FrameworkRead:
    """The framework in the text of a CASE package; rows of troubles are the places of items, counted from 1."""
    try:
        package = json.loads(text)
    except (ValueError, RecursionError) as trouble:
        words = f"This is no JSON ({str(trouble)[:80]}). Export the framework again, or send it as a table."
        return FrameworkRead(framework=None, troubles=(RowTrouble(row=0, words=words),))
    if not (isinstance(package, dict) and _is_part(package.get("CFDocument")) and _parts(package, "CFItems")):
        return FrameworkRead(framework=None, troubles=(RowTrouble(row=0, words=NO_CASE),))
    return _Reader(package).read()


@dataclass
class _Reader:
    package: dict[str, Any]
    troubles: list[RowTrouble] = field(default_factory=list)
    above: dict[str, tuple[str, float]] = field(default_factory=dict)
    wanted: Framework = field(default_factory=lambda: Framework(name="", version=""))

    def read(self) -> FrameworkRead:
        """The framework, or everything that is wrong."""
        self.wanted = self._head()
        items = self._items()
        self._find_parents(items)
        domains, competencies, statements = self._by_depth(items)
        stages, scale, staged = self._rubrics({each.identifier or key: each.key for key, each in competencies.items()})
        made = replace(
            self.wanted,
            stages=stages,
            scale=scale,
            domains=tuple(domains.values()),
            competencies=tuple(competencies.values()),
            statements=(*statements, *staged),
        )
        made = _without_made_identifiers(tidy(made))
        wrong = self.troubles or [RowTrouble(row=0, words=words) for words in what_is_wrong(made)]
        return FrameworkRead(
            framework=None if wrong else made, troubles=tuple(wrong), not_kept=tuple(_not_kept(self.package))
        )

    def _head(self) -> Framework:
        said = self.package["CFDocument"]
        licences = _parts(_part(self.package, "CFDefinitions"), "CFLicenses")
        publisher = _words(said, "publisher") or _words(said, "creator")
        name = _words(said, "title")
        return Framework(
            name=name,
            version=_words(said, "version") or _words(said, "statusStartDate")[:4],
            publisher="" if publisher == name and not _words(said, "publisher") else publisher,
            starts=self._day(said, "statusStartDate"),
            ends=self._day(said, "statusEndDate"),
            words=_words(said, "description"),
            source=_words(said, "notes"),
            link=_words(said, "officialSourceURL"),
            licence=next((_words(one, "licenseText") for one in licences), ""),
            identifier=_words(said, "identifier"),
        )

    def _day(self, said: Part, name: str) -> date | None:
        words = _words(said, name)[:10]
        try:
            return date.fromisoformat(words) if words else None
        except ValueError:
            self.troubles.append(RowTrouble(row=0, words=f"{name}: {A_DAY.format(words)}"))
            return None

    def _items(self) -> dict[str, Part]:
        found: dict[str, Part] = {}
        for place, one in enumerate(_parts(self.package, "CFItems"), start=1):
            key = _words(one, "identifier")
            wrong = "It has no identifier. Give it one." if not key else "Its identifier is there twice. Change one."
            if not key or key in found:
                self.troubles.append(RowTrouble(row=place, words=wrong))
            elif not (_words(one, "fullStatement") or _words(one, "abbreviatedStatement")):
                self.troubles.append(RowTrouble(row=place, words="It has no fullStatement. Write one, or remove it."))
            else:
                found[key] = one
        return found

    def _find_parents(self, items: Mapping[str, Part]) -> None:
        for one in _parts(self.package, "CFAssociations"):
            if _words(one, "associationType") != "isChildOf":
                continue
            child, parent = (_words(_part(one, name), "identifier") for name in ("originNodeURI", "destinationNodeURI"))
            if child in items and parent in items and child != parent:
                place = one.get("sequenceNumber")
                self.above.setdefault(child, (parent, place if isinstance(place, (int, float)) else float("inf")))
        for one in _parts(self.package, "CFAssociations"):
            child = _words(_part(one, "originNodeURI"), "identifier")
            place = one.get("sequenceNumber")
            if child in items and child not in self.above and isinstance(place, (int, float)):
                self.above[child] = ("", place)

    def _by_depth(self, items: Mapping[str, Part]) -> tuple[dict[str, Domain], dict[str, Competency], list[Statement]]:
        numbers = {key: at for at, key in enumerate(items, start=1)}
        ordered = sorted(items, key=lambda key: (self.above.get(key, ("", float("inf")))[1], numbers[key]))
        depth = {key: self._depth(key) for key in ordered}
        domains = {
            key: Domain(key=self._code(items[key], key), **_titles(items[key]), identifier=key)
            for key in ordered
            if depth[key] == 0
        }
        competencies: dict[str, Competency] = {}
        below = {self.above[key][0] for key in ordered if depth[key] == 1}
        for key, domain in domains.items():
            if key not in below:  # nothing under it: the domain is all that there is to say
                competencies[f"of {key}"] = Competency(key=domain.key, domain=domain.key, **_titles(items[key]))
        for key in (one for one in ordered if depth[one] == 1):
            titles = _titles(items[key])
            under = domains[self.above[key][0]].key
            competencies[key] = Competency(key=self._code(items[key], key), domain=under, **titles, identifier=key)
        statements = [
            Statement(competency=competencies[self.above[key][0]].key, words=_all_words(items[key]), identifier=key)
            for key in ordered
            if depth[key] == 2
        ]
        for key in (one for one in ordered if depth[one] > 2):
            words = TOO_DEEP.format(_words(items[key], "fullStatement")[:60])
            self.troubles.append(RowTrouble(row=numbers[key], words=words))
        return domains, competencies, statements

    def _depth(self, key: str) -> int:
        deep = 0
        while (parent := self.above.get(key, ("", 0.0))[0]) and deep < 4:
            key, deep = parent, deep + 1
        return deep

    def _code(self, item: Part, identifier: str) -> str:
        return _words(item, "humanCodingScheme") or identifier

    def _rubrics(self, keys: Mapping[str, str]) -> tuple[tuple[Rung, ...], tuple[Rung, ...], list[Statement]]:
        rungs: dict[str, tuple[Rung, ...]] = {}
        staged: list[Statement] = []
        for rubric in _parts(self.package, "CFRubrics"):
            for criterion in _parts(rubric, "CFRubricCriteria"):
                levels = sorted(_parts(criterion, "CFRubricCriterionLevels"), key=_position)
                of = keys.get(_words(_part(criterion, "CFItemURI"), "identifier"))
                if of is not None:
                    staged += [_level(of, one) for one in levels]
                elif _words(rubric, "title") in (STAGES, SCALE):
                    made = tuple(Rung(name=_words(one, "quality"), words=_words(one, "description")) for one in levels)
                    rungs[_words(rubric, "title")] = made
        named = tuple(Rung(name=name) for name in dict.fromkeys(one.stage for one in staged))
        return rungs.get(STAGES, named), rungs.get(SCALE, ()), staged


def _level(competency: str, one: Part) -> Statement:
    return Statement(
        competency=competency,
        stage=_words(one, "quality"),
        words=_words(one, "description"),
        identifier=_words(one, "identifier"),
    )


def _without_made_identifiers(one: Framework) -> Framework:
    """Identifiers that we made ourselves go: they are made again."""

    def own(sort: str, key: str, identifier: str) -> str:
        return "" if identifier == made_identifier(one, sort, key) else identifier

    def key_of(sort: str, part: Domain | Competency) -> str:
        return own(sort, part.key, part.identifier)

    return replace(
        one,
        identifier=own("document", "", one.identifier),
        domains=tuple(replace(each, identifier=key_of("Domain", each)) for each in one.domains),
        competencies=tuple(replace(each, identifier=key_of("Competency", each)) for each in one.competencies),
        statements=tuple(
            replace(each, identifier=own("Statement", str(place), each.identifier))
            for place, each in enumerate(one.statements)
        ),
    )


def _not_kept(package: dict[str, Any]) -> list[str]:
    """Names of fields that the file has and we do not keep."""
    found = {name for name, value in package["CFDocument"].items() if value and name not in READ["CFDocument"]}
    for one in _parts(package, "CFItems"):
        found |= {name for name, value in one.items() if value and name not in READ["CFItems"]}
    kinds = {_words(one, "associationType") for one in _parts(package, "CFAssociations")} - {"isChildOf", ""}
    return sorted(found | {f"associations “{kind}”" for kind in kinds})


def _titles(item: Part) -> dict[str, str]:
    short, full = _words(item, "abbreviatedStatement"), _words(item, "fullStatement")
    return {"title": short or full, "words": full if short else ""}


def _all_words(item: Part) -> str:
    return _words(item, "fullStatement") or _words(item, "abbreviatedStatement")


def _words(part: Part, name: str) -> str:
    value = part.get(name)
    return plain(value) if isinstance(value, str) else str(value) if isinstance(value, (int, float)) else ""


def _part(part: Part, name: str) -> Part:
    found = part.get(name)
    return found if isinstance(found, dict) else {}


def _parts(part: Part, name: str) -> list[Part]:
    found = part.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _is_part(value: object) -> bool:
    return isinstance(value, dict) and bool(value)


def _position(level: Part) -> float:
    place = level.get("position")
    return place if isinstance(place, (int, float)) else float("inf")
