"""The least that a window can be: Qt, one table, painted. Prints the moment of its first paint."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView


def main() -> None:
    """Show fifty rows, and end."""
    application = QApplication(sys.argv[:1])
    model = QStandardItemModel(50, 5)
    for row in range(50):
        for column in range(5):
            model.setItem(row, column, QStandardItem(f"{row}, {column}"))
    table = QTableView()
    table.setModel(model)
    window = QMainWindow()
    window.setCentralWidget(table)
    window.resize(1280, 800)
    window.show()
    # After everything that the showing has put into the queue, the painting included.
    QTimer.singleShot(0, lambda: (window.repaint(), print(time.time()), application.quit()))
    application.exec()


if __name__ == "__main__":
    main()
