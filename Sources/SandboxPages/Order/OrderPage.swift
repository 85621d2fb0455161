import SandboxAPI
import SandboxModel

/// The page on which an order is paid.
struct OrderPage {
  let details: OrderDetails
  let page: PageContext
  /// The proof that a form was made by this sandbox.
  let token: String

  private var order: Order { details.order }
  private var status: OrderProgress { OrderProgress(details: details, page: page) }
  private var chain: String { page.chainName(order.chainId) }
  private var path: String { "/pay/order/\(details.shownId)" }

  var webPage: WebPage {
    WebPage(
      context: page, title: "\(status.text("headline")) · \(order.amountText) \(order.currency)",
      styles: ["page.css", "checkout.css"], scripts: ["order.js"], path: path,
      refresh: details.state.phase.isFinal ? nil : 5, content: content)
  }

  private var content: HTML {
    """
    <article class="card" data-phase="\(details.state.phase.rawValue)" \
    data-status="\(page.link(path + "/status"))" data-copied="\(page.text(.copied))">
    <div class="state" role="status" aria-live="polite" aria-atomic="true">
    <h1 data-text="headline">\(status.text("headline"))</h1>
    <p data-text="detail">\(status.text("detail"))</p>
    </div>
    <p class="caution" role="alert" data-away hidden>\(page.text(.away))</p>
    \(clock)
    \(onward)
    \(payment)
    \(detailList)
    \(transfers)
    </article>
    \(simulator)
    """
  }

  /// The attributes of a section, which is hidden unless it applies now; the script shows it later.
  private func section(_ name: String) -> HTML {
    let hidden: HTML = status.sections.contains(name) ? "" : " hidden"
    return "data-section=\"\(name)\"\(hidden)"
  }

  private var clock: HTML {
    let (left, whole) = status.clock ?? (0, 1)
    let seconds = left % 60
    return """
      <div class="clock" \(section("clock"))>
      <span data-text="clock">\(status.text("clock"))</span>
      <span class="digits" role="timer" data-left="\(left)">\(left / 60):\(seconds < 10 ? "0" : "")\(seconds)</span>
      <progress max="\(whole)" value="\(left)" aria-hidden="true"></progress>
      </div>
      """
  }

  private var onward: HTML {
    """
    <p class="onward" \(section("onward"))><a class="button" rel="noreferrer" href="\(exact: details.onward ?? "")" \
    data-onward>\(status.text("onward"))</a></p>
    """
  }

  private var payment: HTML {
    """
    <section class="pay" \(section("pay")) aria-label="\(page.text(.howToPay))">
    <div class="what">
    <h2>\(page.text(.send))</h2>
    <p class="amount"><span><strong id="due" data-text="due">\(status.text("due"))</strong> \(order.currency)</span>
    \(copyButton(of: "due", .copyAmount))</p>
    <h2>\(page.text(.network))</h2>
    <p class="network">\(chain)</p>
    <h2>\(page.text(.toAddress))</h2>
    <p class="address"><code id="address">\(order.address)</code>
    \(copyButton(of: "address", .copyAddress))</p>
    </div>
    <figure><img class="qr" data-qr\(source) width="220" height="220" alt="\(page.text(.qrLabel))">
    <figcaption>\(page.text(.scan))</figcaption></figure>
    <p class="caution">\(page.text(.sendOnly, ["token": order.currency, "chain": chain]))</p>
    </section>
    """
  }

  private var source: HTML? {
    status.qrPath.map { " src=\"\($0)\"" }
  }

  /// A button that copies an element's text. Only the script can copy, so only the script shows it.
  private func copyButton(of element: HTML, _ label: Phrase) -> HTML {
    """
    <button type="button" class="copy" data-copy="\(element)" aria-label="\(page.text(label))" hidden>\
    \(page.text(.copy))</button>
    """
  }

  private var detailList: HTML {
    """
    <dl class="details">
    <div><dt>\(page.text(.amount))</dt><dd>\(order.amountText) \(order.currency)</dd></div>
    <div><dt>\(page.text(.received))</dt><dd data-text="received">\(status.text("received"))</dd></div>
    <div><dt>\(page.text(.missing))</dt><dd data-text="missing">\(status.text("missing"))</dd></div>
    <div><dt>\(page.text(.confirmations))</dt><dd data-text="confirmations">\(status.text("confirmations"))</dd></div>
    <div><dt>\(page.text(.payUntil))</dt><dd>\(page.time(order.windowEndsAt))</dd></div>
    <div><dt>\(page.text(.graceUntil))</dt><dd>\(page.time(order.graceEndsAt))</dd></div>
    <div><dt>\(page.text(.reference))</dt><dd><bdi>\(order.reference)</bdi></dd></div>
    <div><dt>\(page.text(.orderId))</dt><dd><code>\(details.shownId)</code></dd></div>
    </dl>
    """
  }

  private var transfers: HTML {
    """
    <section class="transfers" \(section("transfers"))>
    <h2>\(page.text(.transfers))</h2>
    <ul data-list="transfers">\(status.transfers.map { "<li>\($0)</li>" as HTML })</ul>
    </section>
    """
  }

  private var simulator: HTML {
    let buttons: [HTML] = SimulatedPayment.allCases.map { payment in
      """
      <button name="payment" value="\(payment.rawValue)" \(section(payment.rawValue))>\
      <span data-text="\(payment.rawValue)">\(status.text(payment.rawValue))</span></button>

      """
    }
    return """
      <section class="simulator" \(section("simulate"))>
      <h2>\(page.text(.simulator))</h2>
      <p>\(page.text(.simulatorDetail))</p>
      <form method="post" action="\(page.link(path + "/simulate"))">
      <input type="hidden" name="token" value="\(token)">
      \(buttons)</form>
      </section>
      """
  }
}
