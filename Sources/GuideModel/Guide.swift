import Diagnostics
import Expressions
import Markdown
import Parameters

/// A guide as it is on disk, understood and checked, before any cluster's values.
package struct Guide: Sendable {
  /// The name of its folder.
  package let name: String
  package let configuration: GuideConfiguration
  package let parameters: ParameterSet
  package let pages: [GuidePage]
  /// Page by page from top to bottom; those of the source language come first on each page.
  package let fences: [Fence]
  /// The sections with something to run or to check, from the first page to the last.
  package let steps: [GuideStep]
  /// Everything that reads a parameter: pages, fences and file bodies.
  package let references: [GuideReference]

  package var languages: [String] { configuration.languages }
}

/// One page in all its languages.
package struct GuidePage: Sendable {
  /// The file name without `.md`, such as `02-network`.
  package let name: String
  /// By the index of the language; nil where there is no translation.
  package let versions: [PageVersion?]
  /// The parameters that this page declares, as slots.
  package let declared: [Int]

  /// The page in its source language.
  package var source: PageVersion {
    guard let version = versions[0] else { preconditionFailure("\(name): no source version") }
    return version
  }
}

/// One page in one language: its Markdown and what our own syntax in it means.
package struct PageVersion: Sendable {
  package let file: SourceFile
  package let document: MarkdownDocument
  /// By number; nil where the placeholder stands in a fence or was in error.
  package let placeholders: [TextTemplate.Placeholder?]
  /// By the index of the node that carries the directive: an HTML block or a table row.
  package let directives: [Int: Directive]
  /// By the index of the code block's node.
  package let codeBlocks: [Int: CodeBlock]
  /// By the index of the node of a link to a place on a page: its destination in the file.
  package let linkPlaces: [Int: SourceRange]
  /// From top to bottom.
  package let headings: [PageHeading]
  /// The level-1 heading, as an index of `headings`.
  package let titleHeading: Int?
  /// One more than the highest slot that the page's loops use.
  package let slotCount: Int

  /// The guide's fences on this page, from top to bottom.
  package var fences: [Int] {
    codeBlocks.keys.sorted().compactMap { node in
      if case .fence(let fence)? = codeBlocks[node] { fence } else { nil }
    }
  }
}

/// What a code block of a page is.
package enum CodeBlock: Sendable {
  /// A `params` block; the page shows nothing for it.
  case declaration
  /// One of the guide's fences, by index; several pages may show the same one.
  case fence(Int)
}

/// A fenced code block with its meaning.
package struct Fence: Sendable {
  package enum Role: Sendable {
    /// Its text is a file with this path.
    case file(path: TextTemplate, mode: UInt16, owner: String)
    /// A command of the step.
    case run
    /// A command that verifies the step; its output must contain `expect`.
    case check(expect: TextTemplate?)
    /// What one sees; never copied, never run.
    case output
    /// Only shown.
    case display
  }

  package let id: String?
  package let role: Role
  package let language: String
  /// Its title, by the index of the language; the source language's where there is no other.
  package internal(set) var titles: [Int: TextTemplate]
  package let body: TextTemplate
  /// `on="m in LIST"`: the variable's slot and the list of hosts.
  package let hosts: Loop?
  /// `for="x in LIST"`.
  package let loop: Loop?
  /// `if="E"`.
  package let condition: Expression?
  /// The prose conditions that the fence stands under, from the outside in.
  package let guards: [Guard]
  /// The index of its page.
  package let page: Int
  /// The step that it belongs to, as an index of the guide's steps; nil in a section that is none.
  package internal(set) var step: Int?
  /// The info string.
  package let range: SourceRange
  /// What to blame for the path of the file: the value of `file=`.
  package var pathRange: SourceRange {
    if case .file(let path, _, _) = role { path.range ?? range } else { range }
  }
  /// The parameters that its attributes and its text read.
  package let references: [GuideReference]
  /// One more than the highest slot that its expressions use.
  package let slotCount: Int

  package struct Loop: Sendable {
    /// The slot of the variable; `loop` has the next one.
    package let variable: Int
    package let list: Expression

    package init(variable: Int, list: Expression) {
      self.variable = variable
      self.list = list
    }
  }

  package struct Guard: Sendable {
    package let condition: Expression
    /// What the condition must be.
    package let expected: Bool

    package init(condition: Expression, expected: Bool) {
      self.condition = condition
      self.expected = expected
    }
  }

  package var isCheck: Bool { if case .check = role { true } else { false } }

  /// Whether it is something to run or to check.
  package var isCommand: Bool {
    switch role {
    case .run, .check: true
    case .file, .output, .display: false
    }
  }

  /// Whether a translation must `use` it.
  package var isTranslated: Bool {
    switch role {
    case .file, .run, .check: true
    case .output, .display: false
    }
  }
}
