"""A framework as 1EdTech CASE, version 1.0: a package of one document, its items, their parents, and rubrics.

Domains are items without a parent among the items; competencies are under them, statements under those. Statements at
a stage are levels of a rubric's criterion for their competency, since CASE has no stages of its own. A rubric called
“stages” or “scale”, with one criterion for no item, says what stages or points there are. See the method page.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wraparound.capabilities.careers.calculation.case.identifiers import SCALE, STAGES, made_identifier
from wraparound.capabilities.careers.terms.frameworks import Competency, Framework


def case_of(one: Framework, changed: date) -> str:
    """A framework as the text of a CASE package; `changed` is the day on which it was changed last."""
    return json.dumps(_Writer(one, f"{changed.isoformat()}T00:00:00Z").package(), ensure_ascii=False, indent=1)


@dataclass
class _Writer:
    framework: Framework
    changed: str

    def package(self) -> dict[str, Any]:
        """Everything, in the order of the framework."""
        return {
            "CFDocument": self._document(),
            "CFItems": list(self._items()),
            "CFAssociations": list(self._associations()),
            "CFDefinitions": {"CFLicenses": self._licences()},
            "CFRubrics": list(self._rubrics()),
        }

    def _document(self) -> dict[str, Any]:
        one = self.framework
        said: dict[str, Any] = {
            **self._names(self._key("document")),
            "title": one.name,
            "version": one.version,
            "creator": one.publisher or one.name,
            "publisher": one.publisher,
            "statusStartDate": one.starts.isoformat() if one.starts else "",
            "statusEndDate": one.ends.isoformat() if one.ends else "",
            "description": one.words,
            "notes": one.source,
            "officialSourceURL": one.link,
            "caseVersion": "1.0",
        }
        if one.licence:
            key = self._key("licence")
            said["licenseURI"] = {"title": "Licence", "identifier": key, "uri": _uri(key)}
        return {name: value for name, value in said.items() if value}

    def _licences(self) -> list[dict[str, str]]:
        key = self._key("licence")
        said = {**self._names(key), "title": "Licence", "licenseText": self.framework.licence}
        return [said] if self.framework.licence else []

    def _items(self) -> Iterator[dict[str, Any]]:
        for domain in self.framework.domains:
            yield self._item("Domain", domain.key, domain.title, domain.words)
        for competency in self.framework.competencies:
            yield self._item("Competency", competency.key, competency.title, competency.words)
        for place, said in enumerate(self.framework.statements):
            if not said.stage:
                yield self._item("Statement", str(place), said.words, "")

    def _item(self, sort: str, key: str, title: str, words: str) -> dict[str, Any]:
        identifier = self._key(sort, key)
        said = {
            **self._names(identifier),
            "humanCodingScheme": "" if sort == "Statement" or key == identifier else key,
            "fullStatement": words or title,
            "abbreviatedStatement": title if words else "",
            "CFItemType": sort,
            "CFDocumentURI": self._link(self._key("document"), self.framework.name),
        }
        return {name: value for name, value in said.items() if value}

    def _associations(self) -> Iterator[dict[str, Any]]:
        document = self._link(self._key("document"), self.framework.name)
        places: dict[str, int] = {}
        for domain in self.framework.domains:
            yield self._child(self._key("Domain", domain.key), document, places)
        for one in self.framework.competencies:
            above = self._link(self._key("Domain", one.domain), one.domain)
            yield self._child(self._key("Competency", one.key), above, places)
        for place, said in enumerate(self.framework.statements):
            if not said.stage:
                above = self._link(self._key("Competency", said.competency), said.competency)
                yield self._child(self._key("Statement", str(place)), above, places)

    def _child(self, key: str, above: dict[str, str], places: dict[str, int]) -> dict[str, Any]:
        parent = above["identifier"]
        places[parent] = places.get(parent, 0) + 1
        return {
            **self._names(self._key("association", key)),
            "associationType": "isChildOf",
            "originNodeURI": self._link(key, key),
            "destinationNodeURI": above,
            "sequenceNumber": places[parent],
        }

    def _rubrics(self) -> Iterator[dict[str, Any]]:
        for title, rungs in ((STAGES, self.framework.stages), (SCALE, self.framework.scale)):
            if rungs:
                levels = [(each.name, each.words, "") for each in rungs]
                yield self._rubric(title, [self._criterion(title, levels, None)])
        staged = [
            self._criterion(one.key, levels, self._link(self._key("Competency", one.key), one.title))
            for one in self.framework.competencies
            if (levels := self._levels(one))
        ]
        if staged:
            yield self._rubric("statements", staged)

    def _levels(self, one: Competency) -> list[tuple[str, str, str]]:
        rows = enumerate(self.framework.statements)
        return [
            (said.stage, said.words, self._key("Statement", str(place)))
            for place, said in rows
            if said.competency == one.key and said.stage
        ]

    def _rubric(self, title: str, criteria: list[dict[str, Any]]) -> dict[str, Any]:
        return {**self._names(self._key("rubric", title)), "title": title, "CFRubricCriteria": criteria}

    def _criterion(
        self, key: str, levels: Sequence[tuple[str, str, str]], item: dict[str, str] | None
    ) -> dict[str, Any]:
        made = [
            {
                **self._names(identifier or self._key("level", f"{key} {place}")),
                "quality": name,
                **({"description": words} if words else {}),
                "position": place,
            }
            for place, (name, words, identifier) in enumerate(levels, start=1)
        ]
        where = {"CFItemURI": item} if item else {}
        return {**self._names(self._key("criterion", key)), **where, "CFRubricCriterionLevels": made}

    def _names(self, identifier: str) -> dict[str, str]:
        return {"identifier": identifier, "uri": _uri(identifier), "lastChangeDateTime": self.changed}

    def _link(self, identifier: str, title: str) -> dict[str, str]:
        return {"title": title, "identifier": identifier, "uri": _uri(identifier)}

    def _key(self, sort: str, key: str = "") -> str:
        """The identifier that a part came with, or one made from what it is."""
        one = self.framework
        held = {
            "document": lambda: one.identifier,
            "Domain": lambda: next(each.identifier for each in one.domains if each.key == key),
            "Competency": lambda: next(each.identifier for each in one.competencies if each.key == key),
            "Statement": lambda: one.statements[int(key)].identifier,
        }
        return (held[sort]() if sort in held else "") or made_identifier(one, sort, key)


def _uri(identifier: str) -> str:
    return f"urn:uuid:{identifier}"
