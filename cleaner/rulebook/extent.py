"""What is right in each part of a rule file and too much together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from cleaner.errors import RuleError
from cleaner.rulebook.compiled import CompiledFile, Path, SourceMap
from cleaner.rulebook.match import Share, build_layer
from cleaner.rulebook.patterns import LineSet, Pattern, PatternError, any_of
from cleaner.rulebook.schema import RuleFile
from cleaner.rulebook.selectors import compile_css
from cleaner.rulebook.xpath import SelectorProblem

# Values of a file times its layouts: each layout has what it inherits, which may be all of the file. The largest site
# file that ships comes to some hundreds.
MAX_INHERITED = 200_000


def check_extent(rule: RuleFile, source_map: SourceMap) -> list[RuleError]:
    """The problem of a file whose layouts inherit too much."""
    values, layouts = len(source_map.lines), len(rule.layouts)
    if values * layouts <= MAX_INHERITED:
        return []
    problem = f"{layouts} layouts in a file of {values:,} values inherit more than {MAX_INHERITED:,}; split the file"
    return [source_map.error(problem, ("layouts",))]


def check_sets(file: CompiledFile) -> list[RuleError]:
    """The first problem of patterns that compile one by one and are too large together."""
    match = file.match
    checks: list[tuple[Path, Callable[[], object]]] = [
        (("match", "paths"), any_of(match.paths).check),
        (("fetch", "articles"), any_of(file.fetch.articles).check),
        (("fetch", "next_page"), partial(_compile_all, file.fetch.next_page)),
        (("fetch", "single_page"), partial(_compile_all, file.fetch.single_page)),
        (("match", "dump"), lambda: LineSet(map(Pattern, match.dump))),
        (("label",), partial(build_layer, [Share(file.rest)])),
    ]
    for i, layout in enumerate(file.layouts):
        checks.append((("layouts", i), partial(build_layer, [Share(layout.plan)])))
    for path, check in checks:
        try:
            check()
        except (PatternError, SelectorProblem) as error:
            return [file.source_map.error(str(error), path)]
    return []


def _compile_all(selectors: Iterable[str]) -> None:
    for selector in selectors:
        compile_css(selector)
