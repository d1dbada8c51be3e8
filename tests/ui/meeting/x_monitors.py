"""Monitors of an X display, plugged in and unplugged while a program runs (RandR 1.5): a real one’s cable in a test."""

from __future__ import annotations

import ctypes as c
import sys
from typing import Any


class _Monitor(c.Structure):
    _fields_ = (
        ("name", c.c_ulong),
        ("primary", c.c_int),
        ("automatic", c.c_int),
        ("outputs_count", c.c_int),
        ("x", c.c_int),
        ("y", c.c_int),
        ("width", c.c_int),
        ("height", c.c_int),
        ("width_mm", c.c_int),
        ("height_mm", c.c_int),
        ("outputs", c.POINTER(c.c_ulong)),
    )


class _Resources(c.Structure):
    _fields_ = (
        ("at", c.c_ulong),
        ("configured_at", c.c_ulong),
        ("crtcs_count", c.c_int),
        ("crtcs", c.c_void_p),
        ("outputs_count", c.c_int),
        ("outputs", c.POINTER(c.c_ulong)),
    )


class XMonitors:
    """The display that ``DISPLAY`` names."""

    def __init__(self) -> None:
        self._x, self._randr = c.CDLL("libX11.so.6"), c.CDLL("libXrandr.so.2")
        doors: tuple[tuple[Any, Any, list[Any]], ...] = (
            (self._x.XOpenDisplay, c.c_void_p, [c.c_char_p]),
            (self._x.XDefaultRootWindow, c.c_ulong, [c.c_void_p]),
            (self._x.XInternAtom, c.c_ulong, [c.c_void_p, c.c_char_p, c.c_int]),
            (self._x.XSync, c.c_int, [c.c_void_p, c.c_int]),
            (self._randr.XRRGetScreenResources, c.c_void_p, [c.c_void_p, c.c_ulong]),
            (self._randr.XRRSetMonitor, None, [c.c_void_p, c.c_ulong, c.POINTER(_Monitor)]),
            (self._randr.XRRDeleteMonitor, None, [c.c_void_p, c.c_ulong, c.c_ulong]),
        )
        for function, result, takes in doors:
            function.restype, function.argtypes = result, takes
        self._display = self._x.XOpenDisplay(None)
        self._root = self._x.XDefaultRootWindow(self._display)

    def plug_in(self, name: str, x: int, y: int, width: int, height: int, *, first: bool = False) -> None:
        """A monitor at a place of the display; the first one takes the display's own output."""
        monitor = _Monitor(self._atom(name), int(first), 0, 0, x, y, width, height, 300, 200, None)
        if first:
            found = self._randr.XRRGetScreenResources(self._display, self._root)
            resources = c.cast(found, c.POINTER(_Resources)).contents
            monitor.outputs_count, monitor.outputs = 1, (c.c_ulong * 1)(resources.outputs[0])
        self._randr.XRRSetMonitor(self._display, self._root, c.byref(monitor))
        self._x.XSync(self._display, 0)

    def unplug(self, name: str) -> None:
        """It is not there any more."""
        self._randr.XRRDeleteMonitor(self._display, self._root, self._atom(name))
        self._x.XSync(self._display, 0)

    def _atom(self, name: str) -> int:
        found: int = self._x.XInternAtom(self._display, name.encode(), 0)
        return found


if __name__ == "__main__":
    # As a command: the two monitors of the tests, before the window is there.
    own = XMonitors()
    own.plug_in("own", 0, 0, 1280, 800, first=True)
    own.plug_in(sys.argv[1], 1280, 0, 1920, 1080)
