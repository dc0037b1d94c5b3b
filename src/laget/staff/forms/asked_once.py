"""What a form asks about before it takes it: never refused, and never counted silently."""

from django import forms


def ask_once(form: forms.Form, tick: str, label: str, *, field: str, said: str) -> None:
    """Beside the field, with a tick to answer; to be called from `clean`. What else was written is kept."""
    form.fields[tick] = forms.BooleanField(label=label, required=False)
    if tick not in form.data:
        form.add_error(field, said)
