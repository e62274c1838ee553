extension Encoding {
  /// Appends a value as this encoding writes it.
  package func append(_ value: [UInt8], to output: inout [UInt8]) {
    switch self {
    case .verbatim: output += value
    case .configurationCommentEnd: ConfigurationEncoder.configurationCommentEnd(value, to: &output)
    case .configurationArmoredLines:
      ConfigurationEncoder.configurationArmoredLines(value, to: &output)
    case .unitCommandWord: ConfigurationEncoder.unitCommandWord(value, to: &output)
    case .unitQuotedWord: ConfigurationEncoder.unitQuotedWord(value, to: &output)
    case .unitFreeText: ConfigurationEncoder.unitFreeText(value, to: &output)
    case .unitFreeTextEnd: ConfigurationEncoder.unitFreeTextEnd(value, to: &output)
    case .envFileQuoted: ConfigurationEncoder.envFileQuoted(value, to: &output)
    case .openSSLValue: ConfigurationEncoder.openSSLValue(value, to: &output)
    case .openSSLQuoted: ConfigurationEncoder.openSSLQuoted(value, to: &output)
    case .shellWord: ShellEncoder.word(value, to: &output)
    case .shellQuotedWord: ShellEncoder.quotedWord(value, to: &output)
    case .shellDoubleQuoted: ShellEncoder.doubleQuoted(value, to: &output)
    case .shellSingleQuoted: ShellEncoder.singleQuoted(value, to: &output)
    case .shellANSIQuoted: ShellEncoder.ansiQuoted(value, to: &output)
    case .shellArithmetic: ShellEncoder.arithmetic(value, to: &output)
    case .shellHereDocument(let indentation):
      ShellEncoder.hereDocument(value, indentation: indentation, to: &output)
    case .yamlDoubleQuoted: DataEncoder.yamlDoubleQuoted(value, to: &output)
    case .yamlSingleQuoted: DataEncoder.yamlSingleQuoted(value, to: &output)
    case .yamlBlockLines(let indentation):
      DataEncoder.yamlBlockLines(value, indentation: indentation, to: &output)
    case .jsonString: DataEncoder.jsonString(value, to: &output)
    case .jsonValue: DataEncoder.jsonValue(value, to: &output)
    case .tomlString: DataEncoder.tomlString(value, to: &output)
    case .tomlValue: DataEncoder.tomlValue(value, to: &output)
    case .csvQuoted: DataEncoder.csvQuoted(value, to: &output)
    }
  }
}
