"""Page and database refuse the same moves, for the same reasons, whatever is true of the case."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from colours import FACTS, NOW, a_case
from laget.cases.models import Case
from laget.moves import services
from laget.moves.queries import facts_of, progress_of

EXITS = {"early": "level b", "again": "step a.two", "on": "level b"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(true=st.sets(st.sampled_from(FACTS)), exit_id=st.sampled_from(sorted(EXITS)))
def test_what_the_page_says_is_missing_is_what_the_database_refuses_for(author, true, exit_id):
    case = a_case(author, true)
    way = progress_of(case, facts_of([case])[case.pk], NOW).way_on(exit_id)
    try:
        services.take_exit(case=case, exit_id=exit_id, target=EXITS[exit_id], reason="", seat=author, now=NOW)
        refused = None
    except services.Refused as refusal:
        refused = refusal.missing
    assert refused == (tuple(sorted(way.missing)) or None if way else ())


def test_a_way_that_the_file_does_not_have_is_refused(author):
    case = a_case(author, FACTS)
    with pytest.raises(services.Refused):
        services.take_exit(case=case, exit_id="on", target="level sealed", reason="", seat=author, now=NOW)


def test_an_end_needs_a_reason(author):
    case = a_case(author, FACTS)
    Case.objects.filter(pk=case.pk).update(shared_at=NOW)
    with pytest.raises(services.Refused):
        services.take_exit(case=case, exit_id="on", target="closed", reason="", seat=author, now=NOW)
    services.take_exit(case=case, exit_id="on", target="closed", reason="It is well", seat=author, now=NOW)
    case.refresh_from_db()
    assert case.closed_at == NOW


def test_nobody_can_write_a_place(author):
    case = a_case(author, ())
    with pytest.raises(Exception, match="permission denied"):
        Case.objects.filter(pk=case.pk).update(level="b")


def test_a_sealed_case_has_no_way_out_but_its_own(author):
    case = a_case(author, FACTS)
    services.seal(case=case, reason="Blue marks", seat=author, now=NOW)
    case.refresh_from_db()
    progress = progress_of(case, facts_of([case])[case.pk], NOW)
    assert case.level == "sealed"
    assert [way.exit.id for way in progress.ways_on] == ["handed_over"]
    with pytest.raises(services.Refused):
        services.take_exit(case=case, exit_id="on", target="level b", reason="", seat=author, now=NOW)
