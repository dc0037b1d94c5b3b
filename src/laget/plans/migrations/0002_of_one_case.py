"""A measure's goal, and what is reviewed in an evaluation, are of the same case: the row policies only see `case_id`."""

from django.db import migrations

ADD = """
alter table plans_goal add constraint goal_of_case unique (id, case_id);
alter table plans_measure add constraint measure_of_case unique (id, case_id);
alter table plans_evaluation add constraint evaluation_of_case unique (id, case_id);
alter table plans_measure add constraint measure_has_goal_of_its_case
  foreign key (goal_id, case_id) references plans_goal (id, case_id);
alter table plans_measurereview add constraint review_has_measure_of_its_case
  foreign key (measure_id, case_id) references plans_measure (id, case_id);
alter table plans_measurereview add constraint review_has_evaluation_of_its_case
  foreign key (evaluation_id, case_id) references plans_evaluation (id, case_id);
"""
REMOVE = """
alter table plans_measurereview drop constraint review_has_evaluation_of_its_case;
alter table plans_measurereview drop constraint review_has_measure_of_its_case;
alter table plans_measure drop constraint measure_has_goal_of_its_case;
alter table plans_evaluation drop constraint evaluation_of_case;
alter table plans_measure drop constraint measure_of_case;
alter table plans_goal drop constraint goal_of_case;
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [migrations.RunSQL(ADD, REMOVE)]
