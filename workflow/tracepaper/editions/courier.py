"""Send one notice to one address. Run as a program of its own, so that whatever a server does ends with it.

An address holds a password: it comes on standard input, where no list of processes shows it. What the library logs may
hold it too: it is read here and goes no further. What is printed is nothing, or why the notice was not sent.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import re
import sys

UNKNOWN = "this is not an address of a service that apprise knows"
# What the library logs of a fault, and what we say of it. Nothing of the log is quoted but an HTTP status.
REASONS = {
    r"timed out|did not finish": "its server did not answer in time",
    r"Connection refused": "nothing listens at its host and port",
    r"Name or service not known|name resolution|nodename|No address associated": "its host name is not known here",
    r"\b53[0-5]\b|error=40[13]\b": "its server does not accept the user and password",
    r"CERTIFICATE|certificate|SSL|STARTTLS": "no secure connection to its server could be made",
    r"error=3\d\d\b": "its server sends elsewhere, and a notice is not sent elsewhere: write the new address",
    r"error=(\d{3})\b": "its server answered with status {}",
    r"refused: \d|SMTPRecipientsRefused|\(55\d": "its server does not accept the recipient",
}
OTHER = "apprise could not send it; its own command, apprise -vvv, says more"


class _Heard(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(record.getMessage())


def sent(address: str, title: str, body: str) -> str:
    """Send one notice; return "" or why it was not sent."""
    import apprise

    logger, heard = logging.getLogger("apprise"), _Heard()
    logger.setLevel(logging.DEBUG)
    logger.addHandler(heard)
    logger.propagate = False
    # Nothing is kept on disk, nobody is asked for a picture, and no server can pass the notice on to another host.
    asset = apprise.AppriseAsset(
        app_id="tracepaper", app_desc="tracepaper", app_url="", image_url_mask="", image_url_logo="",
        storage_mode=apprise.PersistentStoreMode.MEMORY, http_redirects=False, service_timeout=0, async_mode=False,
    )  # fmt: skip
    service = apprise.Apprise.instantiate(address, asset=asset)
    if service is None:
        return UNKNOWN
    notice = apprise.Apprise(service, asset=asset)
    done = notice.notify(title=title, body=body, notify_type="failure", body_format="text")
    return "" if done else _reason("\n".join(heard.lines))


def _reason(log: str) -> str:
    for pattern, words in REASONS.items():
        if found := re.search(pattern, log):
            return words.format(*found.groups())
    return OTHER


def main() -> int:
    """Send what standard input holds: {"address", "title", "body"}."""
    notice = json.load(sys.stdin)
    with contextlib.redirect_stdout(io.StringIO()):
        why = sent(notice["address"], notice["title"], notice["body"])
    print(why)
    return 0


if __name__ == "__main__":
    sys.exit(main())
