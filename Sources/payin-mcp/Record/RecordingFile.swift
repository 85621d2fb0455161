import Glibc
import Script

/// A file that is written whole or not at all, and that only its owner can read.
struct RecordingFile {
  struct WriteError: Error {
    /// errno(3).
    let number: Int32
    /// Whether a link, a device or the like is there.
    var isIrregular = false

    /// The text for a person. The program replaces files only: a link could lead anywhere, and a device keeps nothing.
    var reason: BilingualText {
      guard isIrregular else {
        let text = String(cString: strerror(number))
        return BilingualText(text, text)
      }
      return BilingualText("it is not a regular file", "它不是普通文件")
    }
  }

  let path: String

  /// Checks before the session that the file can be written after it.
  func check() throws(WriteError) {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw WriteError(number: isFolder ? EISDIR : EEXIST, isIrregular: !isFolder)
    }
    guard access(folder, W_OK | X_OK) == 0 else { throw WriteError(number: errno) }
  }

  /// Writes beside the file and puts the result in its place, so that a reader sees the old or the new one.
  ///
  /// - Parameter replaces: whether a file that is there is replaced; otherwise the error is EEXIST.
  func write(_ text: String, replaces: Bool = true) throws(WriteError) {
    let temporary = "\(path).\(getpid()).part"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw WriteError(number: errno) }
    var text = text
    let number = text.withUTF8 { Self.errorNumber(writing: UnsafeRawBufferPointer($0), to: descriptor) }
    let syncNumber = number == 0 && fsync(descriptor) != 0 ? errno : number
    close(descriptor)
    // link(2) fails where rename(2) would replace a file that another program has just made.
    guard syncNumber == 0, (replaces ? rename(temporary, path) : link(temporary, path)) == 0 else {
      let error = WriteError(number: syncNumber == 0 ? errno : syncNumber)
      unlink(temporary)
      throw error
    }
    if !replaces { unlink(temporary) }
  }

  private var folder: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Returns 0 when all is written.
  private static func errorNumber(writing bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      guard count >= 0 || errno == EINTR else { return errno }
      rest = rest.dropFirst(max(count, 0))
    }
    return 0
  }
}
