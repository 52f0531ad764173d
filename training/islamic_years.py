"""The months of the Umm al-Qura calendar as a file of the vocabulary: `python -m training.islamic_years`.

Needs hijridate (MIT), which the package itself does not: `pip install hijridate`.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from hijridate import Hijri

FILE = Path(__file__).parent.parent / "cleaner" / "vocabulary" / "islamic_years.txt"
YEARS = range(1410, 1501)  # 1989 to 2077
HEAD = """# The Islamic years of the calendar of Umm al-Qura: the day each begins on, and the lengths of its months.
# Made by `python -m training.islamic_years` from hijridate {version}.
"""


def main() -> None:
    """Write the file."""
    lines = [HEAD.format(version=version("hijridate"))]
    for year in YEARS:
        first = Hijri(year, 1, 1).to_gregorian().isoformat()
        lengths = " ".join(str(Hijri(year, month, 1).month_length()) for month in range(1, 13))
        lines.append(f"zxx: {year} {first} {lengths}\n")
    FILE.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
