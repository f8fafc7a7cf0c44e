"""A sealed ballot says nothing without its key."""

import stat

import pytest

from awards.voting import Choice, KeyLost, draw_key, drop_key, open_ballot, seal_ballot


def test_a_ballot_comes_out_as_it_went_in(tmp_path):
    box = draw_key(tmp_path)
    for choice in Choice:
        assert open_ballot(tmp_path, box, seal_ballot(tmp_path, box, choice, "7:3"), "7:3") == choice


def test_all_ballots_look_alike(tmp_path):
    box = draw_key(tmp_path)
    sealed = [seal_ballot(tmp_path, box, choice, "7:3") for choice in (*Choice, *Choice)]
    assert len({len(one) for one in sealed}) == 1
    assert len(set(sealed)) == len(sealed)


def test_without_the_key_nobody_opens_it(tmp_path):
    box, other = draw_key(tmp_path), draw_key(tmp_path)
    sealed = seal_ballot(tmp_path, box, Choice.YES, "7:3")
    with pytest.raises(KeyLost):
        open_ballot(tmp_path, other, sealed, "7:3")
    drop_key(tmp_path, box)
    drop_key(tmp_path, box)
    with pytest.raises(KeyLost):
        open_ballot(tmp_path, box, sealed, "7:3")
    with pytest.raises(KeyLost):
        seal_ballot(tmp_path, box, Choice.NO, "7:3")


def test_a_ballot_stays_its_owners(tmp_path):
    box = draw_key(tmp_path)
    sealed = seal_ballot(tmp_path, box, Choice.YES, "7:3")
    with pytest.raises(KeyLost):
        open_ballot(tmp_path, box, sealed, "7:4")


def test_the_key_is_for_this_system_user_only(tmp_path):
    box = draw_key(tmp_path / "hom-phieu")
    mode = (tmp_path / "hom-phieu" / f"{box}.key").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
