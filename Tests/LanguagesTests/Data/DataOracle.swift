import Foundation
import Languages

/// Readers of others, run once for many texts.
enum DataOracle {
  /// Runs a program; nil when it is not there or fails.
  static func run(_ arguments: [String], _ input: [UInt8]) -> [UInt8]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let inputFile = folder.appendingPathComponent("input")
      try Data(input).write(to: inputFile)
      process.standardInput = try FileHandle(forReadingFrom: inputFile)
      let output = Pipe()
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return process.terminationStatus == 0 ? [UInt8](data) : nil
    } catch {
      return nil
    }
  }

  static func isAvailable(_ arguments: String...) -> Bool {
    let isThere = run(arguments, []) != nil
    if !isThere {
      print("notice: '\(arguments.joined(separator: " "))' is missing, a test is skipped")
    }
    return isThere
  }

  static let hasPython = isAvailable("python3", "-c", "import yaml, json, csv, tomllib")
  static let hasJQ = isAvailable("jq", "-n", "1")
  static let hasKubectl = isAvailable("kubectl", "version", "--client")

  /// What Python reads in each text: one line of `kind:hexadecimal` words, or "error".
  static func python(_ format: Character, _ texts: [[UInt8]]) -> [String] {
    var input = Array(String(format).utf8)
    for text in texts {
      input += (0..<4).reversed().map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
      input += text
    }
    guard let output = run(["python3", "-c", script], input) else { return [] }
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Kinds of scalars: Q quoted, S plain string, T plain and typed; k before it for keys.
  private static let script = """
    import sys, io, json, csv, tomllib, yaml
    data = sys.stdin.buffer.read()
    form, i, texts = data[:1], 1, []
    while i < len(data):
        n = int.from_bytes(data[i:i+4], 'big'); texts.append(data[i+4:i+4+n]); i += 4 + n
    w = lambda kind, value: kind + ':' + value.encode('utf-8').hex()
    csv.field_size_limit(1 << 30)
    resolver = yaml.resolver.Resolver()
    def of_yaml(text):
        out, stack = [], []
        def key():
            if not stack: return ''
            stack[-1][1] += 1
            return 'k' if stack[-1][0] == 'm' and stack[-1][1] % 2 == 1 else ''
        for e in yaml.parse(text.decode('utf-8'), Loader=yaml.SafeLoader):
            if getattr(e, 'anchor', None) and not isinstance(e, yaml.AliasEvent):
                out.append(w('anchor', '&' + e.anchor))
            if isinstance(e, yaml.DocumentStartEvent) and e.explicit: out.append('document:')
            elif isinstance(e, yaml.DocumentEndEvent) and e.explicit: out.append('document-end:')
            elif isinstance(e, yaml.AliasEvent): key(); out.append(w('alias', '*' + e.anchor))
            elif isinstance(e, yaml.MappingStartEvent): key(); stack.append(['m', 0]); out.append('mapping:')
            elif isinstance(e, yaml.SequenceStartEvent): key(); stack.append(['s', 0]); out.append('sequence:')
            elif isinstance(e, (yaml.MappingEndEvent, yaml.SequenceEndEvent)): stack.pop(); out.append('end:')
            elif isinstance(e, yaml.ScalarEvent):
                k = key()
                if e.style: kind = 'Q'
                else:
                    tag = resolver.resolve(yaml.ScalarNode, e.value, (True, False))
                    kind = 'S' if tag.endswith(':str') else 'T'
                out.append(w(k + kind, e.value))
        return out
    def of_json(text):
        n = lambda s: ('number', s)
        out = []
        def walk(v):
            if isinstance(v, list) and v and v[0] == 'pairs':
                out.append('{:')
                for k, x in v[1]: out.append(w('key', k)); walk(x)
                out.append('}:')
            elif isinstance(v, list): out.append('[:'); [walk(x) for x in v[1]]; out.append(']:')
            elif isinstance(v, tuple): out.append(w('number', v[1]))
            elif isinstance(v, str): out.append(w('string', v))
            else: out.append(w('literal', {True: 'true', False: 'false', None: 'null'}[v]))
        def wrap(v): return ['list', [wrap(x) for x in v]] if type(v) is list and not (v and v[0] == 'pairs') else (['pairs', [(k, wrap(x)) for k, x in v[1]]] if type(v) is list else v)
        walk(wrap(json.loads(text.decode('utf-8'), object_pairs_hook=lambda p: ['pairs', p], parse_int=n, parse_float=n)))
        return out
    def of_toml(text):
        out = []
        def walk(v):
            if isinstance(v, dict):
                for k, x in v.items(): out.append(w('key', k)); walk(x)
            elif isinstance(v, list): [walk(x) for x in v]
            elif isinstance(v, str): out.append(w('string', v))
        walk(tomllib.loads(text.decode('utf-8')))
        return out
    def of_csv(text):
        out = []
        for row in csv.reader(io.StringIO(text.decode('utf-8'), newline=''), strict=True):
            out += [w('field', f) for f in row or ['']] + ['record:']
        return out
    read = {b'y': of_yaml, b'j': of_json, b't': of_toml, b'c': of_csv}[form]
    for text in texts:
        try: print(' '.join(read(text)) or 'nothing')
        except Exception: print('error')
    """

  static func word(_ token: Token) -> String {
    token.kind + ":" + token.value.map { hexadecimal[Int($0)] }.joined()
  }

  private static let hexadecimal = (0..<256).map { value in
    let text = String(value, radix: 16)
    return text.count == 1 ? "0" + text : text
  }
}

/// What the readers of YAML here agree on.
enum YAMLAgreement {
  /// Whether our tokens are what PyYAML read. It reports no comments and no tags, and knows the types
  /// of YAML 1.1 only, of which ours are a superset.
  static func agrees(_ tokens: [Token], _ python: String) -> Bool {
    let ours = tokens.filter { $0.kind != "comment" && $0.kind != "tag" }
    let theirs = python == "nothing" ? [] : python.split(separator: " ")
    guard ours.count == theirs.count else { return false }
    return zip(ours, theirs).allSatisfy { token, word in
      let kinds =
        switch token.kind {
        case "string": ["S", "Q"]
        case "plain-typed": ["T", "S"]
        case "key": ["kS", "kQ"]
        case "key-typed": ["kT", "kS"]
        default: [token.kind]
        }
      return kinds.contains { word == DataOracle.word(Token($0, token.value)) }
    }
  }
}
