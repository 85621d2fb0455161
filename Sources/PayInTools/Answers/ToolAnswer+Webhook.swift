import JSON
import PayIn

extension ToolAnswer {
  init(_ report: WebhookReport) {
    self.init(
      summary: report.summary, fields: report.fields,
      warnings: report.isUnreadable ? [Warning(.eventUnreadable)] : [])
  }

  init(_ sample: WebhookSample, signedWith key: WebhookKey, url: String) {
    let headers = sample.headers(signedWith: key.secret)
    let body = String(decoding: sample.body, as: UTF8.self)
    self.init(
      summary: .sentences(Summary.sample(sample), Summary.signed(with: key.source, for: [url])),
      fields: [
        "event": .string(sample.type), "scheme": .string(sample.scheme.rawValue),
        "signedWith": .string(key.source.rawValue), "headers": .object(headers),
        "body": .string(body), "curl": .string(Self.curl(url, headers, body)), "deduplicationKey": .string(sample.id),
      ])
  }

  private static func curl(_ url: String, _ headers: JSONObject, _ body: String) -> String {
    let lines = headers.members.map { "-H \(quoted("\($0.name): \($0.value.string ?? "")"))" }
    return "curl \(quoted(url)) \(lines.joined(separator: " ")) --data-binary \(quoted(body))"
  }

  /// Quotes a text for a POSIX shell: between single quotation marks only their end is special.
  private static func quoted(_ text: String) -> String {
    "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#))'"
  }
}
