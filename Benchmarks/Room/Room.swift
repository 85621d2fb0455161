import Glibc
import HTTP
import JSON
import Sandbox
import SandboxAPI
import SandboxModel
import Synchronization

/// A sandbox on a file, asked in this process as the thread of its database asks it.
struct Room {
  static let token = "room"

  let path: String
  let service: SandboxService
  /// The time that the start took, with all migrations.
  let opening: Duration

  init(path: String, dialect: Dialect = .documented) throws {
    self.path = path
    let configuration = SandboxConfiguration(
      database: .file(path: path), seed: 42, controlToken: Self.token, poolSize: RoomFile.poolSize,
      dialect: dialect)
    let start = ContinuousClock.now
    service = try SandboxSetup.open(configuration).service
    opening = ContinuousClock.now - start
  }

  /// Makes a file with that many orders. The time is that of the statements.
  static func make(at path: String, orders: Int) throws -> Duration {
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    try Room(path: path).close()
    let start = ContinuousClock.now
    let database = try Database(path: path)
    try RoomFile(orders: orders).fill(database, at: Timestamp.now())
    database.finish()
    return ContinuousClock.now - start
  }

  func close() { service.finish(within: .seconds(5)) }

  /// Removes the file.
  func remove() {
    close()
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }

  /// Sends a request and waits for its reply.
  @discardableResult
  func send(
    _ method: String, _ target: String, _ body: JSONValue? = nil, accept: String = "application/json",
    cookie: String = ""
  ) -> HTTPResponse? {
    let headers: HTTPHeaders = [
      "Host": "localhost", "Authorization": "Bearer \(RoomFile.key)", "X-Sandbox-Token": Self.token,
      "Content-Type": "application/json", "Accept": accept, "Cookie": cookie,
    ]
    let bytes = body.map { JSONWriter.bytes(of: $0) } ?? []
    let request = Request(method: method, target: target, root: "http://127.0.0.1:1", headers: headers, body: bytes)
    let plan = Mutex<ReplyPlan?>(nil)
    if let request { service.respond(to: request) { answer in plan.withLock { $0 = answer } } }
    return plan.withLock { $0?.response }
  }

  /// The cookie that opens the dashboard.
  var cookie: String {
    let response = send("GET", "/?token=\(Self.token)", accept: "text/html")
    return response?.headers["Set-Cookie"]?.split(separator: ";").first.map(String.init) ?? ""
  }
}

/// Times of one operation.
struct Times {
  private let sorted: [Duration]

  init(_ times: [Duration]) { sorted = times.sorted() }

  /// Repeats an operation up to a number of times, or until it has taken half a second, but at least five times.
  static func measure(_ count: Int, _ body: (Int) -> Void) -> Times {
    var times: [Duration] = []
    let end = ContinuousClock.now + .milliseconds(500)
    while times.count < count && (times.count < 5 || ContinuousClock.now < end) {
      let start = ContinuousClock.now
      body(times.count)
      times.append(ContinuousClock.now - start)
    }
    return Times(times)
  }

  var median: Double { milliseconds(sorted[sorted.count / 2]) }
  var slow: Double { milliseconds(sorted[min(sorted.count - 1, sorted.count * 99 / 100)]) }
  var longest: Double { sorted.last.map(milliseconds) ?? 0 }

  private func milliseconds(_ time: Duration) -> Double { time / .milliseconds(1) }
}
