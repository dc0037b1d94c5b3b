"""Decisions; and whatever belongs to a meeting is of the same case: the row policies only see `case_id`."""

import django.db.models.deletion
from django.db import migrations, models

import laget.foundation.ids

ADD = """
alter table meetings_meeting add constraint meeting_of_case unique (id, case_id);
alter table meetings_attendee add constraint attendee_has_meeting_of_its_case
  foreign key (meeting_id, case_id) references meetings_meeting (id, case_id);
alter table meetings_minutesversion add constraint minutes_have_meeting_of_their_case
  foreign key (meeting_id, case_id) references meetings_meeting (id, case_id);
alter table meetings_decision add constraint decision_has_meeting_of_its_case
  foreign key (meeting_id, case_id) references meetings_meeting (id, case_id);
alter table meetings_decision add constraint decision_has_measure_of_its_case
  foreign key (measure_id, case_id) references plans_measure (id, case_id);
"""
REMOVE = """
alter table meetings_decision drop constraint decision_has_measure_of_its_case;
alter table meetings_decision drop constraint decision_has_meeting_of_its_case;
alter table meetings_minutesversion drop constraint minutes_have_meeting_of_their_case;
alter table meetings_attendee drop constraint attendee_has_meeting_of_its_case;
alter table meetings_meeting drop constraint meeting_of_case;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("meetings", "0001_initial"),
        ("plans", "0002_of_one_case"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.UUIDField(default=laget.foundation.ids.uuid7, primary_key=True, serialize=False),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "measure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="plans.measure"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="meetings.meeting",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(ADD, REMOVE),
    ]
