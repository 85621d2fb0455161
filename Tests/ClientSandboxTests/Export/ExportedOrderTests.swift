import Foundation
import JSON
import PayInTools
import Sandbox
import SandboxAPI
import Testing

/// The exported programs that make an order, with an API whose answers leave doubts.
@Suite(.timeLimit(.minutes(3)))
struct ExportedOrderTests {
  private static let languages = ExportLanguage.allCases.filter(ExportWorkshop.canRun)

  /// Pages of orders that show neither that there is an order nor that there is none.
  private static let unreadableLists = [
    "", "{}", #"{"success":true}"#, #"{"success":true,"data":null}"#, #"{"success":true,"data":{}}"#,
    #"{"success":true,"data":{"orders":null}}"#, #"{"success":true,"data":{"items":[]}}"#,
    #"{"success":true,"data":"maintenance"}"#, #"{"success":true,"data":{"orders":[{"orderId":"o9"}]}}"#,
  ]

  @Test(arguments: languages)
  func nothingIsMadeOnAListThatCannotBeRead(_ language: ExportLanguage) async throws {
    for list in Self.unreadableLists {
      let api = OrdersAPI(.init(list: { _ in list }))
      let run = try await ExportRun.run("order_checkout", language, api: api.url)
      #expect(run.status == 1 && api.creates == 0, "\(list): \(run.output)")
    }
  }

  /// The order is there, and is found.
  @Test(arguments: languages)
  func orderBehindAnUnreadableAnswerIsFound(_ language: ExportLanguage) async throws {
    let answers: [@Sendable (String) -> String] = [
      { _ in "" }, { _ in #"{"success":true}"# }, { #"{"success":true,"data":{"order":\#($0)}}"# },
      { #"{"success":true,"data":\#($0.replacing(#""status":"pending","#, with: ""))}"# },
    ]
    for answer in answers {
      let api = OrdersAPI(.init(created: answer))
      let run = try await ExportRun.run("order_checkout", language, api: api.url)
      #expect(run.status == 0 && run.value(of: "orderId") == "o1" && api.creates == 1, "\(run.output)")
    }
  }

  @Test(arguments: languages)
  func unknownOutcomeIsToldFromAFailure(_ language: ExportLanguage) async throws {
    let api = OrdersAPI(.init(createdStatus: 503, created: { _ in "{}" }, isListed: false))
    let run = try await ExportRun.run("order_checkout", language, api: api.url)
    #expect(run.status == 3 && api.creates == 1)
    #expect(run.output.contains("run again after a minute with the same orderReference"), "\(run.output)")
    let refusing = OrdersAPI(.init(createdStatus: 401, created: { _ in "{}" }))
    #expect(try await ExportRun.run("retry", language, api: refusing.url).status == 1)
    #expect(refusing.creates == 1)
  }

  @Test(arguments: languages)
  func orderOfAnotherAmountIsNotUsed(_ language: ExportLanguage) async throws {
    let api = OrdersAPI(
      .init(created: { _ in #"{"success":true,"data":\#(OrdersAPI.order("o1", "pending", amount: "2500"))}"# }))
    let run = try await ExportRun.run("order_checkout", language, api: api.url)
    #expect(run.status == 1 && run.output.contains("not as asked"), "\(run.output)")
    #expect(run.value(of: "paymentUrl") == nil)
  }

  @Test(arguments: languages, ["order_checkout", "retry"])
  func orderThatCanBePaidComesBeforeOneThatIsOver(_ language: ExportLanguage, _ program: String) async throws {
    let (old, new) = (OrdersAPI.order("old", "expired"), OrdersAPI.order("new", "pending"))
    let both = OrdersAPI(.init(list: { _ in #"{"success":true,"data":[\#(old),\#(new)]}"# }))
    let run = try await ExportRun.run(program, language, api: both.url)
    #expect(run.status == 0 && run.value(of: "orderId") == "new" && both.creates == 0, "\(run.output)")
    let over = OrdersAPI(.init(list: { _ in #"{"success":true,"data":[\#(old)]}"# }))
    let late = try await ExportRun.run(program, language, api: over.url)
    #expect(late.status == 1 && late.output.contains("order old is expired"), "\(late.output)")
    #expect(late.value(of: "paymentUrl") == nil && over.creates == 0)
  }

  /// The pattern of the published code never finds a backslash.
  @Test(arguments: languages)
  func referenceWithABackslashHasOneOrder(_ language: ExportLanguage) async throws {
    try await ToolBench.run(dialect: .published, allowsDuplicates: true) { tools in
      for _ in 1...2 {
        let run = try await ExportRun.run(ExportWorkshop.backslash, language, api: tools.bench.server.baseURL)
        #expect(run.status == 0, "\(run.output)")
      }
      let orders = try #require(try await tools.succeed("list_orders")["orders"]?.array)
      #expect(orders.map { $0["orderReference"] } == ["inv\\77 a%b_c"])
    }
  }

  /// With `retry` there curl would send a write up to six times.
  @Test func curlReadsNoSettings() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "curlrc-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("retry = 5\nretry-delay = 1\n".utf8).write(to: folder.appending(path: ".curlrc"))
    guard ExportWorkshop.canRun(.curl) else { return }
    let api = OrdersAPI(.init(createdStatus: 503, created: { _ in "{}" }))
    let run = try await ExportRun.run(
      "order_checkout", .curl, api: api.url, environment: ["HOME": folder.path])
    #expect(run.status == 0 && api.creates == 1, "\(run.output)")
  }

  @Test(arguments: languages)
  func mistakesInTheSettingsAreSaid(_ language: ExportLanguage) async throws {
    for pause in ["1e3", "-1", "0.5 "] {
      let run = try await ExportRun.run(
        "retry", language, api: "http://127.0.0.1:9", environment: ["BACKOFF_SECONDS": pause])
      #expect(run.status == 1 && run.output.contains("BACKOFF_SECONDS must be"), "\(run.output)")
    }
    for address in ["http://localhost:1@127.0.0.2:9/", "https://a:b@127.0.0.1:9", #"http://localhost\@127.0.0.2/"#] {
      let run = try await ExportRun.run("retry", language, api: address)
      #expect(run.status == 1 && run.output.contains("without a user name"), "\(run.output)")
    }
    let api = OrdersAPI(.init(createdStatus: 503, created: { _ in "{}" }))
    let run = try await ExportRun.run(
      "order_checkout", language, api: api.url, environment: ["BACKOFF_SECONDS": "0.001"])
    #expect(run.status == 0, "\(run.output)")
  }
}
