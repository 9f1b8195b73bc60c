"""An HTML paper read back: each figure, each other word, and the evidence to the byte."""

import pytest

from tracepaper.papers.printed.html import PrintedFigure, PrintedHtml, Run, read
from tracepaper.papers.render.html_structure import complete_html

POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
EVIDENCE = '{"label": "</script> <b> \\\\u003c \\\\\\\\ & £ \\n"}\n'.encode()
BODY = """
<a class="skip" href="#report">Skip to the 1 report</a>
<header><p>Sampleshire</p></header>
<main><h1>A paper</h1><p class="date">15 April 2021</p>
<nav><p>Contents</p><ul><li><a href="#sec-costs"><span class="number">1. </span>Costs</a></li></ul></nav>
<h2 class="numbered" id="sec-costs"><span class="number">1. </span>Costs</h2>
<div id="para-1-1" class="numbered"><p><span class="number">1.1</span> Spend was
<span class="traced" data-figure="spend" id="at-spend-1"><a href="#evidence-spend" tabindex="-1"
>£1,\u00ad500</a></span>9, a <em>change</em> of <span class="traced" data-figure="change"><a href="#evidence-change"
tabindex="-1"><span aria-hidden="true">(£200)</span><span class="spoken">saving of £200</span></a></span>: see
<a href="#tbl-costs">Table\u00a01</a>, <a href="#sec-costs">the costs of 7</a> and a note.<a href="#fn1"
class="footnote-ref"><sup>1</sup></a></p></div>
<table id="tbl-costs"><caption>Table\u00a01: Costs in 2021</caption>
<thead><tr><th>Year 3</th></tr></thead><tbody><tr><td>
<span class="traced" data-figure="cost"><a href="#evidence-cost" tabindex="-1">£7</a></span></td></tr></tbody></table>
<figure id="fig-costs"><div role="region">
<svg id="chart-costs" role="img" aria-label="Bars, 2 of them."><title>9</title>
<g><text>£0</text></g><g data-figure="cost"><text>£7</text></g></svg></div>
<figcaption>Figure\u00a01: Costs</figcaption></figure>
<p>First line<br>second <span class="number">£999</span><b hidden>88</b><style>p { margin: 77px }</style></p>
<h2 id="sec-evidence">Evidence</h2><p>All of it.</p>
<div class="evidence" id="evidence-cost"><p><strong>Cost:</strong> <span class="traced" data-figure="cost">£7</span></p>
<p><span class="cells">costs.csv B2 “7.00”</span></p>
<p><span class="places">Printed at <span class="place"><a href="#at-cost-1">place\u00a01</a></span></span></p></div>
<section class="footnotes"><ol><li><p>Of 12 months.</p></li></ol></section>
</main><footer><p>Sampleshire. 15 April 2021.</p></footer>
"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> PrintedHtml:
    """What is read from the page that the body and the evidence make."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "brand").mkdir()
    (folder / "brand" / "evidence.js").write_text("const seven = 7;\n", encoding="utf-8")
    page = f'<html lang="en-GB"><head><meta charset="utf-8">{POLICY}</head><body>{BODY}</body></html>'
    return read(complete_html(page, folder=folder, evidence=EVIDENCE))


def test_evidence_to_the_byte(paper: PrintedHtml) -> None:
    assert paper.evidence == EVIDENCE


def test_figures_in_order_with_their_places(paper: PrintedHtml) -> None:
    assert paper.figures == (
        PrintedFigure("spend", "£1,500", "", "paragraph 1.1", False),
        PrintedFigure("change", "(£200)", "saving of £200", "paragraph 1.1", False),
        PrintedFigure("cost", "£7", "", "Table 1: Costs in 2021", False),
        PrintedFigure("cost", "£7", "", "Figure 1: Costs", False, in_chart=True),
        PrintedFigure("cost", "£7", "", "Evidence of cost", True),
    )


def test_every_other_word_once_and_of_its_kind(paper: PrintedHtml) -> None:
    assert paper.words == (
        Run("Sampleshire", "", "text"),
        Run("A paper", "A paper", "text"),
        Run("15 April 2021", "A paper", "text"),
        Run("Contents", "Contents", "navigation"),
        Run("1. Costs", "Contents", "navigation"),
        Run("1.", "1. Costs", "number"),
        Run("Costs", "1. Costs", "text"),
        Run("1.1", "paragraph 1.1", "number"),
        Run("Spend was", "paragraph 1.1", "text"),
        Run("9, a change of", "paragraph 1.1", "text"),
        Run(": see", "paragraph 1.1", "text"),
        Run("Table 1", "paragraph 1.1", "number"),
        Run(", the costs of 7 and a note.", "paragraph 1.1", "text"),
        Run("1", "paragraph 1.1", "number"),
        Run("Table 1: Costs in 2021", "1. Costs", "navigation"),
        Run("Table 1:", "Table 1: Costs in 2021", "number"),
        Run("Costs in 2021", "Table 1: Costs in 2021", "text"),
        Run("Year 3", "Table 1: Costs in 2021", "text"),
        Run("£0", "Figure 1: Costs", "chart"),
        Run("Figure 1:", "Figure 1: Costs", "number"),
        Run("Costs", "Figure 1: Costs", "text"),
        Run("First line second £999", "1. Costs", "text"),
        Run("Evidence", "Evidence", "text"),
        Run("All of it.", "Evidence", "text"),
        Run("Cost:", "Evidence of cost", "text"),
        Run("costs.csv B2 “7.00”", "Evidence of cost", "text"),
        Run("Printed at", "Evidence of cost", "text"),
        Run("place 1", "Evidence of cost", "place"),
        Run("Of 12 months.", "the end of the paper", "text"),
        Run("Sampleshire. 15 April 2021.", "the foot of the page", "navigation"),
    )


def test_charts_by_their_ids(paper: PrintedHtml) -> None:
    assert paper.alts == {"costs": "Bars, 2 of them."}


@pytest.mark.parametrize("inside", ("", '<script id="evidence">{}</script>' * 2))
def test_a_page_with_no_evidence_or_two_has_none_to_trust(inside: str) -> None:
    assert read(f"<html><body><p>£7</p>{inside}</body></html>").evidence == b""


def test_a_figure_that_names_no_id_is_text() -> None:
    found = read('<body><p><span class="traced">£8</span></p><script id="evidence">{}</script></body>')
    assert found.words == (Run("£8", "", "text"),)
