"""Row numbers and cell addresses are those that a person sees in the file, whatever stands between the rows."""

from unit.sources.source_project import COST, OPTION, SourceProject, column


def addresses(project: SourceProject) -> dict[str, str]:
    """Key of each row to the address of its cost."""
    return {key: figure.derivation.address for key, figure in project.loaded().column("cost").items()}


def test_a_blank_row_is_left_out_and_logged_and_the_rows_below_keep_their_numbers(project: SourceProject):
    project.csv("Option,Cost\nA,1\n\nB,2\n,\nC,3\n")
    assert addresses(project) == {"A": "B2", "B": "B4", "C": "B6"}
    assert project.changes() == {"blank row left out": ["row 3", "row 5"]}


def test_blank_rows_below_the_table_are_no_rows(project: SourceProject):
    project.csv("Option,Cost\nA,1\n,\n\n\n")
    assert addresses(project) == {"A": "B2"}
    assert project.changes() == {}


def test_a_blank_row_in_a_workbook_keeps_the_numbers_below_it(project: SourceProject):
    project.xlsx([["Option", "Cost"], ["A", 1], [], ["B", 2]])
    assert addresses(project) == {"A": "B2", "B": "B4"}
    assert project.changes() == {"blank row left out": ["row 3"]}


def test_rows_that_the_dictionary_skips_keep_the_numbers_below_them(project: SourceProject):
    skipped = [{"row": 2, "reads": "", "reason": "units"}, {"row": 4, "reads": "Saving", "reason": "heading"}]
    project.csv("Option,Cost\n,£\nA,1\nSaving,\nB,2\n", skip_rows=skipped)
    assert addresses(project) == {"A": "B3", "B": "B5"}


def test_a_row_to_be_skipped_that_now_holds_something_else_is_refused(project: SourceProject, typed_by_user):
    skipped = [{"row": 2, "reads": "Saving", "reason": "heading"}, {"row": 9, "reads": "Note", "reason": "note"}]
    project.csv("Option,Cost\nA,1\nB,2\n", skip_rows=skipped)
    typed_by_user().refused('A2: found "A"; expected "Saving", the row to be skipped', "A9: found no such row")


def test_a_line_end_inside_a_cell_is_no_new_row(project: SourceProject):
    project.csv('Option,Words,Cost\nA,"one\ntwo\nthree",1\nB,x,2\n', OPTION, column("words"), COST)
    assert addresses(project) == {"A": "C2", "B": "C3"}


def test_a_fault_below_a_row_of_another_length_has_its_true_address(project: SourceProject, typed_by_user):
    project.csv("Option,Cost\nA,1\nB,2,3\nC\nD,x1\n")
    typed_by_user().refused("row 3: found 3 cells", "row 4: found 1 cells", "B5 (Cost, D)")


def test_the_twenty_seventh_column_is_called_aa(project: SourceProject):
    columns = [OPTION, *(column(f"c{n}", "number") for n in range(2, 28))]
    project.table([["A", *(str(n) for n in range(2, 28))]], *columns)
    assert project.loaded().cell("A", "c27").derivation.address == "AA2"


def test_a_table_whose_dictionary_says_why_it_is_empty_has_its_columns_and_no_rows(project: SourceProject):
    project.csv("Option,Cost\n", empty="the document states none")
    table = project.loaded()
    assert (table.keys, table.texts(), table.column("cost")) == ([], [], {})


def test_an_empty_table_and_blank_rows_are_the_same(project: SourceProject):
    project.csv("Option,Cost\n,\n\n", empty="the document states none")
    assert project.loaded().keys == []


def test_rows_in_a_table_that_is_said_to_be_empty_are_refused(project: SourceProject, typed_by_user):
    project.csv("Option,Cost\nA,1\n", empty="the document states none")
    typed_by_user().refused("the file: found rows of data; expected none, since the document states none")
