/// The status of a payment link, and the slug under which payers find it.
///
/// A draft is published and can be withdrawn. Archiving hides a link whatever its status, and can be undone. The slug
/// may be chosen until the first publication; from then on it is printed somewhere and never changes.
package struct PaymentLinkLifecycle: Sendable, Equatable {
  package enum Status: String, Sendable, CaseIterable {
    case draft
    case published
  }

  package private(set) var status: Status
  package private(set) var isArchived: Bool
  package private(set) var slug: String
  /// When the link was published for the first time.
  package private(set) var publishedAt: Timestamp?

  /// The lifecycle of a new link.
  /// - Parameter slug: the slug unless another one is chosen at publication.
  package init(slug: String) {
    self.init(status: .draft, isArchived: false, slug: slug, publishedAt: nil)
  }

  package init(status: Status, isArchived: Bool, slug: String, publishedAt: Timestamp?) {
    self.status = status
    self.isArchived = isArchived
    self.slug = slug
    self.publishedAt = publishedAt
  }

  /// Whether payers can see the link.
  var isOpen: Bool { status == .published && !isArchived }

  /// Publishes the link. A chosen slug is ignored if it is taken, or if the link was published before.
  package mutating func publish(
    at time: Timestamp, as chosen: String? = nil, isTaken: (String) throws -> Bool = { _ in false }
  ) rethrows {
    if let chosen, publishedAt == nil, try !isTaken(chosen) { slug = chosen }
    status = .published
    publishedAt = publishedAt ?? time
  }

  package mutating func unpublish() {
    status = .draft
  }

  package mutating func archive() {
    isArchived = true
  }

  package mutating func restore() {
    isArchived = false
  }

  package static let slugRule = "must have 1 to 64 letters, digits, hyphens and underscores"

  /// Whether the text is a slug, which needs no escapes in a URL.
  package static func isSlug(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
