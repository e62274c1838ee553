import Templates

/// One page of every kind, as a site with two clusters and two languages has them.
struct SamplePages {
  let language: PageLanguage

  private var isChinese: Bool { language == .chinese }
  private var title: String { isChinese ? "网络与地址" : "Network & addresses" }

  func value(of template: PageTemplate) -> TemplateValue {
    switch template {
    case .siteIndex: siteIndex
    case .guideIndex: guideIndex
    case .page: page
    case .parameters: parameters
    case .files: files
    case .checklist: checklist
    case .print: print
    case .notFound: notFound
    }
  }

  func frame(_ title: String, inCluster: Bool = true) -> PageFrame {
    var frame = PageFrame(
      language: language,
      languageCode: isChinese ? "zh-Hans" : "en",
      title: title,
      description: isChinese ? "从二进制文件开始" : "From \"binaries\" <up>",
      siteTitle: "Bespoke",
      assetsPath: "../assets",
      homePath: "../index.html"
    )
    frame.languages = [
      LanguageLink(code: "en", label: "English", href: "page.en.html", isCurrent: !isChinese),
      LanguageLink(code: "zh-Hans", label: "中文", href: "page.zh.html", isCurrent: isChinese),
    ]
    guard inCluster else { return frame }
    frame.guide = PageLink(
      title: isChinese ? "从零开始搭建 Kubernetes" : "Kubernetes from scratch",
      href: "guide-index.html"
    )
    frame.clusters = [
      ClusterLink(name: "lab", title: "Lab", href: "page.html", isCurrent: true),
      ClusterLink(name: "prod", title: "Production", href: "../prod/page.html"),
    ]
    frame.cluster = frame.clusters[0]
    frame.navigation = Navigation(
      ["Plan", title, "Certificates"].enumerated().map { index, title in
        NavigationPage(
          number: "\(index + 1)",
          title: title,
          href: "page.html",
          isCurrent: index == 1,
          sections: [PageLink(title: "A section", href: "#s1")],
          steps: index == 0 ? [] : ["ab12cd", "ef34gh"]
        )
      }
    )
    frame.canonical = "https://example.org/kubernetes/lab/en/page.html"
    frame.edition = "kubernetes/lab"
    frame.tools = [.checklist, .parameters, .files, .print].map { (label: PageLabel) in
      PageLink(title: label.text(in: language), href: "\(label.rawValue).html")
    }
    return frame
  }

  private var cards: [ClusterCard] {
    [("lab", "Lab", [3, 24, 31]), ("prod", "prod", [])].map { name, title, facts in
      ClusterCard(
        name: name == title ? "" : name,
        title: title,
        href: "page.html",
        edition: "kubernetes/\(name)",
        facts: zip([PageLabel.hosts, .steps, .files], facts).map {
          ClusterCard.Fact(label: $0.text(in: language), count: $1)
        },
        stepCount: facts.isEmpty ? 0 : facts[1],
        languages: [LanguageLink(code: "zh-Hans", label: "中文", href: "page.zh.html")],
        tools: [PageLink(title: PageLabel.files.text(in: language), href: "files.html")]
      )
    }
  }

  private var siteIndex: TemplateValue {
    let guide = SiteIndexPage.Guide(
      languageCode: isChinese ? "zh-Hans" : "en",
      title: isChinese ? "从零开始搭建 Kubernetes" : "Kubernetes from scratch",
      description: isChinese ? "每一条命令都按你的集群填好。" : "Every command filled in for your cluster.",
      href: "guide-index.html",
      editions: cards
    )
    return SiteIndexPage(frame: frame("Guides", inCluster: false), guides: [guide]).value
  }

  private var guideIndex: TemplateValue {
    var frame = frame("Kubernetes from scratch", inCluster: false)
    frame.guide = PageLink(title: frame.title, href: "guide-index.html", isCurrent: true)
    return GuideIndexPage(frame: frame, editions: cards).value
  }

  private var notFound: TemplateValue {
    let messages = [(PageLanguage.english, "en"), (.chinese, "zh-Hans")].map {
      NotFoundPage.Message(language: $0.0, languageCode: $0.1, href: "../index.html")
    }
    return NotFoundPage(frame: frame("404", inCluster: false), messages: messages).value
  }

  private var checklist: TemplateValue {
    let row = ChecklistPage.Row(
      number: "2.1",
      title: title,
      href: "page.html#s1",
      step: "02-network#s1",
      sum: "ab12cd",
      place: "m1=4tx0a9",
      commands: ["one", "two"]
    )
    let groups = [nil, "m1"].map { ChecklistPage.Group(host: $0, rows: [row]) }
    let frame = frame(PageLabel.checklist.text(in: language))
    return ChecklistPage(frame: frame, groups: groups).value
  }

  private var page: TemplateValue {
    let child = TableOfContentsEntry(titleHTML: Array("<code>sysctl</code>".utf8), href: "#s2")
    return RunbookPage(
      frame: frame(title),
      tableOfContents: [
        TableOfContentsEntry(titleHTML: Array("Routes".utf8), href: "#s1", children: [child]),
        TableOfContentsEntry(titleHTML: Array("Firewall".utf8), href: "#s3"),
      ],
      contentHTML: Array(SampleContent.page(isChinese: isChinese).utf8),
      previous: PageLink(title: "Plan", href: "page.html"),
      next: PageLink(title: isChinese ? "证书" : "Certificates", href: "page.html")
    ).value
  }

  private var parameters: TemplateValue {
    let uses = [PageLink(title: title, href: "page.html#s1"), PageLink(title: "Plan", href: "x")]
    let names = ["pod_cidr", "service_cidr", "cluster_name", "masters"]
    let origins: [ParametersPage.Origin] = [.given, .defaulted, .computed, .derived]
    let rows = zip(names, origins).map { name, origin in
      ParametersPage.Row(
        name: name,
        titleHTML: Array((isChinese ? "集群的一个取值" : "A value of the cluster").utf8),
        descriptionHTML: name == "pod_cidr"
          ? Array("<p>Pods get their addresses here.</p>".utf8) : [],
        type: "cidr",
        valueHTML: Array("<code>10.10.0.0/16</code>".utf8),
        origin: origin,
        setAt: "content/kubernetes/clusters/lab.yaml:12",
        usedIn: name == "masters" ? [] : uses,
        isImmutable: name == "pod_cidr"
      )
    }
    let title = PageLabel.parameters.text(in: language)
    var named = rows
    named[0].inFiles = [PageLink(title: "/etc/etcd/etcd.yaml", href: "files.html#a")]
    return ParametersPage(frame: frame(title), rows: named).value
  }

  private var files: TemplateValue {
    let row = FilesPage.Row(
      anchor: "hosts/m1/etc/systemd/system/etcd.service",
      href: "hosts/m1/etc/systemd/system/etcd.service",
      path: "/etc/systemd/system/etcd.service",
      mode: "0644",
      owner: "root:root",
      size: 1834,
      sha256: String(repeating: "9f86d081", count: 8),
      origin: "content/kubernetes/en/04-etcd.md:41"
    )
    let archive = FilesPage.Archive(
      href: "../lab.tar.gz",
      size: 11_200,
      sha256: String(repeating: "60a4d3c1", count: 8),
      folder: "lab"
    )
    let groups = [
      FilesPage.Group(host: nil, archive: archive, rows: []),
      FilesPage.Group(host: "m1", archive: nil, rows: [row]),
    ]
    return FilesPage(frame: frame(PageLabel.files.text(in: language)), groups: groups).value
  }

  private var print: TemplateValue {
    let chapters = (1...2).map { number in
      PrintPage.Chapter(
        anchor: "chapter-\(number)",
        number: "\(number)",
        title: title,
        contentHTML: Array("<h1>\(number)</h1><p>…</p>".utf8)
      )
    }
    return PrintPage(frame: frame(PageLabel.print.text(in: language)), chapters: chapters).value
  }
}
