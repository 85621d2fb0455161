import JSON
import JSONSchema
import MCP

/// Decides whether an argument that a tool does not take is ignored, with a warning in the result, or refused.
///
/// Hosts put arguments of their own into every call, and a model cannot take them out again. But an unknown argument may
/// also be a name that was mistyped, or a limit that the caller relies on. So one that could mean an argument of the tool
/// is always refused; a write ignores only names that hosts are known to add; a read ignores all that is no filter.
enum UnknownArgument {
  /// Names that hosts are known to add to calls, none of which changes what a call does: Cline (`task_progress`), Cursor
  /// (`random_string`, `explanation`), n8n (`sessionId`, `toolCallId`, `chatInput`, `tool`), Windsurf (`toolSummary`,
  /// `toolAction`, `waitForPreviousTools`), and common names of a model's reasons.
  static let hostNames: Set = [
    "task_progress", "random_string", "explanation", "reasoning", "thought", "thoughts", "sessionId",
    "toolCallId", "chatInput", "tool", "toolSummary", "toolAction", "waitForPreviousTools",
  ]

  /// What callers may call a filter or a range of rows; beside the names of all tools' arguments.
  static let filterNames = [
    "token", "network", "address", "reference", "user", "userId", "customer", "customerId", "email", "merchant",
    "minAmount", "maxAmount", "amountMin", "amountMax", "min", "max", "date", "from", "to", "since", "until", "start",
    "end", "before", "after", "dateFrom", "dateTo", "fromDate", "toDate", "startDate", "endDate", "startTime",
    "endTime", "createdFrom", "createdTo", "createdSince", "createdUntil", "sort", "sortBy", "sortOrder", "orderBy",
    "filter", "filters", "where", "pageSize", "perPage", "pageNumber", "offset", "skip", "first", "last",
  ]

  static func isIgnored(_ name: String, _ value: JSONValue, by tool: Tool) -> Bool {
    let unknown = ArgumentName(name)
    let own = tool.definition["inputSchema"]?["properties"]?.object?.members.map(\.name) ?? []
    guard !own.contains(where: { unknown.couldMean(ArgumentName($0)) }),
      ArgumentSynonym.argument(for: name, among: own) == nil
    else { return false }
    if isAddedByHost(name, value) { return true }
    return tool.isReadOnly && !vocabulary.contains(where: unknown.isSpelling)
  }

  /// n8n's chat trigger adds its own `action`, which always has this value.
  private static func isAddedByHost(_ name: String, _ value: JSONValue) -> Bool {
    hostNames.contains { $0.hasSameBytes(as: name) } || (name == "action" && value == "sendMessage")
  }

  private static let vocabulary = (filterNames + argumentNames).map(ArgumentName.init)

  /// The names of all tools' arguments, of tools that are not listed as well.
  private static let argumentNames = Set(
    ToolFile.names.flatMap { name in
      (try? ToolFile.definition(name))?["inputSchema"]?["properties"]?.object?.members.map(\.name) ?? []
    })
}

/// The name of an argument, taken apart to tell whether another one could have been meant by it.
struct ArgumentName {
  /// The least number of letters of a name that counts when it is found inside another: many names end in `Id`.
  private static let shortestPart = 4

  private let text: String
  /// The words of the name in lower case: `chainId`, `chain_id` and `ChainID` are `chain` and `id`.
  private let words: [String]

  init(_ text: String) {
    self.text = text
    words = Self.words(of: text)
  }

  /// Whether the other name is this one in another spelling: in case, underscores or one letter of six.
  func isSpelling(of known: ArgumentName) -> Bool {
    Suggestion.nearest(to: text, among: [known.text], oneIn: 6) != nil
  }

  /// Whether the other name could have been meant: one letter of three differs, or the one begins or ends with the other,
  /// or stands in it as whole words.
  func couldMean(_ known: ArgumentName) -> Bool {
    if Suggestion.nearest(to: text, among: [known.text]) != nil { return true }
    let (own, other) = (words.joined(), known.words.joined())
    if own.count >= Self.shortestPart, other.hasPrefix(own) || other.hasSuffix(own) { return true }
    return other.count >= Self.shortestPart && words.contains(known.words)
  }

  /// Words of names that bound what a call may do: money, pieces or time.
  private static let bounds: Set = [
    "amount", "budget", "cap", "count", "deadline", "duration", "end", "ends", "expiration", "expires", "expiry",
    "hours", "inventory", "limit", "limits", "minutes", "days", "pieces", "price", "qty", "quantity", "quota", "sales",
    "seconds", "stock", "supply", "threshold", "timeout", "total", "ttl", "until", "uses", "valid", "window",
  ]
  private static let extremes: Set = ["max", "maximum", "min", "minimum", "most", "least", "limit", "cap"]

  /// The words of the name that ask for a greatest or a least value.
  var extremes: Set<String> { Self.extremes.intersection(words) }

  /// Whether the argument may bound what the call does. Without it the call would do more than the caller wants.
  var isBound: Bool { !extremes.isEmpty || words.contains(where: Self.bounds.contains) }

  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasUpper = true
    for character in text.prefix(64) {
      let isSeparator = !(character.isLetter || character.isNumber)
      if isSeparator || (character.isUppercase && !wasUpper) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if !isSeparator { word += character.lowercased() }
      wasUpper = character.isUppercase
    }
    return word.isEmpty ? words : words + [word]
  }
}
