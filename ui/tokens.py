"""The colours, sizes and spaces of the window, and the arithmetic that proves them readable.

Contrast follows WCAG 2.2: 4.5 to 1 for text (1.4.3), 3 to 1 for edges and marks (1.4.11).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "app": "#F3F5F8", "surface": "#FFFFFF", "raised": "#F8F9FB",
    "hover": "#EEF2F8", "select": "#E3ECFA",
    "nav": "#152238", "nav_text": "#DCE4F0", "nav_muted": "#9FB0C8",
    "nav_active": "#26385A", "nav_mark": "#8CC2FF", "nav_strong": "#FFFFFF",
    "line": "#DFE3EA", "control": "#7C8696", "text": "#10151F", "muted": "#4A5465",
    "off": "#4A5465", "accent": "#1A56A8", "accent_hover": "#12407F", "accent_text": "#FFFFFF",
    "link": "#1A56A8",
    "red": "#A8201A", "red_tint": "#FCEBEA", "amber": "#7A4700", "amber_tint": "#FFF2D5",
    "green": "#0B6137", "green_tint": "#E4F4EA", "violet": "#4B3A9B", "violet_tint": "#EEEBFB",
    "blue": "#174E97", "blue_tint": "#E5EFFC", "grey": "#3F4857", "grey_tint": "#ECEFF3",
    "focus": "#FFD400", "focus_ink": "#0B0D12", "paper": "#FFFFFF",
}
DARK: Mapping[str, str] = {
    "app": "#0F141C", "surface": "#171E29", "raised": "#1D2532",
    "hover": "#222C3B", "select": "#213A5E",
    "nav": "#0A0E15", "nav_text": "#D5DEEB", "nav_muted": "#8FA1BA",
    "nav_active": "#1D2C45", "nav_mark": "#8CC2FF", "nav_strong": "#FFFFFF",
    "line": "#2C3646", "control": "#8592A6", "text": "#EEF2F8", "muted": "#B3BECF",
    "off": "#B3BECF", "accent": "#8CC2FF", "accent_hover": "#B4D7FF", "accent_text": "#0A1626",
    "link": "#8CC2FF",
    "red": "#FF9C94", "red_tint": "#3D1A1C", "amber": "#FFC766", "amber_tint": "#382A0E",
    "green": "#7FD8A4", "green_tint": "#10301F", "violet": "#C3B7FF", "violet_tint": "#2A2449",
    "blue": "#A3CCFF", "blue_tint": "#16304F", "grey": "#CBD3DF", "grey_tint": "#2A3340",
    "focus": "#FFD400", "focus_ink": "#0B0D12", "paper": "#FFFFFF",
}
CONTRAST: Mapping[str, str] = {
    "app": "#000000", "surface": "#000000", "raised": "#000000",
    "hover": "#1A1A1A", "select": "#003A8C",
    "nav": "#000000", "nav_text": "#FFFFFF", "nav_muted": "#FFFFFF",
    "nav_active": "#003A8C", "nav_mark": "#FFFF00", "nav_strong": "#FFFFFF",
    "line": "#FFFFFF", "control": "#FFFFFF", "text": "#FFFFFF", "muted": "#FFFFFF",
    "off": "#B4B4B4", "accent": "#FFFF00", "accent_hover": "#FFFFFF", "accent_text": "#000000",
    "link": "#FFFF00",
    "red": "#FFB3AD", "red_tint": "#000000", "amber": "#FFE08A", "amber_tint": "#000000",
    "green": "#9CF5BE", "green_tint": "#000000", "violet": "#DCD3FF", "violet_tint": "#000000",
    "blue": "#B8DBFF", "blue_tint": "#000000", "grey": "#FFFFFF", "grey_tint": "#000000",
    "focus": "#FFFF00", "focus_ink": "#000000", "paper": "#FFFFFF",
}
THEMES: Mapping[str, Mapping[str, str]] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}

TONES = ("red", "amber", "green", "violet", "blue", "grey")

# Kind of text: points at 100 %, weight.
TYPE: Mapping[str, tuple[float, int]] = {
    "display": (17, 700), "h1": (15, 700), "h2": (12, 600), "body": (10, 400),
    "strong": (10, 600), "small": (9, 400), "tag": (9, 600), "caps": (8.5, 600),
}

# (what is drawn, what it is drawn on, the least ratio)
PAIRS: tuple[tuple[str, str, float], ...] = (
    *(("text", ground, 4.5) for ground in ("surface", "app", "select", "hover", "raised")),
    *(("muted", ground, 4.5) for ground in ("surface", "app", "select", "raised")),
    *(("off", ground, 4.5) for ground in ("surface", "app", "grey_tint")),
    *(("link", ground, 4.5) for ground in ("surface", "app", "select")),
    ("accent_text", "accent", 4.5), ("accent_text", "accent_hover", 4.5),
    ("nav_text", "nav", 4.5), ("nav_muted", "nav", 4.5), ("nav_text", "nav_active", 4.5),
    ("nav_strong", "nav_active", 4.5), ("nav_mark", "nav_active", 3.0),
    ("control", "surface", 3.0), ("control", "app", 3.0), ("accent", "surface", 3.0),
    ("focus_ink", "focus", 3.0),
    *((tone, f"{tone}_tint", 4.5) for tone in TONES),
    *((tone, ground, 4.5) for tone in TONES for ground in ("surface", "select")),
    *(("text", f"{tone}_tint", 4.5) for tone in TONES),
)


@functools.cache
def luminance(colour: str) -> float:
    """The relative luminance (0 to 1) of a colour written ``#RRGGBB``, as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """The contrast ratio (1 to 21) of two colours written ``#RRGGBB``."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
