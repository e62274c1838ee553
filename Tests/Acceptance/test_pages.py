"""The pages in a real browser, from the disk and without a network."""

import shutil
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Error

from browser import STANDARDS, Visit, axe, served
from conftest import CLUSTERS
from site_reader import Cluster, PageReader

GUIDE, LAB = CLUSTERS[0]
LANGUAGES = {"en": "en", "zh": "zh-Hans"}
OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > wide + 0.5)
    .slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
}"""

WITHOUT_ADDITIONS = """() => {
  const added = ".copy, [role=tablist], .filter, .ticks, .page-progress";
  document.querySelectorAll(added).forEach((element) => element.remove());
  document.querySelectorAll(".tab").forEach((tab) => tab.removeAttribute("hidden"));
}"""

UNFOLD = """() => {
  document.querySelectorAll("details").forEach((details) => { details.open = true; });
  document.querySelectorAll("[role=tablist]").forEach((list) => list.remove());
  document.querySelectorAll(".tab").forEach((tab) => tab.removeAttribute("hidden"));
}"""


@pytest.fixture(scope="module")
def pages(site, lab):
    """Every page of one cluster in all languages, and those around it."""
    around = [site / "404.html", *site.glob("index*.html"), *(site / GUIDE).glob("index*.html")]
    return around + [page for language in LANGUAGES for page in lab.pages(language)]


@pytest.fixture(scope="module")
def readers(site):
    """Every page of the whole site, parsed."""
    return {path: PageReader(path.read_text()) for path in site.rglob("*.html")}


def test_no_network(browser):
    """the browser cannot reach even this machine"""
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server,
        Visit(browser) as visit,
    ):
        with pytest.raises(
            Error, match="ERR_CONNECTION_REFUSED|ERR_INTERNET_DISCONNECTED|ERR_ADDRESS_UNREACHABLE"
        ):
            visit.page.goto(f"http://127.0.0.1:{server.server_port}/")


@pytest.mark.parametrize("width", [1280, 320])
def test_looks(browser, pages, width):
    """light and dark: no message, no request, nothing wider than the window, axe finds nothing"""
    problems = []
    with Visit(browser, viewport={"width": width, "height": 800}) as visit:
        for path in pages:
            page = visit.open(path)
            # Of what axe looks at, dark changes only the colours.
            for scheme, rules in (("light", STANDARDS), ("dark", ["color-contrast"])):
                page.emulate_media(color_scheme=scheme)
                if found := page.evaluate(OVERFLOW):
                    problems.append(f"{path}, {scheme}: wider than the window: {found}")
                visit.silent()
                problems += [f"{path}, {scheme}: {problem}" for problem in axe(page, rules)]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("width", [1280, 320])
def test_without_scripts(browser, pages, width):
    """with JavaScript off every text is there and can be seen"""
    size = {"width": width, "height": 800}
    with (
        Visit(browser, viewport=size) as scripted,
        Visit(browser, viewport=size, java_script_enabled=False) as plain,
    ):
        for path in pages:
            # What scripts add are buttons, tabs and fields; all other text must be there without them.
            scripted.open(path).evaluate(WITHOUT_ADDITIONS)
            wanted = scripted.page.locator("main").inner_text()
            assert plain.open(path).locator("main").inner_text() == wanted, path
            assert len(wanted) > 20
            plain.silent()


def test_languages(readers):
    """each page says in which language it is"""
    for path, reader in readers.items():
        # An index has its language in its name, as in index.zh.html.
        folder = path.suffixes[0][1:] if len(path.suffixes) == 2 else path.parent.name
        assert reader.language == LANGUAGES.get(folder, "en"), path


def test_links(site, readers):
    """every reference leads to a file of the site, and to a place that exists in it"""
    for path, reader in readers.items():
        for reference in reader.references:
            parts = urlsplit(reference)
            if parts.scheme in ("https", "http"):
                continue
            assert not parts.scheme and not parts.netloc, f"{path}: {reference}"
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_relative_to(site.resolve()), f"{path}: {reference} leaves the site"
            assert target.is_file(), f"{path}: {reference} leads nowhere"
            if parts.fragment:
                assert unquote(parts.fragment) in readers[target].ids, f"{path}: {reference}"


def test_resources(readers):
    """no page loads anything from elsewhere"""
    for path in readers:
        text = path.read_text()
        for marker in (
            'src="http',
            'src="//',
            "url(http",
            "@import",
            'rel="stylesheet" href="http',
        ):
            assert marker not in text, f"{path}: {marker}"


def test_everything_is_linked(site, readers):
    """each file and archive of each cluster can be downloaded from its files page"""
    for guide, name in CLUSTERS:
        cluster = Cluster(site / guide / name)
        for language in LANGUAGES:
            page = cluster.path / language / "files.html"
            linked = {(page.parent / unquote(r)).resolve() for r in readers[page].references}
            wanted = {path.resolve() for path in [*cluster.files, *cluster.archives]}
            assert wanted <= linked, sorted(map(str, wanted - linked))[:3]


def test_shown_is_downloaded(readers):
    """a file's box shows exactly the bytes that its download has"""
    compared = 0
    for path, reader in readers.items():
        for box in reader.boxes:
            if "file" not in box["classes"] or not box["pre"]:
                continue
            for reference in box["href"]:
                assert "".join(box["pre"]) == (path.parent / reference).read_text(), (
                    path,
                    reference,
                )
                compared += 1
    assert compared > 50


def test_downloads(browsers, site, lab):
    """clicking a download of a served site gives the file's bytes under the file's name"""
    downloaded = set()
    with served(site) as address, Visit(browsers[1]) as visit:
        for path in (lab.path / "en" / "print.html", lab.path / "en" / "files.html"):
            page = visit.open(url := f"{address}/{path.relative_to(site)}")
            for index, link in enumerate(page.locator("a[download]").all()):
                # Chromium lets a page start ten downloads; coming anew sets its count back.
                if index % 8 == 0:
                    visit.open(url)
                    page.evaluate(UNFOLD)
                target = (path.parent / link.get_attribute("href")).resolve()
                with page.expect_download() as download:
                    link.click()
                assert download.value.suggested_filename == target.name
                assert download.value.path().read_bytes() == target.read_bytes()
                downloaded.add(target)
        visit.silent("http://127.0.0.1:")
    missing = {path.resolve() for path in [*lab.files, *lab.archives]} - downloaded
    assert not missing, sorted(map(str, missing))


def test_downloads_from_disk(browser, lab):
    """from the disk an archive is downloaded; a text, which Chromium then opens, is the file's"""
    with Visit(browser) as visit:
        page = visit.open(lab.path / "en" / "files.html")
        for link in page.locator("a[download]").all():
            with page.expect_download() as download:
                link.click()
            target = lab.path / "en" / link.get_attribute("href")
            assert download.value.path().read_bytes() == target.read_bytes()
        page = visit.open(lab.path / "en" / "print.html")
        page.locator('a[download][href$="kubernetes.conf"]').first.click()
        page.wait_for_url("**/*.conf")
        shown = page.locator("pre").text_content()
        assert shown == (lab.path / page.url.rpartition("/lab/")[2]).read_text()


def test_copy(browser, lab):
    """each copy button gives the text of its box, from a page on the disk"""
    copied = 0
    with Visit(browser, permissions=["clipboard-read", "clipboard-write"]) as visit:
        for path in lab.pages():
            page = visit.open(path)
            # Of a file that hosts have of their own, one shows at a time.
            boxes = page.locator("figure:has(button.copy):visible")
            # A few of each page: the buttons are all made by the same lines.
            for index in range(min(boxes.count(), 4)):
                box = boxes.nth(index)
                box.locator("button.copy").click()
                text = box.locator("pre").first.evaluate("pre => pre.textContent")
                if not box.evaluate("box => box.matches('.file')"):
                    text = text.removesuffix("\n")
                assert page.evaluate("navigator.clipboard.readText()") == text
                copied += 1
            visit.silent()
    assert copied > 10


def test_print(browser, lab):
    """on paper no command is cut off at the edge"""
    with Visit(browser, viewport={"width": 700, "height": 1000}) as visit:
        page = visit.open(lab.path / "en" / "print.html")
        page.emulate_media(media="print")
        cut = page.evaluate("""() => [...document.querySelectorAll("pre")]
            .filter((pre) => pre.scrollWidth > pre.clientWidth)
            .map((pre) => pre.textContent.slice(0, 80))""")
        assert not cut, cut


def test_moved(browser, site, tmp_path):
    """a site that was renamed and moved works as before"""
    moved = tmp_path / "with a space" / "站点"
    moved.parent.mkdir()
    shutil.copytree(site, moved)
    with Visit(browser) as visit:
        page = visit.open(moved / "index.html")
        for href in (f"{GUIDE}/index.html", f"{LAB}/en/01-plan.html"):
            page.locator(f'main a[href="{href}"]').first.click()
        assert page.url == (moved / GUIDE / LAB / "en" / "01-plan.html").as_uri()
        page.locator('nav.languages a[hreflang="zh-Hans"]').click()
        assert page.locator("html").get_attribute("lang") == "zh-Hans"
        assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
        visit.silent()
