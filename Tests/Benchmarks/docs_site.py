"""Plain documentation pages: Bespoke and Hugo build the same Markdown in turns."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from corpus import pages
from measure import Cost, Meter, cost_cells, cost_heads, print_table, tree_size

HUGO_CONFIGURATION = """
baseURL = "https://example.org/"
title = "Benchmark"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotstxt", "404"]
[markup.highlight]
codeFences = {fences}
noClasses = false
[markup.tableOfContents]
startLevel = 2
endLevel = 3
"""

HUGO_SINGLE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title><link rel="stylesheet" href="/site.css"></head>
<body>
<header><a href="/">{{ .Site.Title }}</a></header>
<main><article><h1>{{ .Title }}</h1>
{{ .Content }}
</article></main>
<aside>{{ .TableOfContents }}</aside>
</body>
</html>
"""

HUGO_SINGLE_WITH_NAVIGATION = HUGO_SINGLE.replace(
    "<main>",
    """<nav><ol>{{ $this := . }}{{ range .CurrentSection.RegularPages }}
<li><a href="{{ .RelPermalink }}"{{ if eq . $this }} aria-current="page"{{ end }}>{{ .Title }}</a></li>
{{ end }}</ol></nav>
<main>""",
)

HUGO_LIST = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul></body>
</html>
"""

# The same page as Hugo's theme, in Bespoke's templates: no navigation, no headers, contents.
BESPOKE_PAGE = """<!doctype html>
<html lang="{{lang}}">
<head><meta charset="utf-8"><title>{{title}}</title><link rel="stylesheet" href="{{assetsPath}}/site.css"></head>
<body>
<header><a href="{{homePath}}">{{siteTitle}}</a></header>
<main><article>
{{{content}}}
</article></main>
{{#hasToc}}
<aside><ul>
{{#toc}}
<li><a href="{{href}}">{{{title}}}</a>
{{#hasChildren}}
<ul>
{{#children}}
<li><a href="{{href}}">{{{title}}}</a></li>
{{/children}}
</ul>
{{/hasChildren}}
</li>
{{/toc}}
</ul></aside>
{{/hasToc}}
</body>
</html>
"""


@dataclass(frozen=True)
class Contender:
    label: str
    command: list[str]
    output: Path
    # HTML files of pages alone, to see that nothing was left out.
    count_pages: str


def write_bespoke(folder: Path, groups: list[list], *, plain: bool) -> None:
    """One guide per group of pages, each with one cluster without values."""
    for number, group in enumerate(groups, start=1):
        guide = folder / "content" / f"guide-{number}"
        (guide / "en").mkdir(parents=True)
        (guide / "clusters").mkdir()
        (guide / "guide.yaml").write_text(
            f"title: Benchmark {number}\ndescription: Generated pages\nlanguages: [en]\n"
        )
        (guide / "clusters" / "all.yaml").write_text("title: All pages\n")
        for page in group:
            (guide / "en" / f"{page.name}.md").write_text(f"# {page.title}\n\n{page.body}")
    if plain:
        (folder / "templates").mkdir()
        (folder / "templates" / "page.mustache").write_text(BESPOKE_PAGE)


def write_hugo(folder: Path, groups: list[list], single: str, *, chroma: bool) -> None:
    layouts = folder / "layouts"
    layouts.mkdir(parents=True)
    (layouts / "single.html").write_text(single)
    (layouts / "list.html").write_text(HUGO_LIST)
    (folder / "hugo.toml").write_text(HUGO_CONFIGURATION.format(fences="true" if chroma else "false"))
    for number, group in enumerate(groups, start=1):
        section = folder / "content" / f"guide-{number}"
        section.mkdir(parents=True)
        for page in group:
            (section / f"{page.name}.md").write_text(f"+++\ntitle = '{page.title}'\n+++\n\n{page.body}")


def contenders(bespoke: str, hugo: str, folder: Path, all_pages: list, groups: int, full: bool):
    size = -(-len(all_pages) // groups)
    split = [all_pages[start : start + size] for start in range(0, len(all_pages), size)]
    # Links lead to pages nearby; a page at an edge of a group may name one that is not in it.
    split = [[localised(page, group) for page in group] for group in split]
    one = [[page for group in split for page in group]]

    def ours(label: str, name: str, parts: list[list], *, plain: bool, jobs: int | None):
        source, output = folder / name, folder / f"{name}-{jobs or 'default'}-out"
        if not source.exists():
            write_bespoke(source, parts, plain=plain)
        command = [bespoke, "build", str(source), "-o", str(output), "-q"]
        command += ["--jobs", str(jobs)] if jobs else []
        return Contender(label, command, output, "guide-*/all/en/[0-9]*.html")

    def theirs(label: str, name: str, single: str, *, chroma: bool):
        source, output = folder / name, folder / f"{name}-out"
        write_hugo(source, split, single, chroma=chroma)
        command = [hugo, "build", "-s", str(source), "-d", str(output), "--quiet", "--noBuildLock"]
        return Contender(label, command, output, "guide-*/[0-9]*/index.html")

    number, per_group = len(all_pages), size
    yield theirs("Hugo, minimal theme", "hugo", HUGO_SINGLE, chroma=False)
    yield ours("Bespoke, same theme, --jobs 1", "plain", split, plain=True, jobs=1)
    yield ours("Bespoke, same theme", "plain", split, plain=True, jobs=None)
    yield theirs(
        f"Hugo, navigation of {per_group} on each page", "hugo-nav", HUGO_SINGLE_WITH_NAVIGATION,
        chroma=False,
    )
    yield ours(
        f"Bespoke, its own templates, {groups} guides × {per_group} pages, --jobs 1", "own", split,
        plain=False, jobs=1,
    )
    yield ours(
        f"Bespoke, its own templates, {groups} guides × {per_group} pages", "own", split,
        plain=False, jobs=None,
    )
    if full:
        yield theirs("Hugo, minimal theme, Chroma classes", "hugo-chroma", HUGO_SINGLE, chroma=True)
        yield ours(
            f"Bespoke, same theme, one guide × {number} pages", "plain-one", one, plain=True, jobs=None
        )
        yield ours(
            f"Bespoke, its own templates, one guide × {number} pages", "own-one", one, plain=False,
            jobs=None,
        )


def localised(page, group: list):
    names = {other.name for other in group}
    body = page.body
    for target in set(_targets(body)) - names:
        body = body.replace(f"({target}.md)", f"({page.name}.md)")
    return type(page)(page.name, page.title, body)


def _targets(body: str):
    for part in body.split("](")[1:]:
        destination = part.split(")", 1)[0]
        if destination.endswith(".md"):
            yield destination[:-3]


def run(meter: Meter, bespoke: str, hugo: str, disk: Path, options) -> None:
    folder = disk / "docs"
    folder.mkdir()
    all_pages = list(pages(options.pages, options.page_size))
    size = sum(len(page.body.encode()) for page in all_pages)
    print(
        f"## {len(all_pages)} pages of Markdown, {size / 1e6:.1f} MB, "
        f"minimum (median) of {options.runs} runs in turns\n"
    )
    entries = list(
        contenders(bespoke, hugo, folder, all_pages, options.guides, not options.quick)
    )
    costs: dict[str, list[Cost]] = {entry.label: [] for entry in entries}
    sizes: dict[str, tuple[int, int]] = {}
    del all_pages
    for _ in range(options.runs):
        for entry in entries:
            environment = {"HUGO_CACHEDIR": str(folder / "hugo-cache")}
            costs[entry.label].append(meter.run(entry.command, environment))
            made = len(list(entry.output.glob(entry.count_pages)))
            if made != options.pages:
                raise SystemExit(f"{entry.label}: {made} pages instead of {options.pages}")
            sizes[entry.label] = tree_size(entry.output)
            shutil.rmtree(entry.output)
    rows = [["", "pages / CPU s", *cost_heads(meter), "files", "bytes"]]
    for entry in entries:
        files, size = sizes[entry.label]
        cpu = min(cost.cpu for cost in costs[entry.label])
        rows.append(
            [entry.label, f"{options.pages / cpu:.0f}", *cost_cells(costs[entry.label])]
            + [f"{files}", f"{size / 1e6:.1f} MB"]
        )
    print_table(rows)
