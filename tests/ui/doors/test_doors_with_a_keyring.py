"""Doors on a computer with a real Secret Service: offered when the desk is made, asked when it is opened."""

from __future__ import annotations

from pathlib import Path

from tests.host.secret_service import told_in_a_session

_CHILD = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox
from tests.ui.desks import Opened
from panel_desk.services.unlocking import ways
from panel_desk.ui.shell.first_run import FirstRun
from panel_desk.ui.shell.unlock import Unlock
application = QApplication([])
root = Path("{root}")
around = Opened(root).around
def wait_for(this):
    for _ in range(600):
        if this():
            return
        loop = QEventLoop()
        QTimer.singleShot(50, loop.quit)
        loop.exec()
    raise AssertionError("it never came")
opened = []
door = FirstRun(around)
door.opened.connect(opened.append)
door.show()
door.begin_new_desk()
door.step._council.editor.setText("Fictional Borough Council")
door.next_button.click()
door.step._name.editor.setText("Asha Rahman")
door.next_button.click()
keyring_tick = door.step._remember
wait_for(lambda: keyring_tick.isVisible())
keyring_tick.click()
for field in (door.step._first, door.step._again):
    field.editor.setText("lantern orbit pickle moth")
door.next_button.click()
door.next_button.click()
door.step._editor.setText(door._draft.phrase)
door.next_button.click()
wait_for(lambda: opened)
folder = opened[0].book.vault.folder
around.tasks.wait_for(opened[0].close)
print(ways(folder).keyring)
lock = Unlock(around, folder)
lock.opened.connect(opened.append)
lock.show()
lock.try_keyring()
wait_for(lambda: len(opened) == 2)
print(opened[1].book.vault.folder == folder)
around.tasks.wait_for(opened[1].close)
around.tasks.close()
door.close()
lock.close()
"""


def test_a_desk_made_with_the_keyring_opens_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    assert told_in_a_session(_CHILD.format(root=tmp_path / "root"), tmp_path) == ["True", "True"]
