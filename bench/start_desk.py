"""Panel Desk as a person starts it: the door, the passphrase, Today painted. Prints the moment."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from panel_desk.ui.start import load


def main() -> None:
    """Open the desk below the folder of the first argument with the passphrase of the second, and end."""
    load()
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

    from panel_desk.services.preferences import preferences_of
    from panel_desk.ui.app import PanelDesk

    application = QApplication(sys.argv[:1])
    desk = PanelDesk(preferences_of(Path(sys.argv[1])))
    desk.start()
    secret = next(field for field in desk.window.findChildren(QLineEdit) if field.isVisibleTo(desk.window))
    secret.setText(sys.argv[2])
    looking = QTimer()

    def look() -> None:
        if desk.session is None:
            for button in desk.window.findChildren(QPushButton):
                if button.text() == "Open" and button.isEnabled():
                    button.click()
            return
        looking.stop()
        desk.window.repaint()
        print(time.time(), flush=True)
        desk.window.close()
        application.quit()

    looking.timeout.connect(look)
    looking.start(1)
    application.exec()


if __name__ == "__main__":
    main()
