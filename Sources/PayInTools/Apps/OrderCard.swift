import CApps
import JSON
import MCP
import PayIn

/// The card of an order: a page that hosts show beside the results of the tools that return one order. It is one
/// document, which loads nothing.
enum OrderCard {
  static let page = AppPage(
    uri: "ui://payin/order", tools: ["create_order", "get_order", "wait_for_order"], html: { document() })

  /// The line of `page.html` that a file replaces begins and ends with these.
  private static let (start, end) = ("<!-- include ", " -->")

  /// Puts the files into the page, and the names of the chains.
  private static func document() -> String {
    let files = files
    var document = ""
    for line in lines(of: files["page.html"] ?? "") {
      guard line.hasPrefix(start), line.hasSuffix(end) else {
        document += line + "\n"
        continue
      }
      let name = String(line.dropFirst(start.count).dropLast(end.count))
      document += name == "chains.js" ? chains : shortened(files[name] ?? "")
    }
    return document
  }

  /// Leaves out indentation and the lines that are comments: the page is sent whole.
  private static func shortened(_ file: String) -> String {
    lines(of: file).map { $0.drop { $0 == " " } }.filter { !$0.isEmpty && !$0.hasPrefix("//") && !$0.hasPrefix("/*") }
      .map { $0 + "\n" }.joined()
  }

  private static func lines(of text: String) -> [Substring] {
    text.split(separator: "\n")
  }

  /// A script with the names and networks of the chains that this version knows.
  private static var chains: String {
    let members = AssetTable.builtIn.chains.map { chain in
      JSONObject.Member(
        name: chain.id,
        value: [
          "name": .string(chain.name ?? chain.id), "network": chain.network.map { .string($0.rawValue) } ?? .null,
        ])
    }
    let object = JSONWriter.bytes(of: .object(JSONObject(members)))
    return "const chains = \(String(decoding: object, as: UTF8.self));\n"
  }

  /// The files inside the binary by name.
  private static var files: [String: String] {
    var count = 0
    let table = UnsafeBufferPointer(start: card_files(&count), count: count)
    return Dictionary(
      uniqueKeysWithValues: table.map { file in
        let bytes = UnsafeBufferPointer(start: file.bytes, count: file.count)
        return (file.name.map { String(cString: $0) } ?? "", String(decoding: bytes, as: UTF8.self))
      })
  }
}
