"""In the description of the API every name means one thing: of two terms of one name only one would be described."""

import re
from collections import defaultdict

from wraparound.web.layout import api

TERM = re.compile(r"#/components/schemas/([\w.-]+)")


def test_every_term_is_described_once_by_its_area_and_its_name(monkeypatch):
    homes = defaultdict(set)

    class Noting(api.ByArea):
        def get_defs_ref(self, core_mode_ref):
            given = super().get_defs_ref(core_mode_ref)
            name, *_ = self._prioritized_defsref_choices[given]
            homes[name].add(re.sub(r":\d+", "", core_mode_ref[0]))
            return given

    monkeypatch.setattr(api, "ByArea", Noting)
    said = api.description.__wrapped__()
    terms = said["components"]["schemas"]
    assert len(terms) > 400
    assert set(TERM.findall(str(said))) <= set(terms)
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}
    assert terms["DeliveryChoice"]["enum"] == ["adopt", "adapt", "decline"]
