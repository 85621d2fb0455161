import JSON

@testable import PayIn
@testable import PayInTools

extension LocalizedTextTable {
  static func record(_ object: JSONObject, _ schema: ResourceSchema) -> APIResource? {
    APIResource(.object(object), schema: schema)
  }

  /// Orders with all members that a summary shows, and with as few as a record may hold.
  private static let orders = [
    record(
      [
        "orderId": "ord_1", "status": "pending", "amount": "10.50", "currency": "USDT_1", "chainId": "chain_7",
        "address": "0x_9", "expiresAt": "2030-01-31T09:30:00Z", "paymentUrl": "https://pay.example/o_1",
        "receivedAmount": "4.25",
      ], .order),
    record(["orderReference": "ref_1"], .order), record(["currency": "USDT_1", "address": "0x_9"], .order),
  ].compactMap(\.self)

  static var summaries: [LocalizedText] {
    let results = [WriteResult.Outcome.created, .replayed, .reconciled].flatMap { outcome in
      ([nil] + orders).map { Summary.made(order: $0, outcome) }
    }
    let received = [record(["amount": "2.5", "currency": "USDT_1", "status": "state_1"], .deposit)].compactMap(\.self)
    let lists = [
      Summary.states(orders), Summary.sums(ofDeposits: received), Summary.partlyPaid(orders, now: 0),
      Summary.partlyPaid(Array(repeating: orders[0], count: 5), now: .max),
    ]
    return results + [0, .max].flatMap { now in orders.map { Summary.order($0, now: now) } } + lists + pages + deposits
      + links + webhooks + codes + [
        Summary.assets([], .live), Summary.assets(AssetTable.builtIn.chains, .live),
        Summary.assets(AssetTable.builtIn.chains, .builtIn),
      ]
  }

  private static var codes: [LocalizedText] {
    let payments: [OrderPayment] = [
      .received, .late(end: "2030-01-31T09:30:00Z"), .closed(status: "expired_1"), .closed(status: nil),
      .doubtful(.amount), .doubtful(.received), .doubtful(.unconfirmed), .doubtful(.end("soon_1")),
    ]
    let codes = [("ethereum:0x_9", PaymentCode.Content.uri), (nil, .uri), ("ethereum:0x_9", .address), (nil, .address)]
      .map { PaymentCode(address: "0x_9", uri: $0, wanted: $1) }
    let refusals =
      payments.map { Summary.noCode(order: "ord_1", $0) } + [
        Summary.noCode(order: "ord_1", .zero, .evm), Summary.noCode("user_1", .missing, nil),
        Summary.noCode("user_1", .tron), Summary.noAddressShown("user_1"),
      ]
    return refusals
      + codes.flatMap { code in
        [orders[0], orders[2]].map { Summary.code(code, OrderProgress($0), "10.50") } + [
          Summary.code(code, OrderProgress(orders[0]), nil), Summary.code(code, "user_1", .evm, [.tron]),
          Summary.code(code, "user_1", nil, []),
        ]
      }
  }

  private static var pages: [LocalizedText] {
    let bodies = [#"{"data":[],"pagination":{"page":2,"limit":20,"total":41,"totalPages":3}}"#, #"{"data":[]}"#]
    return bodies.compactMap { body in
      Envelope(Array(body.utf8)).flatMap {
        Page($0, rowsName: "orders", asked: .init(), schema: .order)
      }
    }.flatMap { page in
      ["orders", "deposits"].flatMap { name in [7, 0].map { Summary.list(name, shown: $0, of: page) } }
    }
  }

  private static var deposits: [LocalizedText] {
    let references = [
      record(["address": "0x_9", "totalAmount": "30.5"], .depositReference),
      record(["addressByProtocol": ["evm": "0x_9", "tron": "T_9"]], .depositReference),
      record(["totals": ["USDT_1": "1", "DAI_2": "2.5"]], .depositReference), record(["protocol": "evm"], .binding),
    ].compactMap(\.self)
    let binding = record(["address": "0x_9", "protocol": "p_1"], .binding)
    return references.map { Summary.depositReference($0, "user_1") } + [
      Summary.bound(binding, "user_1"), Summary.unbound("user_1"),
    ]
  }

  private static var links: [LocalizedText] {
    let link = record(["id": "link_1", "checkoutUrl": "https://pay.example/l_1"], .paymentLink)
    let priced = ["25", "0"].map { amount in
      let currencies: JSONValue = [["currency": "USDT_1", "chainId": "chain_7"], ["currency": "USDC_1"]]
      return record(["id": "link_1", "amount": .string(amount), "currencies": currencies], .paymentLink)
    }
    let asked = ["25", "0"].compactMap { try? Amount($0, allowsZero: true) }.map { amount in
      var asked = NewPaymentLink(
        title: "t_1", amount: amount, currencies: [.init(currency: "USDT_1", chainID: "chain_7")])
      asked.inventoryTotal = amount.isZero ? nil : 3
      return asked
    }
    let sold = record(
      ["id": "link_1", "status": "draft", "inventoryTotal": 3, "inventorySold": 1], .paymentLink)
    return asked.flatMap { [Summary.created(link: link, $0), Summary.created(link: nil, $0)] }
      + priced.map { Summary.published($0, "link_1") } + [priced[0], sold].compactMap(\.self).map(Summary.link) + [
        Summary.published(link, "link_1"), Summary.published(nil, "link_1"), Summary.archived("link_1"),
      ]
  }

  private static var webhooks: [LocalizedText] {
    let bodies = [
      #"{"id":"evt_1","type":"order.completed","data":{"orderId":"ord_1"}}"#,
      #"{"type":"deposit.confirmed","data":{"depositReference":"user_1"}}"#, #"{"type":"odd.type"}"#,
    ]
    let delivery = ResourceSchema(fields: [
      ResourceSchema.text("eventType"), ResourceSchema.text("problem"),
      .init(name: "delivered", kind: .flag, aliases: []),
    ])
    let sample = (try? Amount("5")).map { WebhookSample(.orderExpired, .hex, reference: "ref_1", amount: $0, now: 0) }
    let delivered = record(["eventType": "order.completed", "delivered": true], delivery)
    let failed = record(
      ["eventType": "order.expired", "delivered": false, "problem": "HTTP 500"], delivery)
    let unnamed = record(["delivered": false], delivery)
    return [sample].compactMap(\.self).map(Summary.sample)
      + bodies.map { Summary.webhook(WebhookVerdict(nil), WebhookEvent(Array($0.utf8))) } + [
        Summary.webhook(WebhookVerdict(nil), nil), Summary.delivered([delivered, failed].compactMap(\.self)),
        Summary.delivered([unnamed].compactMap(\.self)),
      ]
  }

  private static var stories: [LocalizedText] {
    let steps: [JSONValue] = [
      [
        "afterSeconds": 15, "done": true, "text": ["en": "It is paid.", "zh": "已付款。"], "result": ["problem": "late_1"],
      ],
      ["afterSeconds": 30, "done": false, "time": "2030-01-31T09:30:00Z", "text": ["en": "It ends.", "zh": "结束。"]],
    ]
    return ["playing", "ended"].flatMap { state in
      let story = record(
        [
          "storyId": "story_1", "story": "odd_story", "state": .string(state), "reference": "ref_1",
          "pageUrl": "https://pay.example/o_1",
        ], .story)
      let subjects: [(APIResource?, JSONObject?)] = [
        (orders.first, nil), (nil, ["USDT_1": "2.5"]), (nil, [:]), (nil, nil),
      ]
      return subjects.flatMap { order, totals in
        [[], ["order.completed", "odd.type"]].compactMap { events in
          story.map {
            Summary.played(
              PlayedStory(
                story: $0, order: order, totals: totals, steps: steps.compactMap(PlayedStory.Step.init),
                events: events, requestID: "r"))
          }
        }
      }
    }
  }

  static var sandboxSummaries: [LocalizedText] {
    let transfer = record(["txHash": "0x_1", "amount": "5.5", "reason": "too_late"], .transfer)
    let deposit = record(["status": "pending"], .deposit)
    let payments = [(orders.first, nil), (nil, deposit), (nil, record(["depositId": "d"], .deposit))].compactMap {
      order, deposit in
      transfer.map {
        SimulatedPayment(
          transfer: $0, order: order, deposit: deposit, clockMovedTo: "2030-01-31T09:30:00Z", outcome: .created,
          requestID: "r")
      }
    }
    let clock = record(["time": "2030-01-31T09:30:00Z", "endedOrders": 7], .clock)
    return payments.map(Summary.simulated) + payments.map(Summary.takenBack) + stories + [
      Summary.moved(clock: clock), Summary.moved(clock: nil), Summary.injected(fault: nil),
      Summary.injected(fault: record(["kind": "reset_after", "route": "POST /orders", "remaining": 7], .fault)),
      Summary.injected(fault: record(["kind": "reset_after", "remaining": 1], .fault)),
      Summary.removed(faults: record(["removed": 7], .removedFaults)), Summary.pool("empty_pool"),
      Summary.pool("refill_pool"),
      Summary.reset(sandbox: record(["orders": 2, "transfers": 3], .sandboxReset)), Summary.reset(sandbox: nil),
    ]
  }
}
