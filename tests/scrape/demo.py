"""A crawl of the box to look at: `make demo-scrape`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from news_box import AMP, OUTLETS, Box


def main() -> int:
    with Box().serving() as box, tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "news"
        fronts = [box.url(host, "/") for host in OUTLETS]
        hosts = [option for host in (*OUTLETS, AMP) for option in ("--resolve", f"{host}=127.0.0.1")]
        options = [
            "--out",
            str(out),
            "--allow-private",
            "--delay",
            "0.1",
            "--contact",
            "mailto:desk@example.org",
            *hosts,
        ]
        command = [sys.executable, "-m", "cleaner", "scrape", *fronts, *options]
        for what, more in (("What would be fetched", ["--dry-run"]), ("A first crawl", []), ("A second one", [])):
            print(f"\n== {what}\n", flush=True)
            box.edition += what.startswith("A second")
            subprocess.run([*command, *more], check=True, timeout=300)
    return 0


if __name__ == "__main__":
    sys.exit(main())
