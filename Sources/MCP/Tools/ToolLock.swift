import Digest
import Formats
package import JSON

/// Hashes of tools' definitions, by which a change of what a server publishes is noticed.
///
/// Every member of a definition has a hash of its own, so that a change of a description can be told from one of a
/// schema. A hash is SHA-256 of the member's JSON without white space, its names sorted as RFC 8785 sorts them.
package struct ToolLock: Equatable {
  private static let hashName = "sha256"

  package enum Change: Equatable {
    case added(String)
    case removed(String)
    /// - Parameter parts: the members that were added, removed or changed, in the order of their names.
    case changed(String, parts: [String])
  }

  /// The version of the server that was locked.
  package let version: String
  /// Hashes of the members by the tool's name.
  private let tools: [String: [String: String]]

  /// - Parameter definitions: the tools as they are listed.
  package init(_ definitions: [JSONObject], version: String) {
    self.version = version
    tools = definitions.reduce(into: [:]) { tools, definition in
      guard let name = definition["name"]?.string else { return }
      tools[name] = definition.members.reduce(into: [:]) { parts, member in
        if member.name != "name" { parts[member.name] = Self.hash(member.value) }
      }
    }
  }

  private static func hash(_ value: JSONValue) -> String {
    Hexadecimal.encode(SHA256.hash(JSONWriter.bytes(of: value.sortedMembers)))
  }

  package var json: JSONValue {
    let rows = tools.map { name, parts in
      let members = parts.map { JSONObject.Member(name: $0, value: .string($1)) }
      return JSONObject.Member(name: name, value: .object(JSONObject(members)))
    }
    return [
      "version": .string(version), "language": "en", "hash": .string(Self.hashName),
      "tools": JSONValue.object(JSONObject(rows)).sortedMembers,
    ]
  }

  /// Returns nil if the value is no lock that this version can read.
  package init?(_ json: JSONValue) {
    guard let version = json["version"]?.string, json["hash"]?.string == Self.hashName, json["language"] == "en",
      let rows = json["tools"]?.object
    else { return nil }
    var tools: [String: [String: String]] = [:]
    for row in rows.members {
      guard let members = row.value.object?.members else { return nil }
      for member in members {
        guard let hash = member.value.string else { return nil }
        tools[row.name, default: [:]][member.name] = hash
      }
    }
    (self.version, self.tools) = (version, tools)
  }

  /// What has changed between this lock and a later one, in the order of the tools' names.
  package func changes(to later: ToolLock) -> [Change] {
    Set(tools.keys).union(later.tools.keys).sorted().compactMap { name in
      switch (tools[name], later.tools[name]) {
      case (nil, _): return .added(name)
      case (_, nil): return .removed(name)
      case (let old?, let new?):
        let parts = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
        return parts.isEmpty ? nil : .changed(name, parts: parts)
      }
    }
  }
}
