import Glibc

/// The file a sandbox lives in: readable by its owner only, as are the folders made for it.
struct DatabaseFile: Sendable {
  let path: String

  func prepare() throws(SandboxError) {
    try makeParents()
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw failure }
    defer { close(descriptor) }
    guard fchmod(descriptor, 0o600) == 0 else { throw failure }
  }

  private func makeParents() throws(SandboxError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for count in parts.indices.map({ $0 + 1 }) {
      let folder = parts.prefix(count).joined(separator: "/")
      guard folder.isEmpty || mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw failure }
    }
  }

  private var failure: SandboxError {
    SandboxError(.databaseUnavailable, detail: "\(path): \(String(cString: strerror(errno)))")
  }
}
