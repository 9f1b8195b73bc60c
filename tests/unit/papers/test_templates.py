"""Templates place figures and never compute; whatever else they try is refused with its file and line."""

from __future__ import annotations

import re

import pytest

from tracepaper import records
from unit.papers.desk import Desk, write

HERE = "templates/papers/hours.qmd.j2, line 3: found "
NAMES = "Check the names there against figures: and tables: in the paper's settings."
SPAN = '[{}]{{.traced data-figure="cell-libraries-visits-b2"}}'
FILTERS = (
    *("default('x')", "safe", "e", "escape", "forceescape", "attr('id')", "replace('a', 'b')", "upper", "length"),
    *("sum", "round", "int", "format(1)", "tojson", "xmlattr", "map('upper')"),
)


class TestATemplatePlacesWhatThePaperHas:
    def test_a_figure_by_its_name_and_one_of_a_family_by_its_key(self, desk: Desk) -> None:
        assert desk.printed("{{ all_visits['2024/25'] }}, {{ visits['Central']['2024/25'] }} in Central.") == (
            '[55,530]{.traced data-figure="all-visits-2024-25"}, '
            '[43,050]{.traced data-figure="visits-central-2024-25"} in Central.'
        )

    def test_text_from_a_table(self, desk: Desk) -> None:
        body = "{% for item in by_library.texts() %}\n- {{ item.library }}: {{ item.remark }}\n{% endfor %}"
        assert desk.printed(body) == "- Central: Open daily\n- Harbour: Closed on Monday"

    def test_text_from_a_table_is_traced_to_its_cell_where_it_holds_a_number(self, desk: Desk) -> None:
        rows = 'Central,Open 7 days,1,1\nHarbour,"Twelve hours, [B6]",1,1\n'
        desk.source("visits", f"Library,Remark,2023/24,2024/25\n{rows}Total,,2,2\n")
        assert desk.type("ingest", "libraries").status == desk.type("calculate", "hours").status == 0
        body = "{% for item in by_library.texts() %}\n- {{ item.library }}: {{ item.remark }}\n{% endfor %}"
        assert desk.printed(f"{body}\n\n{{{{ remark }}}}").split("\n") == [
            '- Central: [Open 7 days]{.traced data-figure="cell-libraries-visits-b2"}',
            '- Harbour: [Twelve hours, \\[B6\\]]{.traced data-figure="cell-libraries-visits-b3"}',
            "",
            '[Open 7 days]{.traced data-figure="cell-libraries-visits-b2"}',
        ]
        assert "::: {#evidence-cell-libraries-visits-b2 .evidence}\n**B2 of visits\\.csv" in desk.annex

    def test_the_settings_of_the_paper(self, desk: Desk) -> None:
        assert desk.printed("{{ paper.cover.committee }}, {{ paper.date }}") == "Cabinet, 3 June 2025"

    def test_comments_are_for_the_author_alone_and_ids_are_not_comments(self, desk: Desk) -> None:
        assert desk.printed("## Visits {#sec-visits}\n\n<# To be checked: {{ nosuch }} #>Checked.") == (
            "## Visits {#sec-visits}\n\nChecked."
        )

    def test_a_name_that_may_be_missing_can_be_asked_for(self, desk: Desk) -> None:
        assert desk.printed("{% if nosuch is defined %}a{% else %}b{% endif %}") == "b"

    @pytest.mark.parametrize("text", ["{{ 7*7 }}", "{% for x in y %}", "{{ all_visits }}", "<# a #>", "{{ nosuch }}"])
    def test_data_is_never_read_as_a_template(self, text: str, desk: Desk) -> None:
        desk.source("visits", f'Library,Remark,2023/24,2024/25\nCentral,"{text}",1,1\nTotal,,1,1\n')
        assert desk.type("ingest", "libraries").status == desk.type("calculate", "hours").status == 0
        printed = desk.printed("{{ remark }} {% set kept %}{{ remark }}{% endset %}{{ kept }}")
        shown = SPAN.format(text) if "7" in text else text
        assert re.sub(r"\\(.)", r"\1", printed) == f"{shown} {shown}"


class TestAWrongNameIsToldWithItsLineAndWhatThereIs:
    @pytest.mark.parametrize(
        ("body", "found"),
        [
            ("{{ nosuch }}", "'nosuch' is undefined"),
            ("{% if nosuch %}a{% endif %}", "'nosuch' is undefined"),
            ("{% for x in nosuch %}a{% endfor %}", "'nosuch' is undefined"),
            ("{{ nosuch | pounds }}", "'nosuch' is undefined"),
            ("{{ [nosuch] | listed }}", "'nosuch' is undefined"),
            ("{{ row('a', [nosuch]) }}", "'nosuch' is undefined"),
            ("{{ visits['Centrl']['2024/25'] }}", 'There is no "Centrl" here. There are: Central, Harbour'),
            ("{{ visits['Central']['2025/26'] }}", 'There is no "2025/26" here. There are: 2023/24, 2024/25'),
            ("{{ paper.titel }}", 'There is no "titel" here. There are: title, short_title'),
            ("{{ by_library.cell('Central', '2025/26') }}", 'data/raw/libraries/visits.csv has no column "2025/26"'),
        ],
    )
    def test_in_the_words_of_the_paper(self, body: str, found: str, desk: Desk) -> None:
        desk.compose(body).refused("papers/hours.qmd.j2 cannot be filled in.", HERE + found, NAMES, status=4)

    def test_at_the_line_where_it_stands(self, desk: Desk) -> None:
        desk.compose("One.\n\nTwo.\n\n{{ nosuch }}").refused("hours.qmd.j2, line 7: ", status=4)

    def test_in_the_part_where_it_stands(self, desk: Desk) -> None:
        write(desk.root / "templates" / "partials" / "own.qmd.j2", "{% macro said(x) %}\n\n{{ y }}\n{% endmacro %}\n")
        done = desk.compose('{% import "partials/own.qmd.j2" as own %}{{ own.said("x") }}')
        done.refused("templates/partials/own.qmd.j2, line 3: found 'y' is undefined", status=4)


class TestWhatIsNotToBePrintedIsRefused:
    @pytest.mark.parametrize(
        ("body", "found"),
        [
            ("{{ all_visits }}", "all of 2023/24, 2024/25, which is neither"),
            ("{{ libraries }}", "a list of 2, which is neither"),
            ("{{ by_library }}", "a table, which is neither"),
            ("{{ none }}", "None, which is neither"),
            ("{{ 569385 }}", "569385, which is neither"),
            ("{{ 0.5 }}", "0.5, which is neither"),
            ("{{ true }}", "True, which is neither"),
            ("{{ libraries == libraries }}", "True, which is neither"),
            ("{% for x in libraries %}{{ loop.index }}{% endfor %}", "1, which is neither"),
            ("{{ row('a', [none]) }}", "None, which is neither"),
            ("{{ [remark, 5] | listed }}", "5, which is neither"),
            ("{{ by_library.cell('Central', '2024/25') }}", "an unnamed figure (43050)"),
            ("{{ by_library.cell('Central', '2024/25') | pounds }}", "an unnamed figure (43050)"),
            ("{{ -all_costs['2024/25'] }}", "an unnamed figure (-950)"),
        ],
    )
    def test_with_the_remedy(self, body: str, found: str, desk: Desk) -> None:
        done = desk.compose(body)
        done.refused(f"{HERE}A template prints {found}", "Give a figure an id and a label under figures:", status=4)
        assert str(desk.root) not in done.complaint

    def test_a_figure_cannot_decide_anything(self, desk: Desk) -> None:
        desk.compose("{% if all_visits['2024/25'] > all_visits['2023/24'] %}a{% endif %}").refused(
            "is not compared by a sign such as == or <", status=4
        )

    def test_a_choice_without_an_otherwise(self, desk: Desk) -> None:
        desk.compose("{{ remark if false }}").refused(HERE, "no else section", status=4)


class TestATemplateCannotCompute:
    @pytest.mark.parametrize(
        "body",
        [
            "{{ all_costs['2024/25'] + all_costs['2023/24'] }}",
            "{{ all_costs['2024/25'] - all_costs['2023/24'] }}",
            "{{ all_costs['2024/25'] * all_costs['2023/24'] }}",
            "{{ all_costs['2024/25'] / all_costs['2023/24'] }}",
            "{{ 7 // 2 }}",
            "{{ 7 % 2 }}",
            "{{ 9 ** 9 }}",
            "{{ 'A' * 1000000000 }}",
            "{{ '%9999999999d' % 1 }}",
            "{{ remark ~ remark }}",
            "{{ remark + 'x' }}",
            "{% set x = 1 + 1 %}",
            "{% if 1 + 1 == 2 %}a{% endif %}",
            "{% for x in libraries + libraries %}a{% endfor %}",
        ],
    )
    def test_not_even_where_nothing_is_printed(self, body: str, desk: Desk) -> None:
        desk.compose(body).refused(HERE, "an operation (", "figures: in the paper's settings computes them", status=4)

    @pytest.mark.parametrize("filter", FILTERS)
    def test_there_are_no_filters_but_those_of_papers(self, filter: str, desk: Desk) -> None:
        desk.compose(f"{{{{ remark | {filter} }}}}").refused(
            f"{HERE}No filter named '{filter.partition('(')[0]}'", "names and filters stand in {{ }}", status=4
        )


class TestATemplateReachesNothingButThePaper:
    @pytest.mark.parametrize(
        "name", ["range", "lipsum", "cycler", "joiner", "namespace", "dict", "open", "place", "environment"]
    )
    def test_no_function_of_the_program(self, name: str, desk: Desk) -> None:
        desk.compose(f"{{{{ {name}(3) }}}}").refused(f"'{name}' is undefined", status=4)

    @pytest.mark.parametrize(
        "body",
        [
            "{{ remark.__class__ }}",
            "{{ remark['__class__'] }}",
            "{{ remark.format(1) }}",
            "{{ ''.__class__.__mro__[1].__subclasses__() }}",
            "{{ row.__globals__ }}",
            "{{ by_library.file }}",
            "{{ by_library.__init__.__globals__ }}",
            "{{ by_library._array('library') }}",
            "{{ by_library.cell.__func__ }}",
            "{{ all_costs['2024/25'].value }}",
            "{{ all_costs['2024/25'].derivation.path }}",
            "{{ all_costs['2024/25'].named('a', 'b') }}",
            "{{ libraries.append('x') }}",
            "{% for x in libraries %}{{ loop.__class__ }}{{ loop._iterator }}{% endfor %}",
            "{{ self.__init__ }}",
            "{% block a %}{% endblock %}{{ self._TemplateReference__context }}",
            '{% import "partials/tables.qmd.j2" as tables %}{{ tables.__dict__ }}',
            '{% import "partials/tables.qmd.j2" as tables %}{{ tables.by_column.__globals__ }}',
        ],
    )
    def test_no_part_of_its_workings(self, body: str, desk: Desk) -> None:
        desk.compose(body).refused(HERE, "cannot be asked of", status=4)

    @pytest.mark.parametrize("name", ["__class__", "clear", "update"])
    def test_nothing_of_a_family_but_its_members(self, name: str, desk: Desk) -> None:
        for family in ("paper", "all_costs"):
            desk.compose(f"{{{{ {family}.{name}() }}}}").refused(f'There is no "{name}" here. There are: ', status=4)

    @pytest.mark.parametrize(
        "name", ["../config/config.yaml", "/etc/passwd", "papers/../../config/config.yaml", "nosuch.j2"]
    )
    def test_no_file_outside_templates(self, name: str, desk: Desk) -> None:
        for tag in ("include", "extends"):
            desk.compose(f'{{% {tag} "{name}" %}}').refused(
                f'no template "{name}"', "Write it, or mend its name.", status=4
            )

    @pytest.mark.parametrize("name", ["papers/other.qmd.j2", "own.qmd.j2", "brand/own.qmd.j2"])
    def test_no_template_whose_change_would_not_be_seen(self, name: str, desk: Desk) -> None:
        write(desk.root / "templates" / name, "Words of another paper.")
        desk.compose(f'{{% include "{name}" %}}').refused(
            f"templates/{name}: found another's", "words that papers share stand in templates/partials", status=4
        )

    def test_no_file_behind_a_link(self, desk: Desk) -> None:
        write(desk.root / "elsewhere.txt", "Exempt information.")
        (desk.root / "templates" / "partials" / "linked.j2").symlink_to(desk.root / "elsewhere.txt")
        done = desk.compose('{% include "partials/linked.j2" %}')
        done.refused("templates/partials/linked.j2: found a link; expected a file", status=4)

    @pytest.mark.parametrize("tag", ["do remark", "debug", "trans", "load 'x'"])
    def test_no_statement_that_jinja_adds(self, tag: str, desk: Desk) -> None:
        desk.compose(f"{{% {tag} %}}").refused(HERE, "unknown tag", status=4)


class TestATemplateThatGoesWrongEndsInWords:
    @pytest.mark.parametrize(
        "body",
        [
            "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
            "{% include 'papers/hours.qmd.j2' %}",
            "{% extends 'papers/hours.qmd.j2' %}",
            "{% block a %}{{ self.a() }}{% endblock %}",
        ],
    )
    def test_one_that_calls_itself_without_end(self, body: str, desk: Desk) -> None:
        desk.compose(body).refused(HERE, "calls itself without end", status=4)

    @pytest.mark.parametrize(
        ("body", "line", "found"),
        [
            ("{% if %}", 3, "Expected an expression"),
            ("{{ remark", 3, "unexpected end of template"),
            ("One.\n\n{{ 'a' b }}", 5, "expected token 'end of print statement', got 'b'"),
            ("{% for x in libraries %}", 3, "Unexpected end of template"),
            ("{% block a %}\n{% endblok %}", 4, "endblok"),
            ("{{ remark | pounds | }}", 3, "expected token 'name'"),
        ],
    )
    def test_a_slip_in_its_writing(self, body: str, line: int, found: str, desk: Desk) -> None:
        desk.compose(body).refused(f"templates/papers/hours.qmd.j2, line {line}: found ", found, status=4)

    @pytest.mark.parametrize(
        "body",
        [
            "{{ row('x') }}",
            "{{ row('x', 'All') }}",
            "{{ remark | titles }}",
            "{{ all_costs['2024/25'] | pounds(10000) }}",
            "{{ all_costs['2024/25'] | pounds('two') }}",
            "{{ remark | pounds }}",
            "{{ rounding_note([5], 5) }}",
            "{{ by_library.cell() }}",
            "{{ remark() }}",
        ],
    )
    def test_a_call_that_makes_no_sense(self, body: str, desk: Desk) -> None:
        desk.compose(body).refused(HERE, status=4)

    def test_one_that_is_not_there(self, desk: Desk) -> None:
        desk.template.unlink()
        desk.type("compose", "hours").refused('no template "papers/hours.qmd.j2"', "Write it", status=4)

    def test_one_that_is_not_utf_8(self, desk: Desk) -> None:
        desk.template.write_bytes("Cost: £5".encode("cp1252"))
        desk.type("compose", "hours").refused("papers/hours.qmd.j2", "bytes that are not UTF-8 text", status=4)

    def test_the_blocks_of_the_report_type_that_are_not_filled_are_named_at_once(self, desk: Desk) -> None:
        done = desk.compose("{% extends 'types/options_appraisal.qmd.j2' %}{% block summary %}Said.{% endblock %}")
        done.refused(
            "no block background, key_issues, options", "Where there is nothing to say, say so and why", status=4
        )


class TestPhrasesOfTheSettings:
    def test_hold_figures(self, desk: Desk) -> None:
        printed = desk.printed(
            "{{ paper.recommendations[0] }}",
            recommendations=["That the {{ all_visits['2024/25'] }} visits be *noted*."],
        )
        assert printed == 'That the [55,530]{.traced data-figure="all-visits-2024-25"} visits be *noted*.'

    def test_do_not_read_data_as_a_phrase(self, desk: Desk) -> None:
        desk.source("visits", 'Library,Remark,2023/24,2024/25\nCentral,"{{ 7*7 }} *x*",1,1\nTotal,,1,1\n')
        assert desk.type("ingest", "libraries").status == 0
        printed = desk.printed("{{ paper.recommendations[0] }}", recommendations=["Note: {{ remark }}"])
        assert printed == "Note: " + SPAN.format(r"\{\{ 7\*7 \}\} \*x\*")

    @pytest.mark.parametrize(
        ("phrase", "found"),
        [
            ("{{ nosuch }}", "'nosuch' is undefined"),
            ("{{ all_costs['2024/25'] + all_costs['2024/25'] }}", "an operation (add)"),
            ("{{ remark | safe }}", "No filter named 'safe'"),
            ("{{ by_library.cell('Central', '2024/25') }}", "an unnamed figure"),
            ("{{ remark", "unexpected end of template"),
            ("{{ 5 }}", "5, which is neither"),
        ],
    )
    def test_are_refused_like_templates_and_named_by_their_key(self, phrase: str, found: str, desk: Desk) -> None:
        done = desk.compose(recommendations=[phrase])
        done.refused("config/papers/hours.yaml, recommendations", found, status=4)
        assert desk.compose(title=phrase).complaint.startswith("config/papers/hours.yaml, title cannot be filled in.")


@pytest.mark.parametrize("read", ["papers/hours.qmd.j2", "partials/own.qmd.j2", "types/own.qmd.j2"])
def test_a_paper_is_out_of_date_when_a_template_that_it_read_changes(read: str, desk: Desk) -> None:
    write(desk.root / "templates" / "partials" / "own.qmd.j2", "Own words.")
    write(desk.root / "templates" / "types" / "own.qmd.j2", "{{ front_matter }}\n{% block text %}{% endblock %}")
    write(
        desk.template,
        '{% extends "types/own.qmd.j2" %}{% block text %}{% include "partials/own.qmd.j2" %}{% endblock %}',
    )
    assert desk.compose().status == 0
    record = desk.composed.parent / "record.json"
    assert records.is_current(record, root=desk.root)
    changed = desk.root / "templates" / read
    write(changed, changed.read_text("utf-8") + "<# Reworded. #>")
    assert not records.is_current(record, root=desk.root)
