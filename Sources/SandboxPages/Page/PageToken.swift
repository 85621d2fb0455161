import Digest
import Formats
import SandboxAPI
import SandboxModel

/// Proofs that only the processes on one file can make. The control token is never part of a page or a cookie: a browser
/// sends the cookies of this machine to every port of it.
struct PageToken: Sendable {
  private let key: [UInt8]

  init(formKey: String) {
    key = Array(formKey.utf8)
  }

  /// The proof for one purpose and subject: 64 hexadecimal digits.
  func make(_ purpose: String, _ subject: String = "") -> String {
    Hexadecimal.encode(SHA256.hmac(Self.message(purpose, subject), key: key))
  }

  func isValid(_ given: String?, _ purpose: String, _ subject: String = "") -> Bool {
    given.map { Self.areEqual($0, make(purpose, subject)) } ?? false
  }

  /// Compares hashes, so that the time tells neither where two texts differ nor how long the secret one is.
  static func areEqual(_ left: String, _ right: String) -> Bool {
    SHA256.areEqual(SHA256.hash(left.utf8), SHA256.hash(right.utf8))
  }

  private static func message(_ purpose: String, _ subject: String) -> [UInt8] {
    Array("\(purpose)\n\(subject)".utf8)
  }
}

extension RequestContext {
  var pageToken: PageToken { PageToken(formKey: settings.formKey) }
}
