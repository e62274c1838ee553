/// A language that the frame of a page can speak.
package enum PageLanguage: Sendable, CaseIterable {
  case english
  case chinese

  /// The language for the name of a guide's language folder, or nil when there are no words in it.
  package init?(folder: String) {
    switch folder.split(separator: "-").first {
    case "en": self = .english
    case "zh": self = .chinese
    default: return nil
    }
  }
}

/// A word or phrase of the frame, in every language; templates name it as `labels.<name>`.
package enum PageLabel: String, Sendable, CaseIterable {
  case skipToContent, contents, onThisPage, previous, next, home, guides, clusters, cluster
  case language, print, notFound, notFoundHint
  case parameters, parametersHint, name, type, value, origin, setIn, usedIn, immutable
  case given, defaulted, derived, computed
  case files, filesHint, path, mode, owner, size, sha256, download, host, wholeCluster
  case copy, copied, run, runOn, workstation, check, checkOn, expected, output
  case note, tip, important, warning, caution
  case toDo, done
  case expectedColon, listSeparator
  case example, copyFailed, sumCopied, filter, filterHint, filterCount, inFiles, feeds, derivedFrom
  case details, verify
  case menu, close, settings, theme, themeSystem, themeLight, themeDark, untranslated
  case search, searchHint, searchCount, searchNone, searchFailed, searchKeys
  case progress, steps, hosts, step, commands, notes, checklist, checklistHint, onWorkstation
  case doneOn, changed, stillDone, untick, ticks, exportTicks, importTicks, clearTicks
  case importFailed, keptByPage, keptNowhere
  case addressPlan, networkPlan, certificatePlan, asTable
  case addresses, free, more, range, partOf, from, to, port, purpose
  case authority, certificate, subject

  package func text(in language: PageLanguage) -> String {
    switch language {
    case .english: words.english
    case .chinese: words.chinese
    }
  }

  static let schema = TemplateRecordSchema(
    "labels",
    names: allCases.map(\.rawValue),
    each: .text
  )

  static func record(in language: PageLanguage) -> TemplateValue {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  private static let english = TemplateValue.record(
    allCases.map { .text($0.text(in: .english)) }
  )
  private static let chinese = TemplateValue.record(
    allCases.map { .text($0.text(in: .chinese)) }
  )

  private var words: (english: String, chinese: String) {
    switch self {
    case .skipToContent: ("Skip to content", "跳到正文")
    case .contents: ("Contents", "目录")
    case .onThisPage: ("On this page", "本页内容")
    case .previous: ("Previous", "上一页")
    case .next: ("Next", "下一页")
    case .home: ("Home", "首页")
    case .guides: ("Guides", "指南")
    case .clusters: ("Clusters", "集群")
    case .cluster: ("Cluster", "集群")
    case .language: ("Language", "语言")
    case .print: ("All on one page", "全部内容一页")
    case .notFound: ("Page not found", "找不到页面")
    case .notFoundHint: ("There is no page at this address.", "此地址没有页面。")
    case .parameters: ("Parameters", "参数")
    case .parametersHint: ("Every value of this cluster.", "本集群的全部取值。")
    case .name: ("Name", "名称")
    case .type: ("Type", "类型")
    case .value: ("Value", "值")
    case .origin: ("Origin", "来源")
    case .setIn: ("Set in", "设定于")
    case .usedIn: ("Used in", "用于")
    case .immutable: ("Cannot change once the cluster is up", "集群建成后不可更改")
    case .given: ("Given", "指定")
    case .defaulted: ("Default", "默认")
    case .derived: ("Derived", "推导")
    case .computed: ("Computed default", "计算默认")
    case .files: ("Files", "文件")
    case .filesHint: ("Everything this runbook installs.", "本手册安装的全部文件。")
    case .path: ("Path", "路径")
    case .mode: ("Mode", "权限")
    case .owner: ("Owner", "属主")
    case .size: ("Size", "大小")
    case .sha256: ("SHA-256", "SHA-256")
    case .download: ("Download", "下载")
    case .host: ("Host", "主机")
    case .wholeCluster: ("Whole cluster", "整个集群")
    case .copy: ("Copy", "复制")
    case .copied: ("Copied", "已复制")
    case .run: ("Run", "执行")
    case .runOn: ("Run on", "执行于")
    case .workstation: ("your workstation", "你的工作机")
    case .check: ("Check", "检查")
    case .checkOn: ("Check on", "检查于")
    case .expected: ("Expected", "预期结果")
    case .output: ("Output", "输出")
    case .expectedColon: ("Expected: ", "预期结果：")
    case .listSeparator: (", ", "、")
    case .example: ("Example", "示例")
    case .copyFailed: ("Selected: press Ctrl+C", "已选中，请按 Ctrl+C")
    case .sumCopied: ("Sum copied", "已复制校验和")
    case .filter: ("Filter", "筛选")
    case .filterHint: ("Name, value, file or page", "名称、取值、文件或页面")
    case .filterCount: ("% shown", "显示 % 项")
    case .inFiles: ("In files", "所在文件")
    case .feeds: ("Feeds", "决定")
    case .derivedFrom: ("Follows from", "来自")
    case .details: ("All about it", "详情")
    case .verify: ("Verify and unpack", "校验并解包")
    case .toDo: ("To do", "未完成")
    case .done: ("Done", "已完成")
    case .note: ("Note", "注意")
    case .tip: ("Tip", "提示")
    case .important: ("Important", "重要")
    case .warning: ("Warning", "警告")
    case .caution: ("Caution", "小心")
    case .menu: ("Menu", "菜单")
    case .close: ("Close", "关闭")
    case .settings: ("Settings", "设置")
    case .theme: ("Colours", "配色")
    case .themeSystem: ("as the system", "跟随系统")
    case .themeLight: ("light", "浅色")
    case .themeDark: ("dark", "深色")
    case .untranslated: ("This page is not translated yet.", "本页尚无译文，以下为原文。")
    case .search: ("Search", "搜索")
    case .searchHint: ("Words, addresses, paths, flags", "词语、地址、路径、参数")
    case .searchCount: ("% found", "找到 % 处")
    case .searchNone: ("Nothing found", "没有找到")
    case .searchFailed: ("The search index cannot be loaded.", "无法载入搜索索引。")
    case .searchKeys: ("↑ ↓ to choose, Enter to open, Esc to close", "↑ ↓ 选择，Enter 打开，Esc 关闭")
    case .progress: ("Progress", "进度")
    case .steps: ("Steps", "步骤")
    case .hosts: ("Hosts", "主机")
    case .step: ("Step", "步骤")
    case .commands: ("Commands", "命令")
    case .notes: ("Notes", "备注")
    case .checklist: ("Checklist", "核对清单")
    case .checklistHint:
      ("Every step for each host, to tick here or on paper.", "每台主机的全部步骤，可在此勾选，也可打印后勾选。")
    case .onWorkstation: ("Your workstation", "你的工作机")
    case .doneOn: ("Done on", "已完成于")
    case .changed:
      ("This step has changed since you ticked it.", "勾选之后，这一步的内容有变。")
    case .stillDone: ("It is still done", "仍算完成")
    case .untick: ("Untick", "取消勾选")
    case .ticks: ("Your ticks", "勾选记录")
    case .exportTicks: ("Export", "导出")
    case .importTicks: ("Import", "导入")
    case .clearTicks: ("Clear all", "全部清除")
    case .importFailed:
      ("This file holds no ticks of this cluster.", "此文件中没有本集群的勾选记录。")
    case .keptByPage:
      (
        "Opened from a disk, this browser keeps each page's ticks apart. The checklist has all "
          + "steps on one page.",
        "从磁盘打开时，此浏览器按页面分别保存勾选；核对清单把全部步骤放在同一页。"
      )
    case .keptNowhere:
      (
        "This browser keeps nothing for these pages. Export your ticks before you leave.",
        "此浏览器不为这些页面保存数据，离开前请导出勾选记录。"
      )
    case .addressPlan: ("Address plan", "地址规划")
    case .networkPlan: ("Network plan", "网络规划")
    case .certificatePlan: ("Certificates", "证书关系")
    case .asTable: ("The figure as a table", "以表格查看此图")
    case .addresses: ("addresses", "个地址")
    case .free: ("Free", "空闲")
    case .more: ("more", "项")
    case .range: ("Range", "网段")
    case .partOf: ("Part of", "属于")
    case .from: ("From", "从")
    case .to: ("To", "到")
    case .port: ("Port", "端口")
    case .purpose: ("For", "用途")
    case .authority: ("Authority", "签发者")
    case .certificate: ("Certificate", "证书")
    case .subject: ("Made out to", "主体")
    }
  }
}
