"""What somebody chooses for themselves."""

from laget.people.models import Person


def choose_language(*, person: Person, language: str) -> None:
    Person.objects.filter(pk=person.pk).update(language=language)
