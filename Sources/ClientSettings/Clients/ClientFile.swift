/// The place of a file, by the variables of the environment that a client honours.
package struct ClientFile: Sendable {
  /// The folder that the path starts from.
  enum Base {
    case home
    /// `$XDG_CONFIG_HOME`, or `~/.config`.
    case configuration
    /// The folder that a variable names, or one in the home folder.
    case variable(String, otherwise: String)
  }

  let base: Base
  let path: String

  static func home(_ path: String) -> ClientFile {
    ClientFile(base: .home, path: path)
  }

  static func configuration(_ path: String) -> ClientFile {
    ClientFile(base: .configuration, path: path)
  }

  static func variable(_ name: String, otherwise folder: String, _ path: String) -> ClientFile {
    ClientFile(base: .variable(name, otherwise: folder), path: path)
  }

  /// The absolute path, or nil if it depends on a home that is missing.
  func path(_ environment: [String: String]) -> String? {
    let home = Self.absolute(environment["HOME"])
    let folder =
      switch base {
      case .home: home
      case .configuration: Self.absolute(environment["XDG_CONFIG_HOME"]) ?? home.map { $0 + "/.config" }
      case .variable(let name, let folder): Self.absolute(environment[name]) ?? home.map { $0 + folder }
      }
    return folder.map { "\($0)/\(path)" }
  }

  /// The path as documentation writes it.
  package var description: String {
    switch base {
    case .home: "~/\(path)"
    case .configuration: "~/.config/\(path)"
    case .variable(_, let folder): "~\(folder)/\(path)"
    }
  }

  /// The path without a slash at its end, if it is absolute.
  private static func absolute(_ path: String?) -> String? {
    guard var path, path.hasPrefix("/") else { return nil }
    while path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
