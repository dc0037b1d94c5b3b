"""Which words name a child of a group."""

import pytest

from child_names import EXAMPLES
from laget.rules.child_names import child_named


@pytest.mark.parametrize(("names", "text", "named"), EXAMPLES)
def test_a_name_is_found_where_it_is_one(names, text, named):
    assert child_named(text, names.split("|")) == named
