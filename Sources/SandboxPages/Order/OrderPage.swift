import SandboxAPI
import SandboxModel

/// The page on which an order is paid.
///
/// While an order is pending, the parts that come and go keep their room, so that nothing moves under a reader when the
/// state changes. The page of an order that has ended holds only what applies.
struct OrderPage {
  let details: OrderDetails
  let page: PageContext
  /// The proof that a form was made by this sandbox.
  let token: String

  var order: Order { details.order }
  var status: OrderProgress { OrderProgress(details: details, page: page) }
  var chain: String { page.chainName(order.chainId) }
  var path: String { "/pay/order/\(details.shownId)" }
  private var isFinal: Bool { details.state.phase.isFinal }

  var webPage: WebPage {
    WebPage(
      context: page, title: "\(status.text("headline")) · \(details.withToken(details.state.amount))",
      styles: ["page.css", "checkout.css"], scripts: ["time.js", "order.js"], path: path, refresh: isFinal ? nil : 5,
      content: content)
  }

  private var content: HTML {
    """
    <div class="order">
    <article class="card" data-phase="\(details.state.phase.rawValue)" data-tone="\(status.tone.rawValue)" \
    data-status="\(page.link(path + "/status"))" data-copied="\(page.text(.copied))">
    \(heading)
    \(message)
    <p class="note" role="alert" data-away hidden>\(page.text(.away))</p>
    \(steps)
    \(clock)
    <div class="stage">
    \(payment)
    \(confirming)
    \(receipt)
    \(ended)
    </div>
    \(detailList)
    </article>
    \(PayerPanel(details: details, page: page, token: token, action: page.link(path + "/simulate")).html)
    \(transfers)
    </div>
    """
  }

  /// The attributes of a section. One that does not apply now is hidden; the script shows it later.
  func section(_ name: String, _ classes: HTML) -> HTML {
    let hidden: HTML = status.sections.contains(name) ? "" : " hidden"
    let kept: HTML = isFinal ? "" : " kept"
    return "class=\"\(classes)\(kept)\" data-section=\"\(name)\"\(hidden)"
  }

  private var heading: HTML {
    let item: HTML? = details.link.flatMap { link in
      details.merchant == nil ? nil : "<p class=\"item\"><bdi>\(link.title)</bdi></p>"
    }
    return "<div class=\"heading\"><p class=\"merchant\"><bdi>\(merchant)</bdi></p>\(item)</div>"
  }

  /// The merchant's name, or what stands for it.
  var merchant: String { details.merchant ?? details.link?.title ?? page.text(.merchant) }

  private var message: HTML {
    """
    <div class="state\(isFinal ? "" : " kept")">
    <svg class="sign" viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="17"/>\
    <path class="tick" d="M12 20.5l5.5 5.5L28.5 15"/><path class="cross" d="M14 14l12 12M26 14L14 26"/>\
    <path class="bang" d="M20 11.5v11M20 28v.5"/></svg>
    <div role="status" aria-live="polite" aria-atomic="true">
    <h1 data-text="headline">\(status.text("headline"))</h1>
    <p data-text="detail">\(status.text("detail"))</p>
    </div>
    </div>
    """
  }

  private var steps: HTML {
    let items: [HTML] = status.steps.map { step in
      let current: HTML = step.state == .current ? " aria-current=\"step\"" : ""
      return """
        <li data-step="\(step.name)" data-state="\(step.state.rawValue)"\(current)>\
        <span data-text="\(step.name)">\(step.texts[0].text)</span>\
        <span class="visually-hidden" data-text="\(step.name)-state">\(step.texts[1].text)</span></li>
        """
    }
    return "<ol \(section("steps", "steps")) aria-label=\"\(page.text(.progress))\">\(items)</ol>"
  }

  private var clock: HTML {
    let (left, whole) = status.clock ?? (0, 1)
    let seconds = left % 60
    return """
      <div \(section("clock", "clock"))>
      <span data-text="clock">\(status.text("clock"))</span>
      <span class="digits" role="timer" data-left="\(left)">\(left / 60):\(seconds < 10 ? "0" : "")\(seconds)</span>
      <progress max="\(whole)" value="\(left)" aria-hidden="true"></progress>
      </div>
      """
  }

  private var detailList: HTML {
    """
    <dl \(section("details", "details"))>
    <div><dt>\(page.text(.reference))</dt><dd><bdi>\(order.reference)</bdi></dd></div>
    <div><dt>\(page.text(.orderId))</dt><dd><code>\(details.shownId)</code></dd></div>
    <div \(section("limits", "limit"))><dt>\(page.text(.payUntil))</dt><dd>\(page.localTime(order.windowEndsAt))</dd></div>
    <div \(section("limits", "limit"))><dt>\(page.text(.graceUntil))</dt><dd>\(page.localTime(order.graceEndsAt))</dd></div>
    </dl>
    """
  }

  private var transfers: HTML {
    let hidden: HTML = details.transfers.isEmpty ? " hidden" : ""
    return """
      <section class="card transfers" data-section="transfers" aria-labelledby="transfers"\(hidden)>
      <h2 id="transfers">\(page.text(.transfers))</h2>
      <ul data-list="transfers">\(status.transfers.map { $0.html(page) })</ul>
      <template><li><span data-field="payment"></span> <span data-field="chain"></span> <span data-field="state"></span> \
      <code data-field="hash"></code> <time></time></li></template>
      </section>
      """
  }
}
