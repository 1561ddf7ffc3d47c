"""LibreOffice opening a workbook by its password, through the Python that has UNO."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

SYSTEM_PYTHON = "/usr/bin/python3"

PROGRAM = """
import json, subprocess, sys, time, uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

office, profile, pipe, source, target, password = json.loads(sys.argv[1])
child = subprocess.Popen([office, "-env:UserInstallation=" + profile, "--headless", "--norestore",
                          "--accept=pipe,name=" + pipe + ";urp;"],
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
context = uno.getComponentContext()
resolver = context.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
for _ in range(200):
    try:
        there = resolver.resolve("uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext")
        break
    except NoConnectException:
        time.sleep(0.2)
desktop = there.ServiceManager.createInstance("com.sun.star.frame.Desktop")
def said(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())
book = None
try:
    book = desktop.loadComponentFromURL(source, "_blank", 0, said(Hidden=True, Password=password))
except Exception as error:
    print(type(error).__name__)
if book is not None:
    book.storeToURL(target, said(FilterName="Calc MS Excel 2007 XML"))
    book.close(True)
try:
    desktop.terminate()
except Exception:
    pass
child.wait(30)
"""


@cache
def _has_office() -> bool:
    if shutil.which("soffice") is None or not Path(SYSTEM_PYTHON).exists():
        return False
    ended = subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], check=False, capture_output=True)
    return ended.returncode == 0


def resave(source: Path, folder: Path, password: str) -> Path | None:
    """Open a workbook by `password` and save it without; None if it did not open."""
    if not _has_office():
        pytest.skip("LibreOffice (soffice) with its Python is not here")
    target = folder / f"office-{source.name}"
    target.unlink(missing_ok=True)
    profile, pipe = (folder / "profile").as_uri(), f"kontaktnat{abs(hash(str(folder)))}"
    given = [shutil.which("soffice"), profile, pipe, source.as_uri(), target.as_uri()]
    subprocess.run(
        [SYSTEM_PYTHON, "-c", PROGRAM, json.dumps([*given, password])],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return target if target.is_file() else None
