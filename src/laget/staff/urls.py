"""The employees' pages."""

from django.urls import path

from laget.staff.views import (
    cases,
    drafts,
    entries,
    facts,
    frame,
    meetings,
    moves,
    sign_in,
    today,
    voice,
    worry,
)

urlpatterns = [
    path("", today.see_today, name="today"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("switch", sign_in.switch, name="switch"),
    path("language", frame.choose_language, name="language"),
    path("appearance", frame.choose_appearance, name="appearance"),
    path("demo/clock", frame.move_clock, name="demo_clock"),
    path("accessibility", frame.see_accessibility, name="accessibility"),
    path("healthz", frame.see_health, name="health"),
    path("drafts/<slug:form>", drafts.save_draft, name="draft"),
    path("worry", worry.report_worry, name="worry"),
    path("cases", cases.list_cases, name="cases"),
    path("unit", cases.list_worklist, name="worklist"),
    path("cases/<uuid:case_id>", cases.see_case, name="case"),
    path("cases/<uuid:case_id>/stop", worry.see_stop, name="stop"),
    path("cases/<uuid:case_id>/facts/<slug:fact>", facts.record_fact, name="fact"),
    path("cases/<uuid:case_id>/leader", facts.tell_leader, name="tell_leader"),
    path("cases/<uuid:case_id>/exits/<slug:exit_id>", moves.take_exit, name="exit"),
    path("cases/<uuid:case_id>/violence", moves.seal_case, name="seal"),
    path("cases/<uuid:case_id>/reopen", moves.reopen_case, name="reopen"),
    path("cases/<uuid:case_id>/error", moves.register_in_error, name="in_error"),
    path("cases/<uuid:case_id>/note", entries.add_entry, name="entry"),
    path("cases/<uuid:case_id>/voice", voice.hear_child, name="voice"),
    path("cases/<uuid:case_id>/meetings", meetings.see_meetings, name="meetings"),
    path("cases/<uuid:case_id>/meetings/new", meetings.plan_meeting, name="meeting_plan"),
    path("cases/<uuid:case_id>/meetings/<uuid:meeting_id>", meetings.see_meeting, name="meeting"),
    path(
        "cases/<uuid:case_id>/meetings/<uuid:meeting_id>/minutes",
        meetings.write_minutes,
        name="meeting_minutes",
    ),
    path("cases/<uuid:case_id>/meetings/<uuid:meeting_id>/decide", meetings.decide, name="meeting_decide"),
    path("cases/<uuid:case_id>/meetings/<uuid:meeting_id>/held", meetings.hold_meeting, name="meeting_held"),
    path("cases/<uuid:case_id>/meetings/<uuid:meeting_id>/move", meetings.move_meeting, name="meeting_move"),
    path(
        "cases/<uuid:case_id>/meetings/<uuid:meeting_id>/cancel",
        meetings.cancel_meeting,
        name="meeting_cancel",
    ),
]
