"""Code, files and values on the pages, as a reader works with them in a real browser."""

import gzip
import json

import pytest

from browser import STANDARDS, Visit, axe, served
from conftest import CLUSTERS
from site_reader import Cluster, PageReader

GUIDE = CLUSTERS[0][0]
CLIPBOARD = ["clipboard-read", "clipboard-write"]
SHOW_TABS = "document.querySelectorAll('.tab').forEach((tab) => tab.removeAttribute('hidden'))"
READ = "navigator.clipboard.readText()"


@pytest.fixture(scope="module")
def prod(site):
    """A cluster with several masters: some of their files differ."""
    return Cluster(site / GUIDE / "prod")


TABS = "data-host-tabs"
FILE = '<figure class="file">'
FILES_IN_TABS = 'class="tab" data-hosts="cp1">\n' + FILE
COMMAND = '<figure class="check"'


def page_with(cluster, *markers, language="en"):
    """The first page of the runbook that holds all these texts."""
    for path in cluster.pages(language):
        if path.name[0].isdigit() and all(marker in path.read_text() for marker in markers):
            return path
    raise AssertionError(f"no page has {markers}")


def values_of(cluster, language="en"):
    text = (cluster.path / language / "values.js").read_text()
    return json.loads(text.removeprefix("bespokeValues(").removesuffix(");\n"))


# ---- Colours


def test_colours(site):
    """every file and command is in colour as far as its language has any, and nests properly"""
    coloured, plain = 0, []
    for path in site.rglob("[0-9]*.html"):
        for box in path.read_text().split("<pre ")[1:]:
            code = box.split("</code></pre>")[0]
            depth = 0
            for part in code.split("<")[1:]:
                depth += -1 if part.startswith("/span") else 1 if part.startswith("span") else 0
                assert depth >= 0
            assert depth == 0, path
            language = code.partition('class="language-')[2].partition('"')[0]
            if 'class="token-' in code:
                coloured += 1
            elif language in ("yaml", "ini", "json", "toml", "env", "nft"):
                plain.append((path.name, language, code[:80]))
    assert coloured > 50 and not plain, plain[:3]


# ---- Copying


def copy_all(visit, page, path, boxes, wanted):
    """Presses each button; the clipboard must have what is wanted of the box."""
    page.evaluate(SHOW_TABS)
    count = 0
    for index in range(boxes.count()):
        box = boxes.nth(index)
        box.locator("button.copy").click()
        assert page.evaluate(READ) == wanted(box, path)
        count += 1
    visit.silent("http://127.0.0.1:")
    return count


def file_text(box, path):
    """What the first download of the box holds."""
    href = box.locator("a[download]").first.get_attribute("href")
    return (path.parent / href).read_bytes().decode()


def command_text(box, _):
    return box.locator("pre").evaluate("pre => pre.textContent").removesuffix("\n")


@pytest.mark.parametrize("command", [False, True], ids=["clipboard", "fallback"])
def test_copy_from_disk(browser, prod, command):
    """from the disk a file is copied byte for byte, a command without its last line end"""
    path = page_with(prod, FILES_IN_TABS, COMMAND)
    with Visit(browser, permissions=CLIPBOARD) as visit:
        if command:
            visit.page.add_init_script(
                "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))"
            )
        page = visit.open(path)
        files = page.locator("figure.file")
        assert copy_all(visit, page, path, files, file_text) > 2
        commands = page.locator("figure:is(.run, .check)")
        assert copy_all(visit, page, path, commands, command_text) > 2


def test_copy_over_http(browsers, site, prod):
    """the same from a server, also where the page has no clipboard"""
    path = page_with(prod, FILES_IN_TABS)
    with served(site) as address, Visit(browsers[1], permissions=CLIPBOARD) as visit:
        page = visit.open(f"{address}/{path.relative_to(site)}")
        assert copy_all(visit, page, path, page.locator("figure.file"), file_text) > 2
        visit.page.add_init_script("navigator.clipboard.writeText = undefined")
        page = visit.open(f"{address}/{path.relative_to(site)}")
        assert copy_all(visit, page, path, page.locator("figure.file"), file_text) > 2


def test_copy_is_announced(browser, prod):
    """a screen reader hears that it is done, or the box is selected and it hears what to press"""
    path = page_with(prod, COMMAND)
    with Visit(browser, permissions=CLIPBOARD) as visit:
        page = visit.open(path)
        button = page.locator("figure button.copy").first
        button.click()
        page.locator("body > [role=status]", has_text="Copied").wait_for(state="attached")
        assert button.evaluate("button => button === document.activeElement")
        page.evaluate("""() => {
            navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
            document.execCommand = () => false;
        }""")
        button.click()
        page.locator("body > [role=status]", has_text="Ctrl+C").wait_for(state="attached")
        selected = page.evaluate("getSelection().toString()").strip()
        assert selected and selected in page.locator("pre").first.inner_text()


def test_sums(browser, prod):
    """the short sum of a file becomes the whole one, and is copied"""
    path = page_with(prod, 'class="sum"')
    sums = {file["sha256"] for file in prod.manifest["files"]}
    with Visit(browser, permissions=CLIPBOARD) as visit:
        page = visit.open(path)
        button = page.locator("button.sum").first
        assert len(button.inner_text()) == 13
        button.click()
        page.locator("button.sum.is-full").wait_for()
        assert page.evaluate(READ) == button.inner_text()
        assert button.inner_text() in sums
        visit.silent()


# ---- Tabs


def shown_hosts(page):
    """For each group of tabs, the hosts of what is shown."""
    return page.evaluate("""() => [...document.querySelectorAll("[data-host-tabs]")].map((group) =>
        [...group.querySelectorAll(".tab")].filter((tab) => !tab.hidden).map((tab) => tab.dataset.hosts))""")


def test_tabs_in_step(browser, prod):
    """a host chosen in one box is chosen in all, with the mouse and with arrow keys"""
    with Visit(browser, viewport={"width": 1280, "height": 800}) as visit:
        page = visit.open(prod.path / "en" / "print.html")
        groups = shown_hosts(page)
        assert len(groups) > 1 and all(len(shown) == 1 for shown in groups)
        lists = page.locator("[role=tablist]")
        for index in range(lists.count()):
            for number, tab in enumerate(lists.nth(index).get_by_role("tab").all()):
                assert tab.get_attribute("tabindex") == ("0" if number == 0 else "-1")
        tab = lists.first.get_by_role("tab").nth(1)
        tab.scroll_into_view_if_needed()
        before = tab.bounding_box()["y"]
        tab.click()
        # What is under the pointer stays under it.
        assert abs(tab.bounding_box()["y"] - before) < 2
        host = tab.inner_text().split(",")[0]
        for index, shown in enumerate(shown_hosts(page)):
            has = lists.nth(index).get_by_role("tab", name=host)
            assert len(shown) == 1 and (host in shown[0].split() or not has.count())
        page.keyboard.press("ArrowLeft")
        first = lists.first.get_by_role("tab").first
        assert first.get_attribute("aria-selected") == "true"
        assert first.evaluate("tab => tab === document.activeElement")
        panel = page.locator(f"#{first.get_attribute('aria-controls')}")
        assert panel.get_attribute("role") == "tabpanel"
        assert panel.get_attribute("aria-labelledby") == first.get_attribute("id")
        visit.silent()


@pytest.mark.parametrize("storage", [True, False], ids=["stored", "in-the-address"])
def test_tabs_are_remembered(browser, prod, storage):
    """the next page shows the same host, also where the browser keeps no storage"""
    path = page_with(prod, TABS)
    with Visit(browser) as visit:
        if not storage:
            visit.page.add_init_script(
                "Object.defineProperty(window, 'localStorage', { get() { throw new Error(); } })"
            )
        page = visit.open(path)
        tab = page.get_by_role("tab").nth(1)
        tab.click()
        host = tab.inner_text().split(",")[0]
        page.locator('nav a[href="files.html"]').first.click()
        page.locator(f'nav a[href="{path.name}"]').first.click()
        page.wait_for_url(f"**/{path.name}*")
        assert shown_hosts(page)[0][0].split()[0] == host
        assert not visit.messages


def test_tabs_without_scripts_and_on_paper(browser, prod):
    """without scripts, and on paper, the boxes of all hosts are there"""
    path = page_with(prod, TABS)
    with Visit(browser, java_script_enabled=False) as visit:
        page = visit.open(path)
        boxes = page.locator("[data-host-tabs] pre")
        assert boxes.count() > 1 and all(box.is_visible() for box in boxes.all())
        assert page.locator("[role=tab]").count() == 0
    with Visit(browser) as visit:
        page = visit.open(path)
        page.emulate_media(media="print")
        heights = page.locator("[data-host-tabs] pre").evaluate_all(
            "boxes => boxes.map((box) => box.getBoundingClientRect().height)"
        )
        assert heights and all(height > 20 for height in heights)
        assert not page.locator("[role=tablist]").first.is_visible()


# ---- Values


def test_values_are_told_to_the_mouse(browser, prod):
    """pointing at a value tells its name, type, place and uses; moving on and Esc take it away"""
    path = page_with(prod, 'title="machines[')
    facts = values_of(prod)
    with Visit(browser, viewport={"width": 1280, "height": 800}) as visit:
        page = visit.open(path)
        assert not [url for url in visit.requests if url.endswith("values.js")]
        # By handle: its title goes when the script comes.
        mark = page.locator('.value[title^="machines[0]"]').locator("visible=true").first
        mark = mark.element_handle()
        source = mark.get_attribute("title")
        mark.scroll_into_view_if_needed()
        mark.hover()
        tip = page.locator("#value-tip")
        tip.locator("dl").wait_for()
        index, field = 0, source.partition(".")[2]
        value = facts["values"]["machines"]
        place = value["items"][index][[name for name, *_ in value["fields"]].index(field)]
        text = tip.inner_text()
        assert source in text and value["title"] in text
        assert place[1:] in text and "content/kubernetes/clusters/prod.yaml:" in place
        links = tip.locator("a").evaluate_all("links => links.map((link) => link.href)")
        assert any("parameters.html#" in link for link in links)
        assert any("files.html#" in link for link in links)
        # The pointer may go to the tip, and its links lead somewhere.
        tip.hover()
        page.wait_for_timeout(500)
        assert tip.is_visible()
        page.mouse.move(5, 5)
        tip.wait_for(state="hidden")
        mark.hover()
        tip.wait_for()
        page.keyboard.press("Escape")
        tip.wait_for(state="hidden")
        visit.silent()


def test_values_are_told_to_the_keyboard(browser, prod):
    """one value is in the order of Tab; arrow keys go on, Enter goes into the tip, Esc back"""
    path = page_with(prod, 'title="machines[')
    with Visit(browser) as visit:
        page = visit.open(path)
        assert page.locator(".value[tabindex]").count() == 1
        page.locator(".value[tabindex]").focus()
        tip = page.locator("#value-tip")
        tip.locator("dl").first.wait_for()
        first = page.evaluate("document.activeElement.dataset.v")
        assert first in tip.inner_text()
        assert page.evaluate("document.activeElement.getAttribute('aria-describedby')") == "value-tip"
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.matches('.value')")
        assert page.locator(".value[tabindex]").count() == 1
        page.keyboard.press("Home")
        assert page.evaluate("document.activeElement.dataset.v") == first
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "value-tip"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#value-tip a') !== null")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.dataset.v") == first
        assert not tip.is_visible()
        # A box of code is reached with Tab; Enter goes to its first value.
        box = page.locator("pre:has(.value)").locator("visible=true").first
        box.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('pre') !== null")
        assert page.evaluate("document.activeElement.matches('.value')")
        visit.silent()


def test_values_are_told_to_a_finger(browser, prod):
    """a tap tells, a tap elsewhere takes it away, and nothing sticks out of a phone"""
    path = page_with(prod, 'title="machines[')
    size = {"width": 360, "height": 740}
    with Visit(browser, viewport=size, has_touch=True, is_mobile=True) as visit:
        page = visit.open(path)
        mark = page.locator("p .value, td .value, pre .value").locator("visible=true").first
        mark.scroll_into_view_if_needed()
        mark.tap()
        tip = page.locator("#value-tip")
        tip.locator("dl").first.wait_for()
        box = tip.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 360
        assert box["y"] >= 0 and box["y"] + box["height"] <= 740
        page.locator("h1").tap()
        tip.wait_for(state="hidden")
        visit.silent()


def test_values_without_scripts(browser, prod):
    """without scripts a value's own tip names what it comes from, and the parameters page has it"""
    path = page_with(prod, 'title="machines[')
    with Visit(browser, java_script_enabled=False) as visit:
        page = visit.open(path)
        names = {
            source.partition("[")[0].partition(".")[0]
            for title in page.locator(".value[title]").evaluate_all("all => all.map((v) => v.title)")
            for source in title.split(", ")
        }
        assert len(names) > 3
    ids = PageReader((prod.path / "en" / "parameters.html").read_text()).ids
    assert names <= ids, names - ids


@pytest.mark.parametrize("language", ["en", "zh"])
def test_facts_lead_somewhere(prod, language):
    """each page, file and parameter that the facts name is there"""
    folder = prod.path / language
    facts = values_of(prod, language)
    ids = {
        name: PageReader((folder / name).read_text()).ids
        for name in ("files.html", "parameters.html")
    }
    for href, _ in facts["pages"]:
        assert (folder / href).is_file()
    for href, path, hosts in facts["files"]:
        page, _, anchor = href.partition("#")
        assert anchor in ids[page]
        assert set(hosts.split()) <= {machine["name"] for machine in prod.values["machines"]}
    assert set(facts["values"]) == set(prod.values)
    for name, value in facts["values"].items():
        assert set(value.get("from", []) + value.get("for", [])) | {name} <= ids["parameters.html"]
        assert max(value["files"], default=0) < len(facts["files"])
        assert max(value["pages"], default=0) < len(facts["pages"])
        place, _, line = value["set"][1:].rpartition(":")
        assert place.startswith("content/") and int(line) > 0
    used = {facts["files"][index][1] for index in facts["values"]["cluster_name"]["files"]}
    wanted = {
        file.get("installPath", file["path"].removeprefix("files/"))
        for file in prod.manifest["files"]
        if "cluster_name" in file["parameters"]
    }
    assert used == wanted


# ---- Tables


def test_filter(browser, prod):
    """the tables of values and files show what has all words that are asked for"""
    with Visit(browser) as visit:
        page = visit.open(prod.path / "en" / "parameters.html")
        rows = page.locator("tbody tr")
        everything = rows.count()
        page.get_by_label("Filter").fill("SERVICE cidr")
        shown = rows.locator("visible=true")
        assert 0 < shown.count() < everything
        assert page.locator("#service_cidr").is_visible()
        assert not page.locator("#cluster_name").is_visible()
        assert str(shown.count()) in page.locator("output").inner_text()
        page.get_by_label("Filter").fill("")
        assert shown.count() == everything
        page = visit.open(prod.path / "en" / "files.html")
        page.get_by_label("Filter").fill("etcd.yaml")
        assert page.locator("#host-cp1").is_visible() and not page.locator("#host-w1").is_visible()
        visit.silent()


def test_tables_without_scripts(browser, prod):
    """without scripts the tables are whole, and no field is there that does nothing"""
    with Visit(browser, java_script_enabled=False) as visit:
        for name in ("parameters.html", "files.html"):
            page = visit.open(prod.path / "en" / name)
            assert not page.locator(".filter").is_visible()
            assert all(row.is_visible() for row in page.locator("tbody tr").all())


def test_archives_verify(prod, tmp_path):
    """the commands of the files page fetch, verify and unpack each archive"""
    import html
    import re
    import shutil
    import subprocess

    text = (prod.path / "en" / "files.html").read_text()
    commands = re.findall(r'data-fetch="([^"]*)">(.*?)</code>', text, re.DOTALL)
    assert len(commands) == len(prod.archives)
    for href, command in commands:
        archive = (prod.path / "en" / href).resolve()
        shutil.copy(archive, tmp_path)
        script = html.unescape(re.sub(r"<[^>]*>", "", command))
        subprocess.run(["bash", "-euc", script], cwd=tmp_path, check=True, capture_output=True)
        (tmp_path / archive.name).write_bytes(archive.read_bytes()[:-1] + b"x")
        broken = subprocess.run(["bash", "-euc", script], cwd=tmp_path, capture_output=True)
        assert broken.returncode != 0


def test_fetch_from_a_server(browsers, site, prod):
    """on a server the commands begin with the archive's address"""
    with served(site) as address, Visit(browsers[1]) as visit:
        page = visit.open(f"{address}/{(prod.path / 'en' / 'files.html').relative_to(site)}")
        first = page.locator("code[data-fetch]").first.inner_text().splitlines()[0]
        assert first == f"curl -fLO '{address}/{GUIDE}/prod/prod.tar.gz'"


# ---- All together


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_axe_with_everything_open(browser, prod, width, language):
    """axe finds nothing with a tip open, another tab chosen and a sum unfolded, light and dark"""
    problems = []
    size = {"width": width, "height": 800}
    # Colours that are on their way from light to dark have any contrast.
    with Visit(browser, viewport=size, reduced_motion="reduce") as visit:
        for path in (page_with(prod, FILES_IN_TABS, language=language), prod.path / language / "files.html"):
            page = visit.open(path)
            for tab in page.get_by_role("tab").all()[1:2]:
                tab.click()
            for button in page.locator("button.sum").locator("visible=true").all()[:1]:
                button.click()
            for mark in page.locator(".value").locator("visible=true").all()[:1]:
                mark.click()
                page.locator("#value-tip dl").first.wait_for()
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                problems += [
                    (path.name, scheme, problem)
                    for problem in axe(page, [*STANDARDS, "best-practice"])
                    # A table of the guide may have no word over its first column.
                    if not problem.startswith("empty-table-header:")
                ]
            visit.silent()
    assert not problems, problems


def test_labels_are_unique(site):
    """no two boxes of a page have the same name"""
    for path in site.rglob("*.html"):
        labels = [
            part.partition('"')[0] for part in path.read_text().split('role="region" aria-label="')[1:]
        ]
        assert len(labels) == len(set(labels)), (path, {l for l in labels if labels.count(l) > 1})


def test_weight(site):
    """what code, files and values add to a page stays light"""
    weight = {
        path.name: len(gzip.compress(path.read_bytes(), 9)) for path in (site / "assets").iterdir()
    }
    assert weight["code.css"] < 4_000
    assert weight["code.js"] < 5_000
    assert weight["tell.js"] < 4_000
