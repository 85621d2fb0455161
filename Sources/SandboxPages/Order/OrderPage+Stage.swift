import SandboxModel

/// The parts of an order's page that take each other's place: how to pay, what is being confirmed, the receipt, and what
/// to do about an order that has expired.
extension OrderPage {
  var payment: HTML {
    """
    <section \(section("pay", "pay")) aria-label="\(page.text(.howToPay))">
    <div class="amount"><h2>\(page.text(.send))</h2>
    <p class="figure"><span>\(AssetMark.token(order.currency)) <strong id="due" data-text="due">\(status.text("due"))</strong> \
    \(order.currency)</span> \(copyButton(of: "due", .copyAmount))</p>
    <p \(section("share", "share")) data-text="share">\(status.text("share"))</p></div>
    <div class="network"><h2>\(page.text(.network))</h2>
    <p>\(AssetMark.chain(order.chainId)) \(chain)</p></div>
    <div class="address"><h2>\(page.text(.toAddress))</h2>
    <p class="figure"><code class="groups" id="address">\(groups(of: order.address))</code> \
    \(copyButton(of: "address", .copyAddress))</p></div>
    <figure class="code"><img class="qr" data-source="qr"\(source(status.qrPath)) width="196" height="196" \
    alt="\(page.text(.qrLabel))">
    <figcaption>\(page.text(.scan))</figcaption></figure>
    \(uriCode)
    <p class="note">\(page.text(.sendOnly, ["token": order.currency, "chain": chain]))</p>
    </section>
    """
  }

  /// The second code. Its image loads when it is opened.
  private var uriCode: HTML {
    """
    <details \(section("uri", "uri"))><summary>\(page.text(.uriCode))</summary>
    <p>\(page.text(.uriCaution))</p>
    <img class="qr" data-source="uri"\(source(status.uriPath)) width="196" height="196" loading="lazy" \
    alt="\(page.text(.uriLabel))"></details>
    """
  }

  private func source(_ path: String?) -> HTML? {
    path.map { " src=\"\(exact: $0)\"" }
  }

  /// The address in groups of four, which only the style sets apart: what is selected and copied has no spaces.
  private func groups(of address: String) -> [HTML] {
    let prefix = address.hasPrefix("0x") ? 2 : 0
    let digits = Array(address.dropFirst(prefix))
    let groups = stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<min($0 + 4, digits.count)]) }
    return ([String(address.prefix(prefix))] + groups).filter { !$0.isEmpty }.map { "<span>\($0)</span><wbr>" }
  }

  /// A button that copies an element's text. Only the script can copy, so only the script shows it.
  private func copyButton(of element: HTML, _ label: Phrase) -> HTML {
    """
    <button type="button" class="copy quiet kept" data-copy="\(element)" aria-label="\(page.text(label))" hidden>\
    \(page.text(.copy))</button>
    """
  }

  var confirming: HTML {
    """
    <section \(section("confirm", "confirm")) aria-label="\(page.text(.confirming))">
    <h2>\(page.text(.received))</h2>
    <p class="figure"><span>\(AssetMark.token(order.currency)) <strong data-text="seen">\(status.text("seen"))</strong></span></p>
    <p>\(page.text(.confirmingAdvice)) \(page.localTime(order.graceEndsAt))</p>
    <dl class="details">
    \(row(.paidOn, "\(AssetMark.chain(order.chainId)) \(chain)"))
    \(row(.addressPaid, "<code>\(order.address)</code>"))
    \(row(.transaction, "<code data-text=\"hash\">\(status.text("hash"))</code>"))
    </dl>
    </section>
    """
  }

  var receipt: HTML {
    let item: HTML? = details.link.map { row(.item, "<bdi>\($0.title)</bdi>") }
    return """
      <section \(section("receipt", "receipt")) aria-labelledby="receipt">
      <h2 id="receipt">\(page.text(.receipt))</h2>
      <dl class="details">
      \(row(.paid, "<strong data-text=\"paid\">\(status.text("paid"))</strong>"))
      \(surplus)
      \(unconfirmed)
      \(row(.paidAt, page.localTime(order.endedAt, name: "ended")))
      \(row(.payTo, "<bdi>\(merchant)</bdi>"))
      \(details.merchant == nil ? nil : item)
      \(row(.paidOn, "\(AssetMark.chain(order.chainId)) \(chain)"))
      \(row(.addressPaid, "<code>\(order.address)</code>"))
      \(row(.transaction, "<code data-text=\"hash\">\(status.text("hash"))</code>"))
      \(row(.reference, "<bdi>\(order.reference)</bdi>"))
      \(row(.orderId, "<code>\(details.shownId)</code>"))
      </dl>
      \(more)
      <div class="actions">\(onward)
      <button type="button" class="quiet kept" data-print hidden>\(page.text(.printReceipt))</button></div>
      <p class="leaving\(keptIfLeaving)" role="status" data-leaving hidden><span>\(page.text(.leaving))</span> \
      <button type="button" class="quiet" data-stay>\(page.text(.stay))</button></p>
      </section>
      """
  }

  private var keptIfLeaving: HTML { order.status == .pending && order.successUrl != nil ? " kept" : "" }

  /// The order's amount, where another one was paid.
  private var surplus: HTML {
    let hidden: HTML = status.sections.contains("surplus") ? "" : " hidden"
    return """
      <div data-section="surplus"\(hidden)><dt>\(page.text(.amount))</dt>\
      <dd>\(details.withToken(details.state.amount))</dd></div>
      """
  }

  /// What has arrived on top of it, but was not confirmed.
  private var unconfirmed: HTML {
    let hidden: HTML = status.sections.contains("not-confirmed") ? "" : " hidden"
    return """
      <div data-section="not-confirmed"\(hidden)><dt>\(page.text(.notConfirmed))</dt>\
      <dd data-text="not-confirmed">\(status.text("not-confirmed"))</dd></div>
      """
  }

  /// The facts that the message at the top has no room for.
  private var more: HTML {
    let hidden: HTML = status.sections.contains("more") ? "" : " hidden"
    return "<p data-section=\"more\" data-text=\"more\"\(hidden)>\(status.text("more"))</p>"
  }

  private func row(_ name: Phrase, _ value: HTML) -> HTML {
    "<div><dt>\(page.text(name))</dt><dd>\(value)</dd></div>\n"
  }

  var ended: HTML {
    """
    <section \(section("ended", "ended")) aria-label="\(page.text(.whatNow))">
    <h2>\(page.text(.whatNow))</h2>
    \(more)
    <p data-text="advice">\(status.text("advice"))</p>
    <p>\(page.text(.endedAt)) \(page.localTime(order.endedAt, name: "ended"))</p>
    \(onward)
    \(orderAgain)
    </section>
    """
  }

  /// The link to the merchant's page, which the merchant has set for the order's end.
  private var onward: HTML {
    let hidden: HTML = details.returnURL == nil ? " hidden" : ""
    return """
      <p class="onward" data-section="onward"\(hidden)><a class="button" rel="noreferrer" \
      href="\(exact: details.returnURL ?? "")" data-onward data-text="onward">\(status.text("onward"))</a></p>
      """
  }

  private var orderAgain: HTML? {
    guard let link = details.link, link.status == .published, !link.isArchived else { return nil }
    return """
      <p><a class="button quiet" href="\(page.link("/checkout/\(link.slug)"))">\(page.text(.orderAgain))</a></p>
      """
  }
}
