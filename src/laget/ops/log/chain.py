"""The access log's chains as they lie in the database, read as laget_backup: the application cannot."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from psycopg import Connection

from laget.ops.log.verifier import Link

AT_ONCE = 5000
LINKS = """
select link.number, encode(link.hash, 'hex'), case when log.id is not null then log_line(log) end
from foundation_loglink link left join foundation_accesslog log on log.id = link.entry_id
where link.municipality_id = %(here)s and link.number >= %(first)s order by link.number
"""
IN_NO_CHAIN = """
with theirs as (select id from cases_case where municipality_id = %(here)s),
  children_there as (select id from people_child where municipality_id = %(here)s)
select 0, '', log_line(log) from foundation_accesslog log
where not exists (
    select from foundation_loglink link
    where link.municipality_id = %(here)s and link.number > 0 and link.entry_id = log.id)
  and (log.case_id in (select id from theirs)
    or exists (select from unnest(log.seen) one where one in (select id from theirs))
    or exists (select from unnest(log.children) one where one in (select id from children_there)))
"""
MUNICIPALITIES = "select id::text, code from people_municipality order by code"


@dataclass(frozen=True)
class Chain:
    """One municipality's. A chain of millions is read a little at a time."""

    connection: Connection[Any]
    municipality: str
    code: str

    def links(self, first: int = 1) -> Iterator[Link]:
        """From the link with that number on."""
        return self._read(LINKS, first=first)

    def everything(self) -> Iterator[Link]:
        """The links, and after them the entries that should be in this chain and are not."""
        yield from self.links()
        yield from self._read(IN_NO_CHAIN)

    def _read(self, question: str, **given: Any) -> Iterator[Link]:
        with self.connection.transaction(), self.connection.cursor("log") as cursor:
            cursor.itersize = AT_ONCE
            cursor.execute(question, {"here": self.municipality, **given})
            yield from (Link(*row) for row in cursor)


def chains(connection: Connection[Any]) -> list[Chain]:
    return [Chain(connection, *row) for row in connection.execute(MUNICIPALITIES).fetchall()]
