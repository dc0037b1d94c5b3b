"""The form for a note on the timeline."""

from collections.abc import Callable
from typing import Any

from django import forms

from laget.cases.models import Audience, Case
from laget.cases.queries import child_named_of
from laget.foundation.whom import gettext as _
from laget.rules.pathway import Pathway
from laget.rules.subjects import Answers, Subject


class EntryForm(forms.Form):
    """Asks who shall read it only where the family may follow the case; elsewhere it is for the team.

    `asks`: it is what they said when somebody asked, after the end, how it goes.
    """

    def __init__(self, *args: Any, case: Case, for_family: bool, asks: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = forms.CharField(
            label=_("How do they say that it goes?") if asks else _("What has happened?"),
            help_text=_("Whom you asked, and what they said. Did you reach nobody? Write that.")
            if asks
            else _("Describe events, not what you think they mean."),
            max_length=4000,
            widget=forms.Textarea,
            validators=[refuse_names_in(case)],
        )
        if for_family:
            self.fields["audience"] = forms.ChoiceField(
                label=_("Who reads it?"),
                choices=[(Audience.TEAM, _("Only the team")), (Audience.FAMILY, _("The family too"))],
                initial=Audience.TEAM,
                widget=forms.RadioSelect,
            )

    @property
    def audience(self) -> Audience:
        return Audience(self.cleaned_data.get("audience", Audience.TEAM))


def refuse_names_in(case: Case) -> Callable[[str], None]:
    """For whatever the team reads in notes. Of a group nobody is named: so nobody has to be asked."""

    def refuse(text: str) -> None:
        named = child_named_of(case, text) if case.subject == Subject.GROUP else None
        if named is not None:
            raise forms.ValidationError(names_a_child(named))

    return refuse


def names_a_child(name: str) -> str:
    """`name` is empty where the asker may not know whose it is."""
    if not name:
        return _("A case of a group names no child. A child’s name stands in the text: take it out.")
    return _("A case of a group names no child. Take out “%(name)s”.") % {"name": name}


def family_follows(case: Case, pathway: Pathway) -> bool:
    """Past the first level and told to the leader, and never in a sealed case, in one that was registered in
    error, or where nobody answers. As `my_family_cases` says.
    """
    nobody = case.follows.answers is Answers.NOBODY
    told = case.shared_at is not None and not case.sealed_at and not case.in_error
    return not nobody and told and case.level in {level.id for level in pathway.road[1:]}
