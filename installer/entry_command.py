"""The command line of the self-contained application; also the process of its own in which a case list is read."""

import runpy
import sys

OWN_PROCESSES = ("panel_desk.caselists.workbook_child", "panel_desk.caselists.checking_child")

if sys.argv[1:2] == ["--module"] and sys.argv[2] in OWN_PROCESSES:
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
else:
    from panel_desk.cli.main import run

    run()
