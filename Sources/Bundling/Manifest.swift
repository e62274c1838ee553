import Diagnostics
import Expressions
import GuideModel
import Publishing
import Resolution
import Tangling

/// Writes `manifest.json`: the values of the build, and for each file where it goes and where it
/// came from, and for each step what is run. No time, no place on the machine that built it: equal input gives equal bytes.
enum Manifest {
  static func json(
    _ resolved: ResolvedGuide,
    _ files: [BundledFile],
    _ plan: CommandPlan,
    _ archives: [BundledArchive],
    _ sources: SourceMap
  ) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("guide", resolved.guide.name)
      json.member("cluster", resolved.cluster)
      json.key("hosts")
      json.array { json in for host in resolved.hosts { json.string(host) } }
      json.key("values")
      json.object { json in
        for (slot, parameter) in resolved.guide.parameters.parameters.enumerated() {
          json.key(parameter.name)
          var value: [UInt8] = []
          resolved.bindings[slot].appendJSON(to: &value)
          json.raw(value)
        }
      }
      json.key("files")
      json.array { json in for file in files { write(file, sources, to: &json) } }
      json.key("steps")
      json.array { json in
        for step in plan.steps.indices { write(step, of: plan, to: &json) }
      }
      json.key("archives")
      json.array { json in
        for archive in archives {
          json.object { json in
            json.member("path", archive.path.text)
            if let host = archive.host { json.member("host", host) }
            json.member("size", archive.bytes.count)
            json.member("sha256", archive.sha256)
          }
        }
      }
    }
    return json.finished()
  }

  /// A step that has something to do on this cluster, with its commands.
  private static func write(_ step: Int, of plan: CommandPlan, to json: inout JSONWriter) {
    let commands = plan.commands.filter { $0.step == step }
    guard !commands.isEmpty else { return }
    json.object { json in
      json.member("id", plan.steps[step].id)
      json.member("title", plan.steps[step].title)
      json.key("commands")
      json.array { json in
        for command in commands {
          json.object { json in
            json.member("id", command.id)
            json.member("kind", command.isCheck ? "check" : "run")
            json.member("shell", command.shell.rawValue)
            json.key("copies")
            json.array { json in
              for copy in command.copies {
                json.object { json in
                  if let host = copy.host { json.member("host", host) }
                  json.member("sha256", SHA256.hex(of: copy.text))
                }
              }
            }
          }
        }
      }
    }
  }

  private static func write(
    _ bundled: BundledFile,
    _ sources: SourceMap,
    to json: inout JSONWriter
  ) {
    let file = bundled.file
    let origin = sources.origin(of: file.origin)
    json.object { json in
      json.member("path", bundled.path.text)
      if let host = file.host {
        json.member("host", host)
        json.member("installPath", file.path)
        json.member("owner", file.owner)
      }
      json.member("mode", file.modeText)
      json.member("size", file.bytes.count)
      json.member("sha256", bundled.sha256)
      json.key("origin")
      json.object { json in
        json.member("file", origin.path)
        json.member("line", origin.line)
      }
      json.member("parameters", file.names)
    }
  }
}
