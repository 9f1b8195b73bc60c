"""The evidence in the HTML page, and the one script that may run there: the panel that shows it."""

from __future__ import annotations

import base64
import hashlib

from tracepaper.errors import Fault, RenderError

POLICY = "default-src 'none';"
END = "</body>"


def add_evidence(page: str, *, evidence: bytes, script: str) -> str:
    """Put the evidence and the script at the end of the page, and name the script in the page's policy.

    Args:
        page: a page whose Content-Security-Policy allows no script.
        evidence: evidence.json, UTF-8.
        script: the code that runs in the page, and no other can.

    Raises:
        RenderError: the page has no such policy or no end.
    """
    code = f"\n{script}"
    policy = f"{POLICY} script-src '{_digest(code)}';"
    # A "<" in a source's text must not end the element, nor start a comment in it.
    data = evidence.decode("utf-8").replace("<", r"\u003c")
    elements = f'<script type="application/json" id="evidence">{data}</script>\n<script>{code}</script>\n'
    return _replaced(_replaced(page, POLICY, policy), END, elements + END)


def _digest(code: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(code.encode('utf-8')).digest()).decode('ascii')}"


def _replaced(page: str, found: str, instead: str) -> str:
    if page.count(found) != 1:
        fault = Fault("the HTML page", f"{page.count(found)} of {found}", "one", "Restore templates/brand/page.html.")
        raise RenderError("The evidence cannot be put into the HTML page.", [fault])
    return page.replace(found, instead)
