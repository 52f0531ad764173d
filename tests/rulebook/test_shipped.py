"""The rules that ship are right, and their index is fresh."""

from __future__ import annotations

from cleaner.rulebook import load_all_errors, load_rules, shipped_folder
from cleaner.rulebook.folder import INDEX_NAME


def test_the_rules_that_ship_have_no_errors() -> None:
    assert [str(error) for error in load_all_errors()] == []


def test_the_rules_that_ship_have_an_index() -> None:
    assert (shipped_folder() / INDEX_NAME).is_file(), "write it with `cleaner rules index`"


def test_every_layer_of_the_rules_that_ship_can_be_built() -> None:
    rules = load_rules()

    assert all(rules.layers(rules.file(name), None, rules.ids("platforms")) for name in rules.ids("sites"))


def test_every_statement_on_elements_for_many_sites_is_bounded() -> None:
    rules = load_rules()
    files = [rules.file(name) for name in (*rules.ids("platforms"), *rules.ids("shared"))]
    plans = [layout.plan for file in files for layout in file.layouts]
    statements = [statement for plan in plans for statement in plan.statements if statement.where == "inside"]

    assert statements
    assert [statement.label.by for statement in statements if statement.max_words is None] == []
