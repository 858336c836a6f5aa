"""The collector rests while a large file is worked through, and works again afterwards, however that ends."""

import gc

import pytest

from wraparound.capabilities.pipelines.calculation.importing.collecting import uncollected


def test_it_rests_within_and_works_again_afterwards_also_after_an_error():
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled(), "one within another does not wake it"
    assert gc.isenabled()
    with pytest.raises(ValueError, match="spoilt"), uncollected():
        raise ValueError("spoilt")
    assert gc.isenabled()
