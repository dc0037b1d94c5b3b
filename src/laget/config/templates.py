"""The Jinja2 environment: what every template can use."""

from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.forms import BaseForm
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined, pass_context
from jinja2.runtime import Context

from laget.foundation import clock
from laget.foundation.addresses import address
from laget.foundation.ids import uuid7
from laget.foundation.speech import ngettext, spoken
from laget.foundation.whom import gettext
from laget.staff import about, said
from laget.staff.lost_session import WRITER
from laget.staff.navigation import nav


def environment(**options: Any) -> Environment:
    options.setdefault("undefined", StrictUndefined)
    options["extensions"] = ["jinja2.ext.i18n", "jinja2.ext.do"]
    options["trim_blocks"] = options["lstrip_blocks"] = True
    options["bytecode_cache"] = _compiled()
    made = Environment(**options)  # noqa: S701 - Django turns autoescape on
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(static=cache(static), url=address, about=about, zip=zip, is_refused=_is_refused)
    made.filters.update(said.FILTERS)
    return made


@pass_context
def _is_refused(context: Context) -> bool:
    """Whether a form that was sent comes back: the title says so first, for whoever hears the page."""
    several = (each if isinstance(each, list) else [each] for each in context.get_all().values())
    return any(
        isinstance(form, BaseForm) and form.is_bound and form.errors for some in several for form in some
    )


def _compiled() -> FileSystemBytecodeCache:
    """Compiled once for a version of the templates: each start would otherwise spend half a second on it."""
    folder = settings.STATE / "templates"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def everywhere(request: Any) -> dict[str, Any]:
    """What the frame of every page needs."""
    me = getattr(request, "me", None)
    language = spoken()
    token = get_token(request)
    return {
        "me": me,
        "adult": getattr(request, "adult", None),
        "seen_as": getattr(request, "seen_as", None),
        "municipality": me.municipality if me else None,
        "nav": nav(request) if me else [],
        "language": language,
        "scheme": request.COOKIES.get("scheme", "auto"),
        "messages": get_messages(request),
        "languages": [(code, name, code == language) for code, name in settings.LANGUAGES],
        "demo": settings.DEMO,
        "now": getattr(request, "now", None) or clock.now(),
        "form_key": uuid7(),
        # Once a page: Django's own ones mask the token anew for each form.
        "csrf_token": token,
        "csrf_input": _hidden("csrfmiddlewaretoken", token)
        + (_hidden(WRITER, me.person.pk) if me else SafeString()),
    }


def _hidden(name: str, value: Any) -> SafeString:
    return format_html('<input type="hidden" name="{}" value="{}">', name, value)
