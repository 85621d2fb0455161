import ArgumentParser
import CArguments
import FoundationEssentials
import PayIn

/// The language of the command line's help and messages.
enum CommandText {
  /// What `--lang` says, else PAYIN_LANG, else the locale. A name that is no language's counts as not given here; the
  /// command that reads it as a setting refuses it.
  static let language: Language = {
    // What stands after `--` is another program's.
    let own = arguments.prefix { $0 != "--" }
    let flag = own.lastIndex(of: "--lang").flatMap { own[($0 + 1)...].first }
    let joined = own.last { $0.hasPrefix("--lang=") }?.dropFirst("--lang=".count)
    let environment = ProcessInfo.processInfo.environment
    let names = [flag, joined.map(String.init), environment[ConfigurationVariable.language.rawValue]]
    let chosen = names.lazy.compactMap { $0.flatMap { Language(rawValue: $0.lowercased()) } }.first
    return chosen ?? Language(locale: environment)
  }()

  /// The process's arguments without the name of the program.
  static let arguments: [String] = (1...).lazy.map(carguments_at).prefix { $0 != nil }.map {
    $0.map { String(cString: $0) } ?? ""
  }
}

/// The one of both texts that is in the language of the command line.
func localized(_ english: String, _ chinese: String) -> String {
  switch CommandText.language {
  case .english: english
  case .chinese: chinese
  }
}

extension ArgumentHelp {
  /// The help of an argument in both languages.
  ///
  /// - Parameter value: what stands for the value in the usage; the name of the argument if nil.
  static func text(_ english: String, _ chinese: String, value: String? = nil) -> ArgumentHelp {
    ArgumentHelp("\(localized(english, chinese))", valueName: value)
  }
}

/// `--lang` of the commands that read no settings. `CommandText` has read it before the parser runs.
struct LanguageOption: ParsableArguments {
  @Option(help: .text("en or zh: the language of messages. PAYIN_LANG.", "en 或 zh：消息所用的语言。PAYIN_LANG。"))
  var lang: Language?
}

extension Language: ExpressibleByArgument {
  package init?(argument: String) {
    self.init(rawValue: argument.lowercased())
  }
}
