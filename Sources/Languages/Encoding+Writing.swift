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
    }
  }
}
