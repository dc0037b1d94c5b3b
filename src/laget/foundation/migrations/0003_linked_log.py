"""Each entry of the access log says in which service somebody asked, and is linked to the one before it.

Entries from before get the service that the seat works in now; what let somebody in was not kept, and is left empty.
They are linked in the order they were written in.
"""

import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models import Q

SERVICE = """
update foundation_accesslog log set service_id = unit.service_id
from people_seat seat join people_unit unit on unit.id = seat.unit_id
where seat.id = log.seat_id
"""
LINK = """
do $$
declare
  entry record;
  last foundation_loglink;
begin
  for entry in
    select concerned.municipality_id as here, log.id, concat_ws('|', log.id,
      (extract(epoch from log.at) * 1000000)::bigint, log.person_id, coalesce(log.seat_id::text, ''),
      coalesce(log.service_id::text, ''), log.basis, coalesce(log.case_id::text, ''),
      array_to_string(log.seen, ','), array_to_string(log.children, ','), log.action, log.wrote::int) as line
    from foundation_accesslog log cross join lateral (
      select municipality_id from cases_case where id = any(log.seen || log.case_id)
      union
      select municipality_id from people_child where id = any(log.children)) concerned
    order by 1, log.at, log.id
  loop
    if last.municipality_id is distinct from entry.here then
      last := null;
      last.municipality_id := entry.here;
    end if;
    last.number := coalesce(last.number, 0) + 1;
    last.entry_id := entry.id;
    last.hash := sha256(convert_to(concat_ws('|', coalesce(encode(last.hash, 'hex'), ''), entry.here, last.number,
      entry.line), 'UTF8'));
    insert into foundation_loglink values (last.*);
  end loop;
end $$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0002_children_seen"),
        ("cases", "0012_guardians_cleared"),
        ("people", "0006_named_as_they_look"),
    ]

    operations = [
        migrations.CreateModel(
            name="LogLink",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "municipality_id",
                        "number",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("municipality_id", models.UUIDField()),
                ("number", models.BigIntegerField()),
                ("entry_id", models.UUIDField()),
                ("hash", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="LogTurn",
            fields=[("municipality_id", models.UUIDField(primary_key=True, serialize=False))],
        ),
        migrations.AddField(
            "accesslog",
            "basis",
            models.CharField(db_default="", default="", editable=False, max_length=20),
        ),
        migrations.AddField("accesslog", "service_id", models.UUIDField(editable=False, null=True)),
        migrations.RunSQL(SERVICE, migrations.RunSQL.noop),
        migrations.RunSQL(LINK, migrations.RunSQL.noop),
        migrations.AddIndex(
            "accesslog",
            django.contrib.postgres.indexes.GinIndex(
                name="log_of_seen", fields=["seen"], condition=~Q(seen=[])
            ),
        ),
        migrations.AddIndex(
            "accesslog",
            django.contrib.postgres.indexes.GinIndex(
                name="log_of_children", fields=["children"], condition=~Q(children=[])
            ),
        ),
    ]
