import ClientSettings
import Foundation
import Testing

/// A folder for one test, and a file of settings in it.
final class SettingsFolder {
  static let server = ServerDefinition(name: "payin", program: "/opt/payin-mcp")

  let path = FileManager.default.temporaryDirectory.appending(path: "payin-settings-\(UUID().uuidString)").path
  var file: String { path + "/settings" }

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit {
    chmod(path, 0o700)
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The names of all files, sorted.
  var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? [] }

  func write(_ text: String) throws {
    try write(Array(text.utf8))
  }

  func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: file))
  }

  /// The content of the file, or nil if there is none.
  var bytes: [UInt8]? { FileManager.default.contents(atPath: file).map(Array.init) }
  var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  func add(
    _ client: String = "cursor", _ server: ServerDefinition = server
  ) throws -> SettingsChange.Outcome {
    try change(client, .add(server)).carryOut(mode: 0o600)
  }

  func remove(_ client: String = "cursor") throws -> SettingsChange.Outcome {
    try change(client, .remove(name: "payin")).carryOut(mode: 0o600)
  }

  func change(_ client: String, _ action: SettingsChange.Action) throws -> SettingsChange {
    SettingsChange(try #require(ClientSettings.client(named: client)), path: file, action: action)
  }
}
