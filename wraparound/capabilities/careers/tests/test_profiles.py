"""What roles ask: whose words count where, who writes them, and what cannot be asked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wraparound.capabilities.careers.actions.frameworks import take_back_framework
from wraparound.capabilities.careers.actions.profiles import change_profile, end_profile, write_profile
from wraparound.capabilities.careers.calculation.profiles import counting
from wraparound.capabilities.careers.queries.profiles import profile_page, profiles, roles_at_own
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer, own_key
from wraparound.capabilities.careers.terms.profiles import (
    OF_POSTS,
    SEATS,
    Ask,
    Experience,
    NewProfile,
    NoSuchRole,
    ProfileLine,
    RoleLevel,
    RoleSought,
)
from wraparound.capabilities.careers.tests.world import (
    AT,
    HERE,
    SHIPPED,
    TODAY,
    brought_in,
    make_careers_world,
    signed_in,
)
from wraparound.capabilities.careers.wording.profiles import role_words
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.people.access import NotYours
from wraparound.people.terms.access import PUBLIC
from wraparound.records.actions.rights import ChangedMeanwhile

NURSING = RoleSought(role=PostRole.NURSING, level=RoleLevel.DEPUTY)
ASKS = (Ask(competency="1", rung="Most of the time", essential=True), Ask(competency="5", rung="Almost always"))
NEW = NewProfile(
    place=f"organisation:{HERE}",
    sought=NURSING,
    framework=SHIPPED,
    asks=ASKS,
    experience=(Experience(words="Led more than one ward", essential=True),),
)
DEFAULT = replace(NEW, place="region:NO", sought=replace(NURSING, kind="Acute"))
ROLES = some.builds(
    RoleSought,
    role=some.sampled_from([PostRole.NURSING, PostRole.CHAIR]),
    level=some.sampled_from(OF_POSTS),
    kind=some.sampled_from(["", "Acute", "Community"]),
)


@given(some.sampled_from(PostRole), some.sampled_from(RoleLevel))
def test_every_role_that_stands_somewhere_has_a_name_of_its_own(role, level):
    if role in SEATS and level not in OF_POSTS:
        with pytest.raises(NoSuchRole, match="nobody below a deputy"):
            RoleSought(role=role, level=level)
        return
    said = role_words(RoleSought(role=role, level=level))
    others = {(one, at) for one in PostRole for at in RoleLevel if one not in SEATS or at in OF_POSTS} - {(role, level)}
    assert said not in {role_words(RoleSought(role=one, level=at)) for one, at in others}


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_careers_world)


@some.composite
def any_lines(draw):
    found = []
    for number in range(draw(some.integers(0, 8))):
        sought = draw(ROLES)
        code = draw(some.sampled_from(["", "A", "B"]))
        region = draw(some.sampled_from(["NO", "SO"]))
        sought = replace(sought, kind="") if code else sought
        line = {"owner": "somebody", "organisation": code, "region": region, "made_up": True}
        found.append(ProfileLine(number=number + 1, sought=sought, **line))
    return found


@given(any_lines())
def test_each_role_has_one_profile_and_none_is_passed_over(lines):
    found = counting(lines, "A", "NO", "Acute")
    keys = [(one.sought.role, one.sought.level) for one in found]
    assert len(keys) == len(set(keys))

    def nearness(one):
        if one.organisation == "A":
            return 0
        if one.organisation or one.region != "NO" or one.sought.kind not in ("", "Acute"):
            return None
        return 1 if one.sought.kind else 2

    for one in lines:
        near = nearness(one)
        if near is not None:
            (chosen,) = [found[at] for at, key in enumerate(keys) if key == (one.sought.role, one.sought.level)]
            assert (nearness(chosen), chosen.number) <= (near, one.number)
    assert all(nearness(one) is not None for one in found)


@pytest.mark.database
@pytest.mark.django_db
def test_what_the_organisation_wrote_comes_before_the_default_of_its_region(world):
    default = write_profile(DEFAULT, at=AT, by=world.lead)

    def there():
        (choices,) = roles_at_own(profiles(viewer=world.ward), viewer=world.ward, on=TODAY)
        return [one.number for one in choices.roles]

    assert there() == [default]
    own = write_profile(NEW, at=AT, by=world.director)
    assert there() == [own]
    end_profile(own, at=AT, by=world.director)
    assert there() == [default]
    (far,) = roles_at_own(profiles(viewer=world.mentor), viewer=world.mentor, on=TODAY)
    assert far.roles == ()
    assert profiles(viewer=PUBLIC) == ()
    assert profile_page(own, viewer=world.ward).asks == ASKS


@pytest.mark.database
@pytest.mark.django_db
def test_only_those_who_keep_the_place_write_and_change(world):
    for viewer in (world.ward, world.keeper):
        with pytest.raises(NotYours):
            write_profile(NEW, at=AT, by=viewer)
    with pytest.raises(NoSuchCareer):
        write_profile(NEW, at=AT, by=world.near_director)
    number = write_profile(NEW, at=AT, by=world.director)
    for viewer in (world.near_director, world.lead):
        with pytest.raises(NoSuchCareer):
            end_profile(number, at=AT, by=viewer)
    with pytest.raises(CannotKeepCareer, match="already"):
        write_profile(NEW, at=AT, by=world.director)


@pytest.mark.database
@pytest.mark.django_db
def test_two_who_change_at_once_are_told(world):
    number = write_profile(NEW, at=AT, by=world.director)
    version = profile_page(number, viewer=world.director).version
    change_profile(number, replace(NEW, asks=ASKS[:1]), version=version, at=AT, by=world.director)
    with pytest.raises(ChangedMeanwhile):
        change_profile(number, NEW, version=version, at=AT, by=world.director)
    assert profile_page(number, viewer=world.ward).asks == ASKS[:1]


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"asks": ()}, "one competency at least"),
        ({"asks": (Ask(competency="9", rung="Almost always"),)}, "competencies and answers of the framework"),
        ({"asks": (Ask(competency="1", rung="Not yet"),)}, "competencies and answers of the framework"),
        ({"asks": (ASKS[0], ASKS[0])}, "each competency once"),
        ({"experience": (Experience(words="x" * 301),)}, "300 letters"),
        ({"experience": (Experience(words="x"),) * 21}, "at most 20"),
    ],
)
def test_what_cannot_be_asked_is_said(world, change, words):
    with pytest.raises(CannotKeepCareer, match=words):
        write_profile(replace(NEW, **change), at=AT, by=world.director)


@pytest.mark.database
@pytest.mark.django_db
def test_a_framework_that_a_role_asks_by_is_not_taken_back(world):
    framework = brought_in(world)
    asks = (Ask(competency="c1", rung="Leading others in it"),)
    write_profile(replace(NEW, framework=own_key(framework), asks=asks), at=AT, by=world.director)
    with pytest.raises(CannotKeepCareer, match="profiles of posts"):
        take_back_framework(framework, at=AT, by=world.director)


@pytest.mark.database
@pytest.mark.django_db
def test_somebody_writes_a_profile_on_the_pages_and_a_ward_manager_reads_it(client, world):
    signed_in(client, world.director)
    query = f"?place=organisation:{HERE}&role=nursing&level=deputy&kind=&framework={SHIPPED}"
    assert "Deputy director of nursing: what it asks" in client.get(f"/careers/roles/new/{query}").content.decode()
    empty = client.post(f"/careers/roles/new/{query}", {}).content.decode()
    assert "Choose one competency at least" in empty
    sent = {"at_0": "Almost always", "must_0": "on", "must": "Led a ward", "counts": "Worked in another trust\n"}
    client.post(f"/careers/roles/new/{query}", sent)
    (line,) = profiles(viewer=world.ward)
    signed_in(client, world.ward)
    page = client.get(f"/careers/roles/{line.number}/").content.decode()
    assert "It asks for 1 competency, of which 1 is essential." in page
    assert "Worked in another trust" in page
    assert "Deputy director of nursing" in client.get("/careers/").content.decode()
    assert client.get(f"/careers/roles/{line.number}/change/").status_code == 403
