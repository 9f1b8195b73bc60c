"""The evidence in the page: to the byte, and with one script that alone may run."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from tracepaper.errors import RenderError
from tracepaper.papers.render.html_structure import complete_html

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
PAGE = f'<html><head><meta http-equiv="Content-Security-Policy" content="{POLICY}"></head><body><p>x</p></body></html>'
SCRIPT = 'const words = "a <b> & £";\n'
EVIDENCE = b'{"label": "</script><!-- <b> \\\\u003c & \xc2\xa3"}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "brand").mkdir()
    (tmp_path / "brand" / "evidence.js").write_text(SCRIPT, encoding="utf-8")
    return tmp_path


def test_the_policy_names_the_script_and_nothing_else(folder: Path) -> None:
    page = complete_html(PAGE, folder=folder, evidence=EVIDENCE)
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL)
    assert [attributes for attributes, _ in scripts] == [' type="application/json" id="evidence"', ""]
    code = scripts[1][1]
    assert code.strip() == SCRIPT.strip()
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    (policy,) = re.findall('content="([^"]*)"', page)
    assert policy == POLICY.replace("'none'; img", f"'none'; script-src 'sha256-{digest}'; img", 1)


def test_nothing_in_the_evidence_ends_its_element(folder: Path) -> None:
    page = complete_html(PAGE, folder=folder, evidence=EVIDENCE)
    (data,) = re.findall('id="evidence">(.*?)</script>', page, re.DOTALL)
    assert "<" not in data
    assert json.loads(data) == json.loads(EVIDENCE)


def test_a_page_without_evidence_has_no_script(folder: Path) -> None:
    assert complete_html(PAGE, folder=folder) == PAGE


@pytest.mark.parametrize(
    "inside",
    (
        "<script>alert(1)</script>",
        '<script src="brand/evidence.js"></script>',
        '<script type="application/json" id="evidence">{}</script>',
        '<SCRIPT src="https://example.org/x.js">',
    ),
)
def test_any_other_script_is_refused(folder: Path, inside: str) -> None:
    with pytest.raises(RenderError, match="one file that loads nothing"):
        complete_html(PAGE.replace("<p>", f"{inside}<p>"), folder=folder, evidence=EVIDENCE)


@pytest.mark.parametrize("missing", ("default-src 'none';", "</body>"))
def test_a_page_template_that_cannot_hold_it_is_refused(folder: Path, missing: str) -> None:
    with pytest.raises(RenderError, match=re.escape(missing)):
        complete_html(PAGE.replace(missing, ""), folder=folder, evidence=EVIDENCE)


def test_the_brand_s_page_can_hold_it(folder: Path) -> None:
    template = Path(__file__).parents[3] / "templates" / "brand" / "page.html"
    complete_html(template.read_text(encoding="utf-8").replace("<link", "<meta"), folder=folder, evidence=EVIDENCE)
