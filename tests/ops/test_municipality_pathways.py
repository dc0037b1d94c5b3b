"""Which pathways a municipality uses: one or several, those that come with Laget or its own."""

import pytest

from laget.ops import CannotGoOn, municipality
from laget.pathway.models import PathwayInUse, PathwayVersion
from municipality_files import FILES, NOW, changed

pytestmark = [pytest.mark.usefixtures("committed_db", "owner"), pytest.mark.django_db]


@pytest.mark.parametrize("pathway", ["nivaa-0-3", "tidleg-innsats"])
def test_a_norwegian_municipality_takes_either_norwegian_pathway(tmp_path, pathway):
    path = changed(tmp_path, "fjordvik", ('pathway = "nivaa-0-3"', f'pathway = "{pathway}"'))
    assert PathwayVersion.objects.get(municipality=municipality.add(path, now=NOW)).name == pathway


def with_pathways(tmp_path, said):
    return changed(tmp_path, "fjordvik", ('pathway = "nivaa-0-3"', f"pathway = {said}"))


def in_use():
    return list(PathwayInUse.objects.order_by("place").values_list("name", flat=True))


def test_the_file_says_which_pathways_are_in_use_and_in_which_order(tmp_path, capsys):
    for said in (["nivaa-0-3", "tidleg-innsats"], ["tidleg-innsats", "nivaa-0-3"], ["nivaa-0-3"]):
        municipality.add(with_pathways(tmp_path, said), now=NOW)
        assert in_use() == said
    assert PathwayVersion.objects.count() == len(["nivaa-0-3", "tidleg-innsats"])
    assert "pathway nivaa-0-3 version 1, tidleg-innsats version 1." in capsys.readouterr().err


def test_one_that_comes_back_is_in_use_again(tmp_path):
    for said in ('"tidleg-innsats"', '"nivaa-0-3"', '["nivaa-0-3", "tidleg-innsats"]'):
        municipality.add(with_pathways(tmp_path, said), now=NOW)
    assert in_use() == ["nivaa-0-3", "tidleg-innsats"]


def test_two_pathways_are_told_apart_and_nothing_is_taken_otherwise(tmp_path):
    shipped = (FILES.parent / "pathways" / "nivaa-0-3.toml").read_text()
    (tmp_path / "ours.toml").write_text(shipped.replace('version = "1"', 'version = "ours"', 1))
    with pytest.raises(CannotGoOn) as refused:
        municipality.add(with_pathways(tmp_path, ["nivaa-0-3", "ours.toml"]), now=NOW)
    assert "Two of these are called “nivaa-0-3”" in str(refused.value)
    assert "nobody could tell them apart" in str(refused.value)
    assert in_use() == []


def test_a_fault_of_a_pathway_is_told_with_its_own_file(tmp_path):
    (tmp_path / "ours.toml").write_text('format = 1\nname = "Our"')
    with pytest.raises(
        CannotGoOn, match=r"The pathway “ours.toml” of .*fjordvik.toml cannot be used:\n  line"
    ):
        municipality.add(with_pathways(tmp_path, ["nivaa-0-3", "ours.toml"]), now=NOW)


def test_a_pathway_beside_the_file_is_used(tmp_path):
    own = tmp_path / "vores.toml"
    own.write_text(
        (FILES.parent / "pathways" / "kom-i-skole.toml").read_text().replace("kom-i-skole", "vores")
    )
    municipality.add(
        changed(tmp_path, "klitby", ('pathway = "kom-i-skole"', 'pathway = "vores.toml"')), now=NOW
    )
    assert PathwayVersion.objects.get().name == "vores"


def test_an_unknown_pathway_is_said_with_those_that_come_with_laget(tmp_path):
    path = changed(tmp_path, "klitby", ('pathway = "kom-i-skole"', 'pathway = "kom"'))
    with pytest.raises(CannotGoOn, match="Known: kom-i-skole, nivaa-0-3"):
        municipality.add(path, now=NOW)


def test_a_changed_pathway_needs_a_version_of_its_own(tmp_path):
    text = (FILES.parent / "pathways" / "kom-i-skole.toml").read_text()
    (tmp_path / "vores.toml").write_text(text)
    path = changed(tmp_path, "klitby", ('pathway = "kom-i-skole"', 'pathway = "vores.toml"'))
    municipality.add(path, now=NOW)
    (tmp_path / "vores.toml").write_text(text + "# one more line\n")
    with pytest.raises(CannotGoOn, match="Give the file another “version”"):
        municipality.add(path, now=NOW)
