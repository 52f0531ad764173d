"""How much memory a crawl takes over many requests: `python tests/scrape/endless.py --requests 20000`.

One host with so many short pages in a sitemap, robots.txt without a delay. Prints the memory of the crawler every
thousand requests, and fails where it has grown after the first thousand. The pages are not cleaned, which is a process
of its own and takes ten times as long as all else.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from news_box import GAZETTE, Answer, Box

PAGE = "<html><title>Story {0}</title><body><h1>Story {0}</h1><p>{1}</p></body></html>"
STEP = 1000
MAX_GROWTH = 1.1
TEXT = "The harbour of Marle opens again on Tuesday after four months of work, the authority said in a statement. " * 4


STUB = """
import sys
from cleaner.cli import main
from cleaner.model import Status
from cleaner.scrape.verdicts import PageVerdict, VerdictFingerprint, Verdicts
Verdicts.of = lambda self, page: PageVerdict(page.url, Status.OK, fingerprint=VerdictFingerprint(page.url))
sys.exit(main(sys.argv[1:]))
"""


class Endless(Box):
    def build(self) -> None:
        self.add(GAZETTE, "/robots.txt", Answer("", 404))
        entries = "".join(
            f"<url><loc>{self.url(GAZETTE, f'/2026/05/{n}-a-b-c')}</loc></url>" for n in range(self.count)
        )
        self.add(GAZETTE, "/sitemap.xml", Answer(f"<urlset>{entries}</urlset>", kind="text/xml"))

    def answer(self, host: str, path: str, headers: object) -> Answer:
        if path.startswith("/2026/"):
            return Answer(PAGE.format(path.split("/")[3], TEXT))
        return super().answer(host, path, {})


def resident_megabytes(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--requests", type=int, default=20_000)
    box = Endless(articles=parser.parse_args().requests)
    with box.serving(), tempfile.TemporaryDirectory() as folder:
        options = [
            "--out",
            folder + "/news",
            "--delay",
            "0",
            "--allow-private",
            "--no-clean",
            "--contact",
            "mailto:a@example.org",
        ]
        target = box.url(GAZETTE, "/sitemap.xml")
        command = [sys.executable, "-c", STUB, "scrape", target, *options, "--resolve", f"{GAZETTE}=127.0.0.1"]
        process = subprocess.Popen(command)
        shown: list[float] = []
        while process.poll() is None:
            time.sleep(0.5)
            if len(box.log) >= STEP * len(shown):
                shown.append(resident_megabytes(process.pid))
                print(f"{len(box.log):>6} requests  {shown[-1]:6.1f} MB", flush=True)
    has_grown = max(shown) > MAX_GROWTH * shown[min(1, len(shown) - 1)]
    print("the memory has grown" if has_grown else "the memory is flat")
    return int(has_grown or process.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
