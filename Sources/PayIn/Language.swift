/// What people read is written in: titles, descriptions, summaries, errors, prompts, guide. Names and codes never change.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case chinese = "zh"

  /// That of the locale's messages (POSIX, 8.2: the first of these variables that is set and not empty).
  init(locale environment: [String: String]) {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    self = locale?.hasPrefix("zh") == true ? .chinese : .english
  }
}
