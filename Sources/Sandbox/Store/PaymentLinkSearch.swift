/// Which of a tenant's payment links are meant.
struct PaymentLinkSearch {
  enum Archived {
    case excluded
    case included
    case only
  }

  let tenant: String
  /// Any if nil.
  var statuses: [PaymentLinkLifecycle.Status]?
  /// In title or description.
  var text: String?
  var textSearch = TextSearch.substring
  var archived = Archived.excluded

  var filter: Filter {
    var filter = Filter("tenant = ?", .text(tenant))
    filter.require("status", oneOf: statuses?.map(\.rawValue))
    filter.require("title", "description", contains: text, by: textSearch)
    switch archived {
    case .excluded: filter.require("is_archived = 0")
    case .included: break
    case .only: filter.require("is_archived = 1")
    }
    return filter
  }
}
