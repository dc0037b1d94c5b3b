"""What people do on the way, each as one sentence: `report(kari, ...)`, `hear(kari, ...)`."""

from datetime import date, timedelta

from walker import Walker

A_MONTH = timedelta(days=30)  # as far as the demo's clock moves at a time


def report(
    who: Walker, text: str, *, child: str = "Ola", about: str = "Friends", violence: str = "No"
) -> str:
    """A worry about a child; gives the address of the child's page."""
    who.press("Report a worry")
    who.choose("Which child?", child)
    who.fill("What have you seen or heard?", text)
    who.choose("Could it be about violence or abuse?", violence)
    who.choose("Is it about an adult who works here?", "No")
    who.choose("What is it about?", about)
    save_as_new(who)
    return who.path.removesuffix("/stop")


def save_as_new(who: Walker, button: str = "Save and share with the leader there") -> None:
    """A case of its own, also where they work together about the child already."""
    who.press(button)
    if who.page.locator("[name=belongs]").count():
        who.press("Open a new case")


def next_is(who: Walker, step: str) -> None:
    who.sees(step, ".next-step h2")


def do_next(who: Walker, step: str) -> None:
    """The one named next step of the child's page, and nothing else."""
    next_is(who, step)
    who.press("Do it now")


def agree_who_talks(who: Walker, name: str) -> None:
    """With the family, or with the child before an evaluation."""
    who.pick("Who?", "Somebody else")
    who.fill("If it is somebody else: who?", name)
    who.press("Save")


def hear(who: Walker, words: str) -> None:
    who.fill("What does the child say?", words)
    who.choose("How did the child tell it?", "In a talk")
    who.press("Save")


def hold_today(who: Walker, minutes: str, *, child: str = "Ola") -> None:
    """A meeting that has just been held is written down: everybody came, and this was said."""
    who.fill("Which day?", who.today)
    who.choose(who.called("Is %(child)s at the meeting?", child=child), "Part of it")
    who.tick("It has been held already")
    who.press("Save the meeting")
    who.sees("Tick each of those who were there. Nobody is taken to have come.")
    who.tick_all("seats")
    who.tick_all("guardians")
    who.press("Save the meeting")
    write_minutes(who, minutes)


def plan_meeting(who: Walker, on: date, *, child: str = "Ola") -> None:
    who.fill("Which day?", on)
    who.choose(who.called("Is %(child)s at the meeting?", child=child), "Part of it")
    who.press("Save the meeting")
    who.sees("Planned")


def write_minutes(who: Walker, minutes: str) -> None:
    who.fill("Minutes", minutes)
    who.press("Save", within="#minutes > .actions")
    who.sees(minutes)


def hold_the_planned(who: Walker, meeting: str, minutes: str) -> None:
    """The next step leads to the meeting that is planned, not to a new one."""
    do_next(who, who.called("Hold “%(meeting)s”", meeting=meeting))
    who.reads(meeting)
    who.fill("Minutes", minutes)
    who.tick("All who were asked came")
    who.press("It has been held")
    who.sees("Held", "main")
    to_the_child(who)


def to_the_child(who: Walker) -> None:
    """From any page of the case."""
    who.page.goto(who.address + "/".join(who.path.split("/")[:3]))
    who.look()


def note_fact(who: Walker, note: str) -> None:
    """Its field is the question that the pathway asks."""
    who.page.locator("main textarea").fill(note)
    who.answers += 1
    who.press("Save")


def write_behind(who: Walker, words: str) -> None:
    who.press("Write it", within="#behind")
    who.fill("What may lie behind?", words)
    who.press("Save")
    who.sees(words)


def set_goal(who: Walker, goal: str, sign: str) -> None:
    who.press("Add a goal")
    who.fill("When it is solved, what is different?", goal)
    who.fill("It shows when …", sign)
    who.press("Save the goal")
    who.sees(goal)


def agree_on_measure(who: Walker, what: str, *, where: str, doer: str = "", by_name: str = "") -> None:
    """Whoever writes does it, unless it is somebody on the list or somebody by name."""
    who.fill("What will be done?", what, within="#add")
    who.choose("Where?", where, within="#add")
    if doer:
        who.pick("Who does it?", doer, within="#add")
    if by_name:
        who.fill("Somebody else, by name", by_name, within="#add")
    who.press("Add the measure")
    who.sees(what, "#measures")


def review(who: Walker, measure: str, *, effect: str, onward: str, planned: str = "Yes") -> None:
    card = f"section:has(> h2:text-is('{measure}'))"
    who.choose("Was it done as planned?", planned, within=card)
    who.choose("Did it help?", effect, within=card)
    who.choose("What becomes of it?", onward, within=card)


def give_views(who: Walker, child: str, parents: str) -> None:
    who.fill("What does the child say?", child)
    who.fill("What do the parents say?", parents)
    who.press("Save and see the ways on")
    who.reads("How it went")


def go_on(who: Walker, way: str, *, why: str = "", to: str = "") -> None:
    """One of the ways on, from the child's page."""
    who.press(way, within="#ways")
    who.reads(way)
    if to:
        who.choose("Where to?", to)
    if why:
        who.fill("Why?", why)
    who.press("Confirm")


def invite(who: Walker, service: str) -> None:
    who.choose("Which service shall be invited?", service)
    who.fill("What do you ask of them?", "Kan dere være med og hjelpe?")
    who.press("Invite", within="#invite")


def register_answer(who: Walker, guardian: str, answer: str) -> None:
    row = f"tr:has-text('{guardian}')"
    who.press("Register an answer", within=row)
    who.choose("What is the answer?", answer)
    who.press("Register the answer")


def a_month_goes_by(who: Walker) -> None:
    """The demo's clock is moved on its own page."""
    back = who.path
    who.go("/demo/clock")
    who.press("One month on")
    who.today += A_MONTH
    who.go(back)
