/// Who reads a text: in which language, and which secrets are hidden from them.
package struct DisplayContext: Sendable {
  package let language: Language
  package let secrets: Secrets

  package init(_ language: Language, hiding secrets: Secrets) {
    self.language = language
    self.secrets = secrets
  }
}

extension LocalizedText {
  package func rendered(for reader: DisplayContext) -> String {
    self[reader.language].rendered(hiding: reader.secrets)
  }

  /// For texts that hold nothing from outside.
  package func rendered(in language: Language) -> String {
    self[language].rendered()
  }
}
