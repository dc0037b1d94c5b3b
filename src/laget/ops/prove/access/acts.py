"""Who may do what in a case they have come in to, written from docs/access.md and not from the table."""

from laget.ops.prove.access.records import Case


def may(action: str, relations: set[str], case: Case) -> bool:
    """Whether somebody who is this to the case may do this in it now."""
    is_open, sealed = case.closed_at is None, case.sealed_at is not None
    carries, team = bool(relations & {"author", "leader", "holder"}), "member" in relations
    if action in ("see_case", "write_entry", "record_fact", "leave_team"):
        return team
    if action in ("hear_child", "fill_form"):
        return team and is_open
    if action in ("add_concern", "seal"):
        return team and is_open and not sealed
    if action in (
        "edit_plan",
        "plan_meeting",
        "write_minutes",
        "evaluate",
        "take_exit",
        "take_back_consent",
    ):
        return carries and is_open
    if action in ("invite_service", "record_consent"):
        return carries and is_open and not sealed
    return _may_seldom(action, relations, case)


def _may_seldom(action: str, relations: set[str], case: Case) -> bool:
    is_open, sealed = case.closed_at is None, case.sealed_at is not None
    protected = sealed or case.adult_here
    carries = bool(relations & {"author", "leader", "holder"})
    answers: dict[str, bool] = {
        "see_as": carries and not sealed and not case.in_error,
        "tell_leader": "author" in relations and is_open,
        "answer_invitation": False,  # asked by invitation, and not by case
        "clear_guardians": carries and not is_open and sealed and not case.in_error,
        "register_in_error": bool(relations & {"author", "leader"}) and not case.in_error,
        "reopen": carries and not is_open,
        "offer_baton": "holder" in relations and is_open,
        "answer_baton": bool(relations & {"member", "offered"}) and is_open,
        "name_holder": "leader" in relations and is_open,
        "take_baton": bool(relations & {"author", "leader"}) and is_open,
        "join_as_leader": "worklist" in relations,
        "let_in_by_law": "leader" in relations and is_open and sealed,
        "add_colleague": is_open and ("leader" in relations or ("holder" in relations and not protected)),
        "take_out": bool(relations & {"leader", "holder"}),
        "name_adult": carries and not case.in_error,
    }
    return answers[action]
