import SandboxModel

/// How a status is marked besides its words.
enum StatusMark: String {
  case good
  case bad
  case waiting
  case plain
}

/// The small parts of the dashboard's pages.
extension DashboardContext {
  func badge(_ mark: StatusMark, _ text: String) -> HTML {
    "<span class=\"badge \(mark.html)\">\(text)</span>"
  }

  func badge(_ mark: StatusMark, _ phrase: Phrase) -> HTML { badge(mark, text(phrase)) }

  /// An amount whose point stands below that of the others in its column.
  func amount(_ amount: String, _ currency: String) -> HTML {
    let parts = amount.split(separator: ".", maxSplits: 1)
    let fraction = parts.count > 1 ? ".\(parts[1])" : ""
    return """
      <span class="sum"><span>\(String(parts.first ?? ""))</span><span class="fraction">\(fraction)</span> \
      <span class="currency">\(currency)</span></span>
      """
  }

  func chain(_ id: String) -> HTML { "<span title=\"\(id)\">\(page.chainName(id))</span>" }

  /// The time of day, with the date in its title.
  func clock(_ time: Timestamp) -> HTML {
    let text = time.description
    return "<time datetime=\"\(text)\" title=\"\(text)\">\(String(text.dropFirst(11).prefix(8)))</time>"
  }

  func time(_ time: Timestamp) -> HTML { page.time(time) }

  /// A long id, address or hash: its middle is hidden where there is no room, the whole can be selected and copied.
  func value(_ value: String, isCopied: Bool = true) -> HTML {
    let shown: HTML = "\(value)"
    let exact: HTML = "\(exact: value)"
    // Without a text of its own a button copies what stands before it, which saves a tenth of a page of deliveries.
    let copied = shown == exact ? .nothing : exact
    let copy: HTML = "<button type=\"button\" class=\"copy\" data-copy=\"\(copied)\">\(text(.copy))</button>"
    guard value.utf8.count > 16 else { return "<code class=\"value\">\(value)</code>\(isCopied ? copy : .nothing)" }
    return """
      <code class="value" title="\(value)"><span>\(String(value.dropLast(6)))</span><span>\(String(value.suffix(6)))</span>\
      </code>\(isCopied ? copy : .nothing)
      """
  }

  /// Names and values of one subject.
  func facts(_ facts: [(Phrase, HTML)]) -> HTML {
    let items: [HTML] = facts.map { "<div><dt>\(text($0.0))</dt><dd>\($0.1)</dd></div>\n" }
    return "<dl class=\"facts\">\(items)</dl>"
  }

  /// A command to copy into a shell.
  func command(_ command: String) -> HTML {
    """
    <div class="command"><pre tabindex="0" role="group" aria-label="\(text(.inTerminal))"><code>\(exact: command)</code></pre>\
    <button type="button" class="copy" data-copy="\(exact: command)">\(text(.copy))</button></div>
    """
  }
}

extension StatusMark {
  var html: HTML {
    switch self {
    case .good: "good"
    case .bad: "bad"
    case .waiting: "waiting"
    case .plain: "plain"
    }
  }
}
